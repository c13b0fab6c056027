using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Api;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>A clause as the reading pane shows it among its neighbours.</summary>
public sealed record ReadClause(Clause Clause, int Depth, ValidityFinding Validity, bool IsHere)
{
    private const int LongestName = 40;

    public string Name
    {
        get
        {
            var name = Clause.Heading.Length > 0 ? Clause.Heading : Clause.Path.Segments[^1];
            return name.Length <= LongestName ? name : name[..LongestName] + "…";
        }
    }
}

/// <summary>One document open at a clause: what governs the clause, its units, validity on the day, and the whole text around it.</summary>
public sealed record Reading(PolicyDocument Document, ValidityFinding Whole, IReadOnlyList<ReadClause> Clauses, DateOnly Day)
{
    public const int DeepestInTree = 3;

    /// <summary>Null where the document is open at its beginning.</summary>
    public ReadClause? Here => Clauses.FirstOrDefault(c => c.IsHere);

    public string Key => Here is { } here ? LookUpRequest.KeyOf(Document, here.Clause) : Document.Number.Value;

    /// <summary>Null for a document or clause that is not there.</summary>
    public static Reading? Of(Serving serving, string key, DateOnly day)
    {
        var parts = key.Split('#', 2);
        if (parts[0].Length == 0 || DocumentEndpoints.Find(serving, parts[0]) is not { } document)
            return null;
        Clause? here = null;
        if (parts.Length == 2 && (!ClausePath.TryParse(parts[1], out var path) || (here = document.FindClause(path)) is null))
            return null;
        return new(
            document,
            serving.ValidityOf(document, null, day),
            [.. document.Clauses.Select(c => new ReadClause(c, c.Path.Segments.Count - 1, serving.ValidityOf(document, c.Path, day), here is not null && c.Path == here.Path))],
            day);
    }
}

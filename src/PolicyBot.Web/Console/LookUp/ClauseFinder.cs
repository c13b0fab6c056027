using System.Text;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Core.Validity;
using PolicyBot.Search;
using PolicyBot.Web.Api;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>A hit with what the list shows of it.</summary>
public sealed record FoundClause(ClauseHit Hit, ValidityFinding Validity)
{
    public string Key => LookUpRequest.KeyOf(Hit.Source, Hit.Clause);
}

/// <summary>Shape: <see cref="Documents"/> are those whose number or title was typed, <see cref="Clauses"/> best first.</summary>
public sealed record LookUpResult(IReadOnlyList<PolicyDocument> Documents, IReadOnlyList<FoundClause> Clauses, int Total, double TookMs)
{
    public static LookUpResult Empty { get; } = new([], [], 0, 0);
}

/// <summary>Looks up clauses as an operator asks for them, in one edition.</summary>
public sealed class ClauseFinder(ClauseTests tests, TimeProvider clock)
{
    private const int Most = 20;
    private const int MostDocuments = 5;

    public LookUpResult Find(Serving serving, LookUpRequest request, DateOnly today)
    {
        var text = request.Q.Trim();
        if (text.Length is 0 or > AskRequest.MaxTextLength)
            return LookUpResult.Empty;
        var started = clock.GetTimestamp();
        var day = request.Day(today);
        var document = request.Document.Length > 0 ? DocumentEndpoints.Find(serving, request.Document)?.Number : null;
        var found = serving.Find(new Question(text, Conversation: null, day), Most, document, OnlyOf(serving, request, day));
        return new(
            document is null ? DocumentsNamed(serving, text) : [],
            [.. found.Hits.Select(h => new FoundClause(h, serving.ValidityOf(h.Source, h.Path, day)))],
            found.Total,
            clock.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Null where nothing is filtered.</summary>
    private Func<PolicyDocument, Clause, bool>? OnlyOf(Serving serving, LookUpRequest request, DateOnly day)
    {
        var taxonomy = serving.Knowledge.Taxonomy;
        var all = new List<(string Name, Func<PolicyDocument, Clause, bool> Test)>();
        if (request.Unit.Trim() is { Length: > 0 } unit)
            all.Add(("unit " + unit, (_, clause) => clause.LeadUnits.Any(u => u.Contains(unit, StringComparison.Ordinal)) || clause.ResponsibleUnits.Any(u => u.Contains(unit, StringComparison.Ordinal))));
        if (taxonomy.Groups.FirstOrDefault(g => string.Equals(g.Id, request.Group, StringComparison.Ordinal)) is { } group)
            all.Add(("group " + group.Id, group.Holds));
        if (taxonomy.Kinds.FirstOrDefault(k => string.Equals(k.Id, request.Kind, StringComparison.Ordinal)) is { } kind)
            all.Add(("kind " + kind.Id, kind.Holds));
        if (request.InForce)
            all.Add(("in force " + AnswerJson.DateOf(day), (document, clause) => serving.ValidityOf(document, clause.Path, day).Status is ValidityStatus.InForce or ValidityStatus.Unstated));
        return all.Count == 0 ? null : tests.Kept(serving, string.Join('\n', all.Select(t => t.Name)), (document, clause) => all.TrueForAll(t => t.Test(document, clause)));
    }

    /// <summary>28号, 〔2023〕28, a piece of the title: at least three characters that stand there.</summary>
    private static List<PolicyDocument> DocumentsNamed(Serving serving, string text)
    {
        var wanted = Plain(text);
        if (wanted.Length < 3)
            return [];
        return [.. serving.Knowledge.Documents.Where(d => Plain(d.Number.Value).Contains(wanted, StringComparison.Ordinal) || Plain(d.Title).Contains(wanted, StringComparison.Ordinal)).OrderByDescending(d => d.IssuedOn).Take(MostDocuments)];
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit))
            plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}

using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Search;

/// <summary>A clause with its document and what the tree around it tells. The index holds only its place in this order.</summary>
public sealed record ClauseRow(PolicyDocument Document, Clause Clause, bool IsLeaf)
{
    /// <summary>NUMBER#PATH.</summary>
    public string Key => $"{Document.Number}#{Clause.Path}";

    /// <summary>Title of the part, the short names of what the document is about, and the headings above the clause, one a line; the clause's own heading is the beginning of its text.</summary>
    public string Context
    {
        get
        {
            var chain = Clause.HeadingChain;
            var above = chain.Count > 0 && Clause.Heading.Length > 0 && string.Equals(chain[^1], Clause.Heading, StringComparison.Ordinal) ? chain.Count - 1 : chain.Count;
            return string.Join('\n', Document.ShortNames.Prepend(Document.TitleOf(Clause.Path)).Concat(chain.Take(above)));
        }
    }

    /// <summary>Governing sentences and units, one a line.</summary>
    public string GoverningText => string.Join('\n', Clause.Governing.Select(g => g.Text).Concat(Clause.LeadUnits).Concat(Clause.ResponsibleUnits));

    public static IReadOnlyList<ClauseRow> Of(KnowledgeBase knowledge)
    {
        var rows = new List<ClauseRow>();
        foreach (var document in knowledge.Documents)
        {
            var parents = document.Clauses.Select(c => c.Path.Parent?.Value ?? "").ToHashSet(StringComparer.Ordinal);
            rows.AddRange(document.Clauses.Select(c => new ClauseRow(document, c, !parents.Contains(c.Path.Value))));
        }

        return rows;
    }
}

using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Search;

/// <summary>A clause with its document and what the tree around it tells. The index holds only its place in this order.</summary>
public sealed record ClauseRow(PolicyDocument Document, Clause Clause, bool IsLeaf)
{
    /// <summary>NUMBER#PATH.</summary>
    public string Key => $"{Document.Number}#{Clause.Path}";

    /// <summary>What stands below a clause that announces it; empty for all others.</summary>
    public IReadOnlyList<Clause> Items { get; init; } = [];

    /// <summary>The words that announce the clause as an item of theirs; empty where none do.</summary>
    public string LeadIn { get; init; } = "";

    /// <summary>Title of the part, the short names of what the document is about, the headings above the clause and the words that announce it, one a line; the clause's own heading is the beginning of its text.</summary>
    public string Context
    {
        get
        {
            var chain = Clause.HeadingChain;
            var above = chain.Count > 0 && Clause.Heading.Length > 0 && string.Equals(chain[^1], Clause.Heading, StringComparison.Ordinal) ? chain.Count - 1 : chain.Count;
            IEnumerable<string> announced = LeadIn.Length > 0 ? [LeadIn] : [];
            return string.Join('\n', Document.ShortNames.Prepend(Document.TitleOf(Clause.Path)).Concat(chain.Take(above)).Concat(announced));
        }
    }

    /// <summary>Governing sentences and units, one a line.</summary>
    public string GoverningText => string.Join('\n', Clause.Governing.Select(g => g.Text).Concat(Clause.LeadUnits).Concat(Clause.ResponsibleUnits));

    public static IReadOnlyList<ClauseRow> Of(KnowledgeBase knowledge)
    {
        var rows = new List<ClauseRow>();
        foreach (var document in knowledge.Documents)
        {
            var below = document.Clauses.ToLookup(c => c.Path.Parent?.Value ?? "", StringComparer.Ordinal);
            rows.AddRange(document.Clauses.Select(c => new ClauseRow(document, c, !below.Contains(c.Path.Value))
            {
                Items = below.Contains(c.Path.Value) && Core.Documents.LeadIn.Announces(c) ? [.. below[c.Path.Value]] : [],
                LeadIn = Core.Documents.LeadIn.Of(document, c)?.Text.Trim() ?? "",
            }));
        }

        return rows;
    }
}

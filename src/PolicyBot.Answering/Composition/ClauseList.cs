using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>Items that stand under one lead-in as clauses of their own. Shape: at least two items, in the order of the text; the lead-in is the clause above them.</summary>
internal sealed record ClauseList(PolicyDocument Document, Clause Lead, IReadOnlyList<Clause> Items)
{
    private const int ShortItem = 60;
    private const int LongestItem = 170;
    private const int LongestList = 700;

    /// <summary>The words before the items; the heading where there is nothing else; null for a bare number.</summary>
    public Quotation? LeadIn
    {
        get
        {
            var sentences = SentenceReader.Read(Document, Lead);
            var words = sentences.LastOrDefault(s => s.IsBody) ?? sentences.FirstOrDefault(s => s.IsHeading);
            return words is null ? null : new(Document, Lead, words.Start, words.End);
        }
    }

    /// <summary>The lead-in is no sentence without its items: 应当符合下列条件：, or a heading only.</summary>
    public bool IsOpen => ClauseBody.IsHeadingOnly(Document, Lead) || Announces;

    /// <summary>The lead-in ends with a colon or speaks of what follows: it belongs to each of its items.</summary>
    public bool Announces => Core.Documents.LeadIn.Announces(Lead);

    /// <summary>A list in the ordinary sense, not sections of a chapter.</summary>
    public bool IsShort => Items.All(i => i.Text.Length <= LongestItem) && Items.Sum(i => i.Text.Length) <= LongestList;

    public static ClauseList? Under(PolicyDocument document, Clause clause)
    {
        var items = document.Clauses.Where(c => c.Path.Parent == clause.Path).ToList();
        if (items.Count >= 2)
            return new(document, clause, items);
        // A list printed as an attachment of its own: its title is the lead-in.
        return clause.Path.Segments is [_, "标题"] && InPart(document, clause.Path.Part) is { } whole ? whole : null;
    }

    /// <summary>The list that an item stands in; null where it is no item.</summary>
    public static ClauseList? Around(PolicyDocument document, Clause item)
    {
        if (item.Path.Parent is not { } above)
            return null;
        return document.FindClause(above) is { } lead ? Under(document, lead) : InPart(document, item.Path.Part) is { } whole && whole.Items.Contains(item) ? whole : null;
    }

    private static ClauseList? InPart(PolicyDocument document, string part)
    {
        if (!part.StartsWith("附件", StringComparison.Ordinal) || document.Clauses.FirstOrDefault(c => c.Path.Segments is [var p, "标题"] && string.Equals(p, part, StringComparison.Ordinal)) is not { } title)
            return null;
        var inside = document.Clauses.Where(c => string.Equals(c.Path.Part, part, StringComparison.Ordinal) && c.Heading.Length > 0).ToList();
        var isList = inside.Count >= 2 && inside.TrueForAll(c => c.Path.Segments.Count == 2 && c.Text.Length <= ShortItem);
        return isList ? new(document, title, inside) : null;
    }
}

namespace PolicyBot.Core.Documents;

/// <summary>What a sentence that governs other clauses settles for them.</summary>
public enum GoverningKind
{
    Deadline,
    Funding,
    Period,
    Units,
    Other,
}

/// <summary>
/// A sentence printed in one clause that also holds for others (上述工作完成时限…, 所需资金由…承担, 〔责任单位：…〕 after the last item).
/// Unit: UTF-16 offsets into the official text; <c>text[Start..End]</c> is the sentence verbatim.
/// </summary>
public sealed record GoverningSentence(ClausePath PrintedIn, int Start, int End, string Text, GoverningKind Kind);

/// <summary>
/// The citable unit at any level. Clauses are a partition of the official text: a parent owns its heading and lead-in, its children the rest.
/// Shape: <see cref="HeadingChain"/> is outermost first and includes the clause's own heading where it has one.
/// Unit: UTF-16 offsets into the official text, end exclusive.
/// </summary>
public sealed record Clause(ClausePath Path, string Text, int Start, int End)
{
    /// <summary>The clause's own heading as printed with its mark (1.给予一次性创业补贴); the bare mark (（1）) for an item without one; empty for named text (正文/通知).</summary>
    public string Heading { get; init; } = "";

    public IReadOnlyList<string> HeadingChain { get; init; } = [];

    /// <summary>Sentences printed elsewhere in the document that apply to this clause, in the order of the text.</summary>
    public IReadOnlyList<GoverningSentence> Governing { get; init; } = [];

    /// <summary>牵头单位 as printed in or governing this clause, in order; empty where none is named.</summary>
    public IReadOnlyList<string> LeadUnits { get; init; } = [];

    /// <summary>责任单位 likewise, without lead units.</summary>
    public IReadOnlyList<string> ResponsibleUnits { get; init; } = [];

    /// <summary>The heading chain joined as people read it: 一、… › （二）… › 1.….</summary>
    public string HeadingLine => string.Join(" › ", HeadingChain);
}

using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility;

/// <summary>When it is granted, and the words that say so. Both ends inclusive (止 includes the day); null is open.</summary>
public sealed record BenefitPeriod(DateOnly? From, DateOnly? Until, ClauseWords Words);

/// <summary>
/// Something a document grants: to whom, how much, until when, each with the words it rests on.
/// Source: benefits.yaml beside the document, or drafted from its text. Unique by <see cref="Id"/> over all documents.
/// </summary>
public sealed record Benefit(string Id, DocumentNumber Document, ClausePath Clause, string Title, Condition Condition)
{
    /// <summary>Names people use, the longest first decides.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Benefits that people call by one name and of which one is meant (two sums of one subsidy); empty for one that stands alone.</summary>
    public string Family { get; init; } = "";

    /// <summary>person, firm, institution, trainer: data, as the file says.</summary>
    public string Audience { get; init; } = "person";

    /// <summary>The first whose condition holds applies; empty where the text names no sum.</summary>
    public IReadOnlyList<BenefitAmount> Amounts { get; init; } = [];

    /// <summary>What is granted, in the clauses' words, where no <see cref="Amounts"/> say it (可免费入驻创业园区); of a draft the rates, a table row by row. May be empty.</summary>
    public IReadOnlyList<ClauseWords> Grants { get; init; } = [];

    public BenefitPeriod? Period { get; init; }

    /// <summary>Where the money comes from, verbatim; null where the text is silent.</summary>
    public ClauseWords? Funding { get; init; }

    /// <summary>Units to ask; empty for those of the clause.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Ids of benefits that it may not be combined with, where the text says so.</summary>
    public IReadOnlyList<string> NotWith { get; init; } = [];

    /// <summary>Ids of benefits of the same name that differ on the same facts on purpose: the applicant gets one of them.</summary>
    public IReadOnlyList<string> InsteadOf { get; init; } = [];

    /// <summary>Digest of each clause's text when a person confirmed the rule; a clause that differs today suspends it.</summary>
    public IReadOnlyDictionary<ClausePath, string> RestsOn { get; init; } = new Dictionary<ClausePath, string>();

    /// <summary>Clauses that changed since the rule was confirmed. Not empty: no verdict, only quotation.</summary>
    public IReadOnlyList<ClausePath> Suspended { get; init; } = [];

    /// <summary>True for one that was drafted from the text and that nobody has reviewed: never more than need_more_info.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Tests of the same fact in more than one place, where Kleene alone may leave open what is decided.</summary>
    public bool TestsAFactTwice { get; } = Condition.Leaves().OfType<Condition.Fact>().GroupBy(f => f.Id, StringComparer.Ordinal).Any(g => g.Count() > 1);
}

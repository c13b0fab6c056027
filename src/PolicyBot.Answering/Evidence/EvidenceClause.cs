using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Evidence;

/// <summary>A clause that may answer, with what is known of it on the day. Unit: coverage 0 to 1, relative to the question's content.</summary>
public sealed record EvidenceClause(PolicyDocument Document, Clause Clause, double Score, double Coverage, ValidityFinding Validity);

/// <summary>What a composer works on: one question that stands alone, the clauses that answer it (best first, at least one).</summary>
public sealed record EvidenceSet(QuestionUnderstanding Asked, IReadOnlyList<Facet> Facets, IReadOnlyList<EvidenceClause> Clauses)
{
    public EvidenceClause Best => Clauses[0];

    /// <summary>Words of the question that the clauses do not speak of, where that is too much for a full answer; else empty.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Exact words to quote around, where a name rather than a topic was looked for; else null.</summary>
    public string? Looked { get; init; }

    /// <summary>The particular that is asked for and that nothing near states, as a noun; else null. The clauses are then only the nearest.</summary>
    public string? Unstated { get; init; }

    /// <summary>What is asked about is in no document: the clauses are the nearest, and no answer.</summary>
    public bool IsOnlyNear { get; init; }

    /// <summary>The two things whose difference is asked, each read by itself; else empty.</summary>
    public IReadOnlyList<QuestionUnderstanding> Compared { get; init; } = [];

    /// <summary>Asks of the document itself (when, number, meeting, addressees), not of what it settles.</summary>
    public bool IsAboutDocument { get; init; }

    /// <summary>Everything is wanted, not the best only.</summary>
    public bool IsList => Asks(Facet.ListAll) || Asks(Facet.Difference);

    public Facet? MainFacet => Facets.Count == 0 ? null : Facets[0];

    public bool Asks(Facet facet) => Facets.Contains(facet);
}

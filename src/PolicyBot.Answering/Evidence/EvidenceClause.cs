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

    public Facet? MainFacet => Facets.Count == 0 ? null : Facets[0];

    /// <summary>The first facet of a bare topic tells nothing of what is asked: then the gist of the clause is.</summary>
    public bool Asks(Facet facet) => Facets.Contains(facet);
}

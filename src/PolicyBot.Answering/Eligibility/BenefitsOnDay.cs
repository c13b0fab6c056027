using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Benefits against one person's facts, each as its clause stands on the day.</summary>
/// <param name="validity">How a clause stands on a day; null where nobody looks, so that only the rules' own periods end them.</param>
internal sealed class BenefitsOnDay(KnowledgeBase knowledge, Assessor assessor, ClauseValidity? validity)
{
    private readonly ValidityTimeline _timeline = new(knowledge);

    public Assessment Assess(Benefit benefit, ApplicantFacts facts, DateOnly asOf) =>
        knowledge.Find(benefit.Document) is not { } document ? assessor.Assess(benefit, facts, asOf)
        : validity is not null && document.FindClause(benefit.Clause) is { } clause ? assessor.Assess(benefit, facts, asOf, document.IssuedOn, validity(document, clause, asOf))
        : assessor.Assess(benefit, facts, asOf, document.IssuedOn);

    public EligibilityOverview Overview(ApplicantFacts facts, DateOnly asOf) =>
        EligibilityOverview.Of([.. knowledge.Benefits.Where(b => !b.IsDraft).Select(b => Assess(b, facts, asOf))]);

    /// <summary>True for a draft whose document or clause is over, by closing words or a repeal that its own sentence does not know of.</summary>
    public bool HasEnded(Benefit benefit, DateOnly asOf) =>
        knowledge.Find(benefit.Document) is { } document && _timeline.FindingFor(document, benefit.Clause, asOf).Status is ValidityStatus.Expired or ValidityStatus.Repealed;
}

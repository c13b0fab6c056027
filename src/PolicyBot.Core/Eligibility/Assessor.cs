using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// Assesses benefits. Pure: facts, a day and rules in, assessments out. Verdicts per contracts §2: likely_eligible only where every stated condition is met;
/// a draft or a suspended rule never gives more than need_more_info.
/// </summary>
public sealed class Assessor(FactCatalog catalog)
{
    public FactCatalog Catalog => catalog;

    /// <summary>With the facts worth asking. <paramref name="inForceUntil"/>: last day of the document itself where something else ended it (a repeal), inclusive.</summary>
    public Assessment Assess(Benefit benefit, ApplicantFacts stated, DateOnly asOf, DateOnly? inForceFrom = null, DateOnly? inForceUntil = null) =>
        Assess(benefit, catalog.Complete(stated, asOf), asOf, inForceFrom, inForceUntil, withQuestions: true);

    /// <summary>
    /// As the clause stands on the day: repealed, superseded or over ends every verdict; words that were amended since suspend the rule, as it was written for the old ones.
    /// </summary>
    /// <param name="issuedOn">First day of the document; null where it is not known.</param>
    /// <param name="standing">Of the clause that grants the benefit, on <paramref name="asOf"/>.</param>
    public Assessment Assess(Benefit benefit, ApplicantFacts stated, DateOnly asOf, DateOnly? issuedOn, ValidityFinding standing)
    {
        if (standing.IsAmended)
            benefit = benefit with { Suspended = [.. benefit.Suspended.Append(benefit.Clause).Distinct()] };
        var isOver = standing is { IsAmended: false, Status: ValidityStatus.Repealed or ValidityStatus.Expired };
        var from = standing.Status == ValidityStatus.NotYet ? standing.From ?? issuedOn : issuedOn;
        var assessment = Assess(benefit, stated, asOf, from, isOver ? standing.Until ?? asOf.AddDays(-1) : null);
        return isOver && assessment.Verdict == Verdict.Expired && !(benefit.Period?.Until < asOf) ? assessment with { Ended = standing } : assessment;
    }

    /// <summary>All benefits for one person, without working out questions: each assessment's <see cref="Assessment.Missing"/> holds the facts its open conditions name.</summary>
    public IReadOnlyList<Assessment> AssessAll(IReadOnlyList<Benefit> benefits, ApplicantFacts stated, DateOnly asOf)
    {
        var facts = catalog.Complete(stated, asOf);
        return [.. benefits.Select(b => Assess(b, facts, asOf, null, null, withQuestions: false))];
    }

    private Assessment Assess(Benefit benefit, ApplicantFacts facts, DateOnly asOf, DateOnly? inForceFrom, DateOnly? inForceUntil, bool withQuestions)
    {
        var conditions = benefit.Condition.Leaves().Select(l => Find(l, facts)).ToList();
        var truth = benefit.Condition.Evaluate(facts);
        if (Earlier(benefit.Period?.Until, inForceUntil) is { } until && asOf > until)
            return new(benefit, asOf, Verdict.Expired, truth, conditions) { Prospect = truth == Truth.No ? null : Prospect(benefit, facts) };
        if (Later(benefit.Period?.From, inForceFrom) is { } from && asOf < from)
            return new(benefit, asOf, Verdict.NotCovered, truth, conditions) { IsNotYet = true };
        if (benefit.IsDraft || benefit.Suspended.Count > 0)
            return new(benefit, asOf, Verdict.NeedMoreInfo, Truth.Unknown, conditions);

        IReadOnlyList<string> missing = [];
        if (truth == Truth.Unknown && (withQuestions || benefit.TestsAFactTwice))
        {
            var outlook = Outlook.For(benefit.Condition, facts, catalog);
            if (outlook.Results.Count == 1)
                truth = outlook.Results.First();
            missing = outlook.WorthAsking;
        }
        else if (truth == Truth.Unknown)
        {
            missing = [.. conditions.Where(c => c is { Truth: Truth.Unknown, IsLeftOpen: false, Fact: not null }).Select(c => c.Fact!).Distinct(StringComparer.Ordinal).Where(f => !facts.Declined.Contains(f))];
        }

        return truth switch
        {
            Truth.No => new(benefit, asOf, Verdict.NotEligible, truth, conditions),
            Truth.Unknown => new(benefit, asOf, Verdict.NeedMoreInfo, truth, conditions) { Missing = missing, Prospect = Prospect(benefit, facts) },
            _ => WithAmount(new(benefit, asOf, Verdict.LikelyEligible, truth, conditions), facts),
        };
    }

    /// <summary>The first amount whose condition holds; an undecided one before it makes the sum unknown.</summary>
    private Assessment WithAmount(Assessment assessment, ApplicantFacts facts)
    {
        foreach (var amount in assessment.Benefit.Amounts)
        {
            var applies = amount.When?.Evaluate(facts) ?? Truth.Yes;
            if (applies == Truth.No)
                continue;
            if (applies == Truth.Yes)
            {
                var found = amount.Compute(facts, catalog);
                return assessment with { Amount = found, MissingForAmount = Unsettled(amount.Facts, facts) };
            }

            return assessment with { MissingForAmount = Unsettled([.. Outlook.For(amount.When!, facts, catalog).WorthAsking, .. amount.Facts], facts) };
        }

        return assessment;
    }

    private AmountFinding? Prospect(Benefit benefit, ApplicantFacts facts)
    {
        var first = benefit.Amounts.FirstOrDefault(a => (a.When?.Evaluate(facts) ?? Truth.Yes) != Truth.No);
        if (first is null || first.When?.Evaluate(facts) == Truth.Unknown)
            return null;
        // Of several counts one that was told is enough, as for a sum that is due: those that were not told count as none.
        var open = Unsettled(first.Facts, facts).Count;
        return open == 0 || (first is BenefitAmount.Counted && open < first.Facts.Count) ? first.Compute(facts, catalog) : null;
    }

    private static IReadOnlyList<string> Unsettled(IReadOnlyList<string> needed, ApplicantFacts facts) =>
    [
        .. needed.Distinct(StringComparer.Ordinal).Where(f => !facts.Declined.Contains(f)
            && facts.Find(f) is null or FactValue.Number { Range.IsExact: false }),
    ];

    private static ConditionFinding Find(Condition leaf, ApplicantFacts facts)
    {
        var truth = leaf.Evaluate(facts);
        var leftOpen = leaf is Condition.LeftOpen
            || leaf is Condition.Fact { Test: FactTest.OneOf list } fact && list.IsSettledOutside(facts.Find(fact.Id));
        return new(leaf, truth, leftOpen);
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;
}

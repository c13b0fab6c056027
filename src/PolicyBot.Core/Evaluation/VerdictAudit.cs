using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Core.Evaluation;

/// <summary>
/// Makes the verdict of one answer again by brute force: every completion of what was left unknown, each judged by the rule itself, without the engine's own outlook.
/// Premature: a verdict although some completion comes out otherwise. Wasted: a question although no answer to it changes anything.
/// </summary>
public static class VerdictAudit
{
    /// <summary>Rules with more completions than this are not judged again.</summary>
    private const int MaxCompletions = 100_000;

    public static IReadOnlyList<ExactBreach> Run(Answer answer, KnowledgeBase knowledge)
    {
        if (answer is not { Judged: { } judged, Verdict: { } verdict } || knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, judged.Benefit, StringComparison.Ordinal)) is not { } benefit)
            return [];
        if (verdict is Verdict.Expired or Verdict.NotCovered)
            return answer.Missing.Count > 0 ? [new(ExactProperty.Wasted, $"{benefit.Id}：{verdict}")] : [];
        if (benefit.IsDraft || benefit.Suspended.Count > 0)
            return verdict == Verdict.NeedMoreInfo ? [] : [new(ExactProperty.Premature, $"{benefit.Id}：{verdict}")];

        var facts = knowledge.Facts.Complete(judged.Facts, judged.AsOf);
        var completions = Completions.Of(benefit, facts, knowledge.Facts, MaxCompletions);
        if (completions is null)
            return [];
        var breaches = new List<ExactBreach>();
        var results = completions.All.Select(c => benefit.Condition.Evaluate(c)).ToHashSet();
        if ((verdict == Verdict.LikelyEligible && !results.SetEquals([Truth.Yes])) || (verdict == Verdict.NotEligible && !results.SetEquals([Truth.No])))
            breaches.Add(new(ExactProperty.Premature, $"{benefit.Id}：{verdict}，{string.Join("、", results)}"));
        breaches.AddRange(answer.Missing.Where(m => !IsWorthAsking(m.Fact, benefit, facts, completions, verdict, knowledge.Facts)).Select(m => new ExactBreach(ExactProperty.Wasted, $"{benefit.Id}：{m.Fact}")));
        return breaches;
    }

    // A sum may still hang on a fact that no condition tests; so a likely verdict asks for what changes the sum.
    private static bool IsWorthAsking(string fact, Benefit benefit, ApplicantFacts facts, Completions completions, Verdict verdict, FactCatalog catalog)
    {
        if (facts.Declined.Contains(fact))
            return false;
        if (verdict == Verdict.LikelyEligible)
            return benefit.Amounts.Any(a => a.Facts.Contains(fact, StringComparer.Ordinal) || (a.When?.Leaves().OfType<Condition.Fact>().Any(l => string.Equals(l.Id, fact, StringComparison.Ordinal)) ?? false));
        return completions.All.GroupBy(c => string.Join(';', c.Without(fact).Values.Select(v => v.Key + "=" + v.Value)), StringComparer.Ordinal)
            .Any(g => g.Select(c => benefit.Condition.Evaluate(c)).Distinct().Take(2).Count() > 1);
    }
}

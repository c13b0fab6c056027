using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>One line a benefit: likely with its sum, possible, excluded with the condition that excludes, expired.</summary>
internal sealed class OverviewText(VerdictText lines)
{
    public const int ShownPerHeading = 4;

    public VerdictText Lines => lines;

    /// <param name="isTold">Whether the person said anything of themselves: without it nothing is possible sooner than anything else.</param>
    public void Write(EligibilityOverview overview, bool isTold)
    {
        foreach (var a in overview.Likely.Take(ShownPerHeading))
            lines.Add("overview_likely", ("title", a.Benefit.Title), ("amount", a.Amount is { } sum ? "，" + lines.Sum(sum) : ""), ("marker", Mark(a, Head(a))));
        foreach (var a in overview.Possible.Where(p => !isTold || HasMet(p)).Take(ShownPerHeading))
            lines.Add("overview_possible", ("title", a.Benefit.Title), ("marker", Mark(a, Head(a))));
        foreach (var a in overview.Excluded.Where(e => isTold && e.Failed.Any() && HasMet(e)).Take(2))
            lines.Add("overview_excluded", ("title", a.Benefit.Title), ("words", a.Failed.First().Condition.Words!.Quote), ("marker", Mark(a, a.Failed.First().Condition.Words)));
        foreach (var a in overview.Expired.Where(e => e.Truth != Truth.No && HasMet(e)).Take(2))
            lines.Add("overview_expired", ("title", a.Benefit.Title), ("marker", Mark(a, (a.Ended is null ? a.Benefit.Period?.Words : null) ?? a.Conditions[0].Condition.Words)));
        if (lines.ToString().Length == 0)
            lines.Add("overview_none");
    }

    private static bool HasMet(Assessment a) => a.Conditions.Any(c => c.Truth == Truth.Yes);

    private static ClauseWords? Head(Assessment a) => a.Benefit.Condition.Leaves().Select(l => l.Words).FirstOrDefault(w => w is not null);

    private string Mark(Assessment a, ClauseWords? words) => lines.Book.Mark(a.Benefit.Document, words);
}

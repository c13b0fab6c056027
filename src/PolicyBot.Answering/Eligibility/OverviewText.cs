using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>One line a benefit: likely with its sum, possible with what is still open, excluded with the condition that excludes, expired; last, by name, what nothing was said of.</summary>
internal sealed class OverviewText(VerdictText lines, EligibilityTexts texts)
{
    private const int MostOfAHeading = 4;
    private const int MostPast = 2;
    private const int MostWords = 3;

    /// <param name="isTold">Whether the person said anything of themselves: without it nothing is possible sooner than anything else.</param>
    public void Write(EligibilityOverview overview, bool isTold)
    {
        if (!isTold)
        {
            lines.Add("overview_start");
            return;
        }

        foreach (var a in overview.Likely.Take(MostOfAHeading))
            lines.Add("overview_likely", ("title", a.Benefit.Title), ("amount", a.Amount is { } sum ? "，" + lines.Sum(sum) : ""), ("marker", Mark(a, Head(a))));
        foreach (var a in overview.Possible.Where(EligibilityOverview.IsBegun).Take(MostOfAHeading))
            WritePossible(a);
        foreach (var a in overview.Excluded.Where(e => e.Failed.Any() && EligibilityOverview.IsBegun(e)).Take(MostPast))
            lines.Add("overview_excluded", ("title", a.Benefit.Title), ("words", a.Failed.First().Condition.Words!.Quote), ("marker", Mark(a, a.Failed.First().Condition.Words)));
        foreach (var a in overview.Expired.Where(e => e.Truth != Truth.No && EligibilityOverview.IsBegun(e)).Take(MostPast))
            lines.Add("overview_expired", ("title", a.Benefit.Title), ("marker", Mark(a, (a.Ended is null ? a.Benefit.Period?.Words : null) ?? a.Conditions[0].Condition.Words)));
        var untouched = overview.Untouched().Take(MostOfAHeading).ToList();
        if (lines.ToString().Length == 0)
            lines.Add(untouched.Count > 0 ? "overview_nothing_yet" : "overview_none");
        if (untouched.Count > 0)
            lines.Add("overview_untouched", ("titles", string.Join("、", untouched.Select(a => a.Benefit.Title + Mark(a, Head(a))))));
    }

    private void WritePossible(Assessment a)
    {
        var open = a.Conditions.Where(c => c is { Truth: Truth.Unknown, IsLeftOpen: false, Fact: { } f } && a.Missing.Contains(f, StringComparer.Ordinal))
            .Select(c => c.Condition.Words!).DistinctBy(w => w.Quote, StringComparer.Ordinal).ToList();
        var marker = Mark(a, Head(a));
        if (open.Count == 0)
            lines.Add("overview_left_open", ("title", a.Benefit.Title), ("marker", marker));
        else
            lines.Add("overview_possible", ("title", a.Benefit.Title), ("marker", marker), ("words", string.Join("、", open.Take(MostWords).Select(w => texts.Text("quoted", ("words", w.Quote)) + Beside(Mark(a, w), marker))) + (open.Count > MostWords ? texts.Text("and_more") : "")));
    }

    private static string Beside(string own, string marker) => string.Equals(own, marker, StringComparison.Ordinal) ? "" : own;

    private static ClauseWords? Head(Assessment a) => a.Benefit.Condition.Leaves().Select(l => l.Words).FirstOrDefault(w => w is not null);

    private string Mark(Assessment a, ClauseWords? words) => lines.Book.Mark(a.Benefit.Document, words);
}

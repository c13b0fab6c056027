using PolicyBot.Core.Answers;

namespace PolicyBot.Core.Eligibility;

/// <summary>What a person may hope for, sorted: likely first, then possible (fewest open facts first), excluded, expired. Within one heading in the order given.</summary>
public sealed record EligibilityOverview(
    IReadOnlyList<Assessment> Likely,
    IReadOnlyList<Assessment> Possible,
    IReadOnlyList<Assessment> Excluded,
    IReadOnlyList<Assessment> Expired)
{
    public static EligibilityOverview Of(IReadOnlyList<Assessment> assessments) => new(
        [.. assessments.Where(a => a.Verdict == Verdict.LikelyEligible)],
        [.. assessments.Where(a => a.Verdict == Verdict.NeedMoreInfo).OrderByDescending(MetShare).ThenBy(a => a.Missing.Count)],
        [.. assessments.Where(a => a.Verdict is Verdict.NotEligible || a.IsNotYet)],
        [.. assessments.Where(a => a.Verdict == Verdict.Expired)]);

    /// <summary>The fact that stands open in most of the possible benefits; null where none does.</summary>
    public string? MostUseful(ApplicantFacts facts) => Possible.SelectMany(a => a.Missing.Distinct(StringComparer.Ordinal))
        .Where(f => !facts.Declined.Contains(f))
        .GroupBy(f => f, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();

    private static double MetShare(Assessment a) =>
        a.Conditions.Count == 0 ? 0 : a.Conditions.Count(c => c.Truth == Truth.Yes) / (double)a.Conditions.Count;
}

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

    /// <summary>
    /// The fact that stands open in most of the possible benefits, those first of which something is met; benefits of one family count once. Null where none does.
    /// </summary>
    public string? MostUseful(ApplicantFacts facts)
    {
        var begun = Possible.Where(a => a.Conditions.Any(c => c.Truth == Truth.Yes)).ToList();
        return (begun.Exists(a => a.Missing.Count > 0) ? begun : Possible)
            .SelectMany(a => a.Missing.Select(m => (Fact: m, Of: a.Benefit.Family.Length > 0 ? a.Benefit.Family : a.Benefit.Id)))
            .Where(m => !facts.Declined.Contains(m.Fact))
            .Distinct().GroupBy(m => m.Fact, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
    }

    private static double MetShare(Assessment a) =>
        a.Conditions.Count == 0 ? 0 : a.Conditions.Count(c => c.Truth == Truth.Yes) / (double)a.Conditions.Count;
}

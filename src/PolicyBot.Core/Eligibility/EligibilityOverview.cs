using PolicyBot.Core.Answers;

namespace PolicyBot.Core.Eligibility;

/// <summary>What a person may hope for, sorted: likely first, then possible (fewest open facts first), excluded, expired. Within one heading in the order given.</summary>
public sealed record EligibilityOverview(
    IReadOnlyList<Assessment> Likely,
    IReadOnlyList<Assessment> Possible,
    IReadOnlyList<Assessment> Excluded,
    IReadOnlyList<Assessment> Expired)
{
    private const string Person = "person";

    public static EligibilityOverview Of(IReadOnlyList<Assessment> assessments) => new(
        [.. assessments.Where(a => a.Verdict == Verdict.LikelyEligible)],
        [.. assessments.Where(a => a.Verdict == Verdict.NeedMoreInfo).OrderByDescending(MetShare).ThenBy(a => a.Missing.Count)],
        [.. assessments.Where(a => a.Verdict is Verdict.NotEligible || a.IsNotYet)],
        [.. assessments.Where(a => a.Verdict == Verdict.Expired)]);

    /// <summary>Something that was said speaks for it.</summary>
    public static bool IsBegun(Assessment a) => a.Conditions.Any(c => c.Truth == Truth.Yes);

    /// <summary>Possible ones of which nothing was said yet, for persons or for others as those that were begun; those with a stated sum first, what asks nothing that can be told last.</summary>
    public IEnumerable<Assessment> Untouched()
    {
        var forPersons = IsForPersons();
        return Possible.Where(a => !IsBegun(a) && string.Equals(a.Benefit.Audience, Person, StringComparison.Ordinal) == forPersons)
            .DistinctBy(a => a.Benefit.Family.Length > 0 ? a.Benefit.Family : a.Benefit.Id, StringComparer.Ordinal).OrderBy(a => a.Missing.Count == 0).ThenBy(a => a.Benefit.Amounts.Count == 0);
    }

    /// <summary>
    /// The fact that stands open in most of the possible benefits, those first of which something is met; benefits of one family count once.
    /// A fact that takes another for granted waits for it. Null where none is worth asking.
    /// </summary>
    public string? MostUseful(ApplicantFacts facts, FactCatalog catalog)
    {
        var begun = Possible.Where(a => IsBegun(a) && a.Missing.Count > 0).ToList();
        var forPersons = IsForPersons();
        List<Assessment> asked = begun.Count > 0 ? begun : [.. Possible.Where(a => a.Missing.Count > 0 && string.Equals(a.Benefit.Audience, Person, StringComparison.Ordinal) == forPersons)];
        if (begun.Count == 0 && asked.Exists(a => a.Benefit.Amounts.Count > 0))
            asked = asked.FindAll(a => a.Benefit.Amounts.Count > 0);
        return asked
            .SelectMany(a => a.Missing.Select(m => (Fact: catalog.FirstToAsk(m, a.Missing), Of: a.Benefit.Family.Length > 0 ? a.Benefit.Family : a.Benefit.Id)))
            .Where(m => !facts.Declined.Contains(m.Fact) && !(catalog.Find(m.Fact)?.After is { } before && facts.Declined.Contains(before)))
            .Distinct().GroupBy(m => m.Fact, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
    }

    private bool IsForPersons()
    {
        var begun = Likely.Concat(Possible).Concat(Excluded).Concat(Expired).Where(IsBegun).ToList();
        return begun.Count == 0 || begun.Exists(a => string.Equals(a.Benefit.Audience, Person, StringComparison.Ordinal));
    }

    private static double MetShare(Assessment a) =>
        a.Conditions.Count == 0 ? 0 : a.Conditions.Count(c => c.Truth == Truth.Yes) / (double)a.Conditions.Count;
}

using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>How far a stated period reaches.</summary>
public enum PeriodScope
{
    /// <summary>The clause that prints it and what stands below it.</summary>
    Clause,

    /// <summary>The clause, the siblings before it and their parent (上述补贴执行期至…).</summary>
    Siblings,

    /// <summary>The clauses whose heading names <see cref="EffectivePeriod.Subject"/> (其中实习补贴执行期至…).</summary>
    Subject,

    /// <summary>An attachment, or, printed in the body, the whole document.</summary>
    Whole,
}

/// <summary>
/// A period that the text states, with its words. Unit: calendar days, both ends inclusive; <see cref="From"/> null where only an end is stated, <see cref="Until"/> null
/// for an open end. Deadlines of work (完成时限) and times of application are no periods of validity and never become one.
/// </summary>
public sealed record EffectivePeriod(DateOnly? From, DateOnly? Until, PeriodScope Scope, ValidityProof Proof)
{
    /// <summary>What 其中… names; empty for the other scopes.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The clause it counts as printed in: for the new words of an amendment the amended clause, else the proof's.</summary>
    public ClausePath PrintedIn { get; init; } = Proof.Clause;

    /// <summary>The length as stated (有效期五年), to be counted from the first day; null where an end is printed.</summary>
    public PeriodLength? Length { get; init; }

    /// <summary>True where <see cref="Until"/> follows from a range of years in the title (2022—2026年).</summary>
    public bool IsFromTitle { get; init; }
}

/// <summary>Unit: calendar years or months; five years from 2023-12-01 end on 2028-11-30.</summary>
public sealed record PeriodLength(int Years, int Months)
{
    public DateOnly LastDayFrom(DateOnly first) => first.AddYears(Years).AddMonths(Months).AddDays(-1);
}

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// Time between two days as the law counts it: whole months by calendar (周年, 周月), what is left over as a share of the month that is running.
/// So 2026-05-24 to 2026-11-24 is exactly 6, one day less is below 6 and one day more above it. Source: 民法典 第二百零二条 (the last day of the month where there is no such day).
/// </summary>
public static class Elapsed
{
    /// <summary>Months from <paramref name="start"/> to <paramref name="end"/>; negative where the start lies ahead.</summary>
    public static decimal Months(DateOnly start, DateOnly end)
    {
        if (end < start)
            return -Months(end, start);
        var whole = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        if (start.AddMonths(whole) > end)
            whole--;
        var from = start.AddMonths(whole);
        var next = start.AddMonths(whole + 1);
        return whole + ((decimal)(end.DayNumber - from.DayNumber) / (next.DayNumber - from.DayNumber));
    }

    /// <summary>The later start gives the shorter time: a month-precise date gives an interval.</summary>
    public static NumberRange Since(DateRange start, DateOnly asOf, decimal monthsPerUnit) => new(
        start.Last is { } last ? Months(last, asOf) / monthsPerUnit : null,
        start.First is { } first ? Months(first, asOf) / monthsPerUnit : null);
}

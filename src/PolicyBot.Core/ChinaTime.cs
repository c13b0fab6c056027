namespace PolicyBot.Core;

/// <summary>Dates of law are days in China Standard Time (UTC+8, no daylight saving since 1992); converted here, once, at the edge.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}

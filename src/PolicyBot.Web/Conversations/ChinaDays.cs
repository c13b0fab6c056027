using PolicyBot.Core;

namespace PolicyBot.Web.Conversations;

/// <summary>Days of China as instants, for asking the database.</summary>
public static class ChinaDays
{
    public static DateTimeOffset Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, ChinaTime.Offset).ToUniversalTime();

    /// <summary>The first instant after the day.</summary>
    public static DateTimeOffset End(DateOnly day) => Start(day) + TimeSpan.FromDays(1);
}

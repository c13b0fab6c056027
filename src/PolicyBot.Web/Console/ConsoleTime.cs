using System.Globalization;

namespace PolicyBot.Web.Console;

/// <summary>Instants as the console shows them: China Standard Time to the minute.</summary>
public static class ConsoleTime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Of(DateTimeOffset at) => at.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>First instant of a day in China.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, China);
}

/// <summary>Scheme and host that links are shown with.</summary>
public static class ConsoleUrl
{
    public static string Of(HttpRequest request, ConsoleOptions options) =>
        options.PublicBaseUrl.Length > 0 ? options.PublicBaseUrl.TrimEnd('/') : $"{request.Scheme}://{request.Host.Value}";
}

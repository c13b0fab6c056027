using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Web.Console;

/// <summary>
/// Days as staff write them into a field: 2026-11-25, 2026/11/25, 2026.11.25, 20261125, 2026年11月25日.
/// The fields are text: a browser's own date field speaks the browser's language and orders month and day after it.
/// </summary>
public static partial class ConsoleDay
{
    public const string Fault = "日期请写成 2026-11-25 的样子。";

    /// <summary>False for what is no day, and for the ends of the calendar, which have no day beside them to count to.</summary>
    public static bool TryRead(string? text, out DateOnly day)
    {
        day = default;
        if (Written().Match((text ?? "").Normalize(NormalizationForm.FormKC).Trim()) is not { Success: true } match
            || !DateOnly.TryParseExact($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            || read.Year is <= 1900 or >= 9999)
            return false;
        day = read;
        return true;
    }

    /// <summary>The first day of 2026-11, 2026/11, 202611, 2026年11月.</summary>
    public static bool TryReadMonth(string? text, out DateOnly first)
    {
        first = default;
        return WrittenMonth().Match((text ?? "").Normalize(NormalizationForm.FormKC).Trim()) is { Success: true } match
            && TryRead($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-1", out first);
    }

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?:[-/.]|年)(?<m>\d{1,2})(?:[-/.]|月)(?<d>\d{1,2})日?|(?<m>\d{2})(?<d>\d{2}))$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?:[-/.]|年)(?<m>\d{1,2})月?|(?<m>\d{2}))$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WrittenMonth();
}

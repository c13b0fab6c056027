using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Text;

/// <summary>
/// A day, month or year that a text names. Unit: calendar days, both ends inclusive; offsets in UTF-16 units of the normalized text.
/// </summary>
/// <param name="IsRelative">True for 去年, 上个月: counted from the day of asking.</param>
public sealed record DateMention(string Text, int Start, int Length, DateOnly From, DateOnly To, bool IsRelative)
{
    /// <summary>True where the whole year is meant and nothing finer.</summary>
    public bool IsYear => From is { Month: 1, Day: 1 } && To is { Month: 12, Day: 31 } && From.Year == To.Year;
}

/// <summary>Finds dates in normalized text, relative ones counted from a given day.</summary>
public static partial class DateReader
{
    private static readonly (string Text, int Years)[] RelativeYears =
        [("大前年", -3), ("前年", -2), ("去年", -1), ("上年", -1), ("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2)];

    private static readonly (string Text, int Months)[] RelativeMonths =
        [("上上个月", -2), ("上个月", -1), ("上月", -1), ("这个月", 0), ("本月", 0), ("下个月", 1), ("下月", 1)];

    private static readonly (string Text, int Days)[] RelativeDays =
        [("大前天", -3), ("前天", -2), ("昨天", -1), ("昨儿", -1), ("今天", 0), ("今儿", 0), ("明天", 1), ("后天", 2)];

    /// <summary>In the order of the text, without overlap; impossible dates (2月30日) are left out.</summary>
    public static IReadOnlyList<DateMention> Read(string text, DateOnly asOf)
    {
        var found = new List<DateMention>();
        foreach (Match match in Absolute().Matches(text))
        {
            if (Of(match, asOf) is { } mention)
                found.Add(mention);
        }

        foreach (var (word, years) in RelativeYears)
            AddRelative(text, word, found, (start, end) => Year(text, start, end, asOf.Year + years));
        foreach (var (word, months) in RelativeMonths)
        {
            var first = new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(months);
            AddRelative(text, word, found, (start, end) => new(text[start..end], start, end - start, first, first.AddMonths(1).AddDays(-1), IsRelative: true));
        }

        foreach (var (word, days) in RelativeDays)
            AddRelative(text, word, found, (start, end) => new(text[start..end], start, end - start, asOf.AddDays(days), asOf.AddDays(days), IsRelative: true));
        return [.. found.OrderBy(m => m.Start)];
    }

    private static void AddRelative(string text, string word, List<DateMention> found, Func<int, int, DateMention> make)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!found.Exists(m => m.Start < at + word.Length && at < m.Start + m.Length))
                found.Add(make(at, at + word.Length));
        }
    }

    // 去年6月, 前年3月5号: the month and day belong to the word.
    private static DateMention Year(string text, int start, int end, int year)
    {
        var match = MonthAfter().Match(text, end);
        if (match.Success && match.Index == end && Span(year, match) is { } span)
            return new(text[start..(end + match.Length)], start, end - start + match.Length, span.From, span.To, IsRelative: true);
        return new(text[start..end], start, end - start, new(year, 1, 1), new(year, 12, 31), IsRelative: true);
    }

    private static DateMention? Of(Match match, DateOnly asOf)
    {
        var hasYear = match.Groups["year"].Success;
        var year = hasYear ? Number(match.Groups["year"].Value) : asOf.Year;
        if (year is < 100 and >= 0)
            year += 2000;
        if (year is < 1949 or > 2100)
            return null;
        return Span(year, match) is { } span ? new(match.Value, match.Index, match.Length, span.From, span.To, IsRelative: !hasYear) : null;
    }

    private static (DateOnly From, DateOnly To)? Span(int year, Match match)
    {
        if (!match.Groups["month"].Success)
            return (new(year, 1, 1), new(year, 12, 31));
        var month = Number(match.Groups["month"].Value);
        if (month is < 1 or > 12)
            return null;
        if (!match.Groups["day"].Success)
            return (new(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1));
        var day = Number(match.Groups["day"].Value);
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        return (new(year, month, day), new(year, month, day));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)
        ? plain
        : (int)(ChineseNumeral.Parse(text) ?? -1);

    // Source of the printed forms: GB/T 7408 and GB/T 15835; people add 号 for 日 and leave the year out.
    [GeneratedRegex(@"(?<![\d.])(?<year>(?:19|20)\d\d)(?:年(?!级|代)(?:(?<month>1[0-2]|0?[1-9])月(?:份|底|末)?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号])?)?|[-/.](?<month>1[0-2]|0?[1-9])[-/.](?<day>3[01]|[12]\d|0?[1-9])(?!\d))"
        + @"|(?<year>[一二][九〇零][〇零一二三四五六七八九]{2})年(?:(?<month>十[一二]?|[一二三四五六七八九])月(?:(?<day>[一二三]?十?[一二三四五六七八九十])[日号])?)?"
        + @"|(?<![\d.])(?<year>[12]\d)年(?<month>1[0-2]|0?[1-9])月(?:份|底|末)?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号])?"
        + @"|(?<![\d.个年])(?<month>1[0-2]|0?[1-9])月(?:份|底|末)?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号])?(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Absolute();

    [GeneratedRegex(@"(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|底|末)?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号])?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MonthAfter();
}

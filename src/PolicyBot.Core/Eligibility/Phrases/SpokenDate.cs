using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Eligibility.Phrases;

/// <summary>Dates as people say them, relative to the day of the question: 2022年6月, 去年3月, 上个月, 22年6月1号, 年初, 半年前.</summary>
public static partial class SpokenDate
{
    private const string Year = @"(?:(?:19|20)\d\d年?|[一二][零〇九][零〇一二三四五六七八九]{2}年|\d\d年(?=\d{1,2}月|[一二三四五六七八九十]{1,2}月)|大前年|前年|去年|上年|今年|本年|明年)";
    private const string AloneMonth = @"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|年初|年底|年末|年中|上半年|下半年|腊月|正月)";
    private const string Month = "(?:" + AloneMonth + "|初|底|末)";
    private const string DayOfMonth = @"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)|初|中旬|底|末)";

    public const string Pattern = @"(?:(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?|" + Year + "的?(?:" + Month + DayOfMonth + "?)?|" + AloneMonth + DayOfMonth
        + @"?|上上个?月|上个?月|这个?月|本月|上周|上星期|前天|昨天|今天|" + SpokenQuantity.DurationPattern + "(?:之前|以前|前))";

    /// <summary>Every date in folded text that can be read, in order. Unit: offsets into the text.</summary>
    public static IEnumerable<(int Start, int Length, DateRange Range)> Find(string folded, DateOnly asOf) => Anywhere().Matches(folded)
        .Select(m => (m.Index, m.Length, Range: Read(m.Value, asOf))).Where(m => m.Range is not null).Select(m => (m.Index, m.Length, m.Range!.Value));

    public static DateRange? Read(string text, DateOnly asOf)
    {
        if (Iso().Match(text) is { Success: true } iso)
            return Of(Int(iso.Groups["y"].Value), Int(iso.Groups["m"].Value), iso.Groups["d"].Success ? Int(iso.Groups["d"].Value) : null);
        if (Relative(text, asOf) is { } relative)
            return relative;

        var m = Parts().Match(text);
        if (!m.Success || (!m.Groups["y"].Success && !m.Groups["m"].Success && !m.Groups["part"].Success))
            return null;
        int? year = m.Groups["y"].Success ? YearOf(m.Groups["y"].Value, asOf) : null;
        int? day = m.Groups["d"].Success && m.Groups["m"].Success ? (int?)SpokenNumber.Read(m.Groups["d"].Value)?.Low : null;
        if (m.Groups["m"].Success)
        {
            var month = (int)(SpokenNumber.Read(m.Groups["m"].Value)?.Low ?? 0);
            if (month is < 1 or > 12)
                return null;
            // A month without a year is the latest one that is not ahead.
            year ??= month > asOf.Month ? asOf.Year - 1 : asOf.Year;
            return Of(year.Value, month, day);
        }

        var y = year ?? asOf.Year;
        return m.Groups["part"].Value switch
        {
            "" => DateRange.Year(y),
            "上半年" => new(new(y, 1, 1), new(y, 6, 30)),
            "下半年" => new(new(y, 7, 1), new(y, 12, 31)),
            // By the lunar calendar; the widest days it can fall on.
            "正月" => new(new(y, 1, 21), new(y, 3, 20)),
            "腊月" => new(new(y, 12, 21), new(y + 1, 2, 20)),
            "年中" => new(new(y, 5, 1), new(y, 8, 31)),
            "年初" or "初" => new(new(y, 1, 1), new(y, 3, 31)),
            _ => new(new(y, 10, 1), new(y, 12, 31)),
        };
    }

    private static DateRange? Relative(string text, DateOnly asOf)
    {
        if (text.StartsWith("上上", StringComparison.Ordinal) && text.EndsWith('月'))
            return MonthOf(asOf.AddMonths(-2));
        if (text.StartsWith('上') && text.EndsWith('月'))
            return MonthOf(asOf.AddMonths(-1));
        if (text is "这个月" or "这月" or "本月")
            return MonthOf(asOf);
        if (text is "上周" or "上星期")
            return new(asOf.AddDays(-13), asOf.AddDays(-7));
        if (text is "前天" or "昨天" or "今天")
            return DateRange.On(asOf.AddDays(text switch { "前天" => -2, "昨天" => -1, _ => 0 }));
        if (!text.EndsWith('前') || SpokenQuantity.Duration(text, 1) is not { } ago)
            return null;
        // 半年前 is about then: half a month around it, a tenth of the time for long ago.
        var slack = Math.Max(0.5m, (ago.Low ?? 0) / 10);
        return new(Back(asOf, (ago.High ?? ago.Low ?? 0) + slack), Back(asOf, (ago.Low ?? 0) - slack));
    }

    private static DateOnly Back(DateOnly day, decimal months)
    {
        var whole = (int)Math.Floor(months);
        return day.AddMonths(-Math.Max(0, whole)).AddDays(-(int)Math.Max(0, (months - whole) * 30));
    }

    private static DateRange MonthOf(DateOnly day) => DateRange.Month(day.Year, day.Month);

    private static DateRange? Of(int year, int month, int? day)
    {
        if (month is < 1 or > 12 || year is < 1900 or > 2100)
            return null;
        if (day is not { } d)
            return DateRange.Month(year, month);
        return d >= 1 && d <= DateTime.DaysInMonth(year, month) ? DateRange.On(new(year, month, d)) : null;
    }

    private static int? YearOf(string text, DateOnly asOf) => text switch
    {
        "大前年" => asOf.Year - 3,
        "前年" => asOf.Year - 2,
        "去年" or "上年" => asOf.Year - 1,
        "今年" or "本年" => asOf.Year,
        "明年" => asOf.Year + 1,
        _ => SpokenNumber.Read(text.TrimEnd('年'))?.Low is { } read ? (int)(read < 100 ? 2000 + read : read) : null,
    };

    private static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Anywhere();

    [GeneratedRegex(@"(?<y>(?:19|20)\d\d)[-./](?<m>\d{1,2})(?:[-./](?<d>\d{1,2}))?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d\d年?|[一二][零〇九][零〇一二三四五六七八九]{2}年|\d\d年(?=\d{1,2}月|[一二三四五六七八九十]{1,2}月)|大前年|前年|去年|上年|今年|本年|明年)?的?(?:(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号))?|(?<part>年初|年底|年末|年中|上半年|下半年|腊月|正月|初|底|末))?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Parts();
}

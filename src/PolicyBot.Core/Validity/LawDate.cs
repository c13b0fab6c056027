using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Core.Validity;

/// <summary>A date as documents print it: 2024年12月31日, 2024年12月底, 2024年, 二〇二四年一月一日; blanks inside are the print's.</summary>
internal static partial class LawDate
{
    /// <summary>Regular expression of one date, without groups.</summary>
    public const string Pattern = @"(?:(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:底|末)?|[一二][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?(?:底|末)?)";

    /// <summary>A date whose year is the one printed before it.</summary>
    public const string PatternWithoutYear = @"(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|末)?)";

    /// <summary>The first day meant, or the last one: 2024年 ends on 31 December. Null for an impossible date.</summary>
    public static DateOnly? Parse(string text, bool last, int? year = null)
    {
        var match = Parts().Match(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
        if (!match.Success)
            return null;
        var y = match.Groups["y"].Success ? Number(match.Groups["y"].Value) : year;
        if (y is not (>= 1900 and <= 2199))
            return null;
        if (!match.Groups["m"].Success)
            return last ? new(y.Value, 12, 31) : new(y.Value, 1, 1);
        if (Number(match.Groups["m"].Value) is not (>= 1 and <= 12 and var month))
            return null;
        var days = DateTime.DaysInMonth(y.Value, month);
        if (!match.Groups["d"].Success)
            return new(y.Value, month, last ? days : 1);
        return Number(match.Groups["d"].Value) is >= 1 and var day && day <= days ? new(y.Value, month, day) : null;
    }

    /// <summary>Arabic or Han; 二〇二四 digit by digit. Null where it is no number.</summary>
    public static int? Number(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
            return plain;
        return ChineseNumeral.Parse(text.Replace('○', '〇')) is { } value && value == decimal.Truncate(value) && value < 100_000 ? (int)value : null;
    }

    [GeneratedRegex(@"^(?:(?<y>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年)?(?:(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?(?:底|末)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Parts();
}

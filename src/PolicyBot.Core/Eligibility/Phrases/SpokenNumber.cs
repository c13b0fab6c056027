using System.Globalization;

namespace PolicyBot.Core.Eligibility.Phrases;

/// <summary>Numbers as people say them: 7, 7.5, 七, 十二, 俩, 两百, 十几, 五六 (five or six), 二十七八.</summary>
internal static class SpokenNumber
{
    /// <summary>No capturing groups.</summary>
    public const string Pattern = @"(?:\d+(?:\.\d+)?(?:万|千|百)?|[零〇一二两俩仨三四五六七八九十百千万几]+)";

    public static NumberRange? Read(string text)
    {
        if (text.Contains('几', StringComparison.Ordinal))
        {
            return text switch
            {
                "几十" => new(20, 99),
                // 几个月 alone is what is asked, not what is told.
                _ when text.Length > 1 && text.EndsWith('几') && Whole(text[..^1]) is { } tens => new(tens + 1, tens + 9),
                _ => null,
            };
        }

        if (char.IsAsciiDigit(text[0]))
        {
            var factor = text[^1] switch { '万' => 10_000m, '千' => 1000m, '百' => 100m, _ => 1m };
            return decimal.TryParse(factor == 1 ? text : text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                ? NumberRange.Exactly(value * factor)
                : null;
        }

        return Between(text) ?? (Whole(text) is { } whole ? NumberRange.Exactly(whole) : null);
    }

    // 五六个 is five or six, 三五个 three to five; 二〇二三 and 十二 are single numbers.
    private static NumberRange? Between(string text)
    {
        if (text.Length < 2 || Digit(text[^1]) is not { } high || Digit(text[^2]) is not { } low || low == 0 || high <= low || high - low > 2)
            return null;
        if (text.Length == 2)
            return new(low, high);
        return text[^3] is '十' && Whole(text[..^2]) is { } tens ? new(tens + low, tens + high) : null;
    }

    private static decimal? Whole(string text)
    {
        decimal total = 0, section = 0, digit = 0;
        // 二〇二三 is read digit by digit.
        if (text.Length > 1 && text.All(c => "零〇一二三四五六七八九".Contains(c, StringComparison.Ordinal)))
            return text.Aggregate(0m, (sum, c) => (sum * 10) + Digit(c)!.Value);
        foreach (var c in text)
        {
            if (Digit(c) is { } d)
            {
                digit = d;
                continue;
            }

            var unit = c switch { '十' => 10m, '百' => 100m, '千' => 1000m, '万' => 10_000m, _ => 0m };
            if (unit == 0)
                return null;
            if (unit == 10_000)
            {
                total += (section + digit) * unit;
                section = 0;
            }
            else
            {
                section += (digit == 0 ? 1 : digit) * unit;
            }

            digit = 0;
        }

        return total + section + digit;
    }

    private static decimal? Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' => 1,
        '二' or '两' or '俩' => 2,
        '三' or '仨' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => null,
    };
}

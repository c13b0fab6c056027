using System.Globalization;

namespace PolicyBot.Core.Text;

/// <summary>
/// Numbers as people write them: 12000, 1.2万, 一万二, 两千五, 二十五, 二〇二三, 3百, 1w. Input is normalized text (<see cref="TextNormalizer"/>).
/// </summary>
public static class ChineseNumeral
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>Null where <paramref name="text"/> is not one numeral as a whole.</summary>
    public static decimal? Parse(string text) =>
        TryRead(text, 0, out var value, out var length) && length == text.Length ? value : null;

    /// <summary>Reads the longest numeral that starts at <paramref name="start"/>. False where none does.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int start, out decimal value, out int length)
    {
        decimal total = 0, section = 0;
        decimal? number = null;
        decimal lastUnit = 0;
        var handful = false;
        var position = start;
        while (position < text.Length)
        {
            var character = text[position];
            if (char.IsAsciiDigit(character))
            {
                if (number is not null)
                    break;
                var run = ArabicLength(text[position..]);
                if (!decimal.TryParse(text.Slice(position, run).ToString().Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var arabic))
                    break;
                number = arabic;
                handful = false;
                position += run;
            }
            else if (DigitOf(character) is { } digit)
            {
                if (number is not null && !handful)
                    break;
                if (number is null && character is '零' or '〇' && lastUnit > 0)
                    lastUnit = 1;
                else
                    number = (number ?? 0) * 10 + digit;
                handful = true;
                position++;
            }
            else if (UnitOf(text, position) is { } unit)
            {
                if (unit < 10000)
                {
                    if (number is null && (unit > 10 || section > 0) && lastUnit == 0)
                        break;
                    section += (number ?? 1) * unit;
                }
                else
                {
                    if (number is null && section == 0 && total == 0)
                        break;
                    total = unit > 10000 || total == 0 ? (total + section + (number ?? 0)) * unit : total + (section + (number ?? 0)) * unit;
                    section = 0;
                }

                number = null;
                lastUnit = unit;
                handful = false;
                position++;
            }
            else
            {
                break;
            }
        }

        // 一万二 is 12,000 and 两千五 is 2,500, but 一万零二 and 二十五 are what they say.
        var tail = number ?? 0;
        if (number is > 0 and < 10 && lastUnit >= 100 && number == decimal.Truncate(number.Value))
            tail *= lastUnit / 10;
        value = total + section + tail;
        length = position - start;
        return length > 0;
    }

    public static bool IsHanDigit(char character) => DigitOf(character) is not null;

    /// <summary>The number without useless zeros: 12000, 1.5.</summary>
    public static string ToPlain(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private static int ArabicLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        var point = false;
        while (length < text.Length)
        {
            if (char.IsAsciiDigit(text[length]))
                length++;
            else if (text[length] == ',' && length + 3 < text.Length && char.IsAsciiDigit(text[length + 1]) && char.IsAsciiDigit(text[length + 2]) && char.IsAsciiDigit(text[length + 3]))
                length++;
            else if (text[length] == '.' && !point && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1]))
                (point, length) = (true, length + 1);
            else
                break;
        }

        return length;
    }

    private static int? DigitOf(char character) => character switch
    {
        '零' => 0,
        '两' => 2,
        '壹' => 1,
        '贰' => 2,
        '叁' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => Digits.IndexOf(character, StringComparison.Ordinal) is >= 0 and var digit ? digit : null,
    };

    private static decimal? UnitOf(ReadOnlySpan<char> text, int position) => text[position] switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' => 10000,
        '亿' => 100000000,
        // 1w, 5k: only right after a digit and not inside a word (wifi, 5kg).
        'w' when IsShortUnit(text, position) => 10000,
        'k' when IsShortUnit(text, position) => 1000,
        _ => null,
    };

    private static bool IsShortUnit(ReadOnlySpan<char> text, int position) =>
        position > 0 && char.IsAsciiDigit(text[position - 1]) && (position + 1 == text.Length || !char.IsAsciiLetter(text[position + 1]));
}

using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Answering;

/// <summary>Numbers that tell who somebody is. They are taken out before anything else reads the message.</summary>
public static partial class PersonalData
{
    /// <summary>The text with identity card, bank card and mobile numbers replaced by ＊ (also full-width or spaced ones), and whether there were any.</summary>
    public static (string Text, bool Found) Mask(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var character in text)
            digits.Append(character is >= '０' and <= '９' ? (char)(character - '０' + '0') : character is 'Ｘ' or 'ｘ' ? 'X' : character);
        var plain = digits.ToString();
        var shown = new StringBuilder(text);
        var found = false;
        foreach (Match match in Numbers().Matches(plain))
        {
            var bare = match.Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            if (!IsIdentity(bare) && !IsMobile(bare) && !IsBankCard(bare))
                continue;
            found = true;
            for (var i = match.Index; i < match.Index + match.Length; i++)
                shown[i] = '＊';
        }

        return (shown.ToString().Replace("＊＊＊＊", "", StringComparison.Ordinal).Replace("＊", "", StringComparison.Ordinal), found);
    }

    // GB 11643: region, birth date, sequence, check; people mistype the check digit, so it is not verified.
    private static bool IsIdentity(string digits) => digits.Length == 18 && digits[..17].All(char.IsAsciiDigit)
        && digits.AsSpan(6, 2) is "19" or "20" && int.Parse(digits.AsSpan(10, 2), System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 12;

    private static bool IsMobile(string digits) => digits.Length == 11 && digits[0] == '1' && digits[1] is >= '3' and <= '9' && digits.All(char.IsAsciiDigit);

    // ISO/IEC 7812 with its Luhn check.
    private static bool IsBankCard(string digits)
    {
        if (digits.Length is < 16 or > 19 || !digits.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }

        return sum % 10 == 0 || digits.StartsWith("62", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<![\dA-Za-z])\d(?:[ -]?\d){9,18}(?:[ -]?[\dXx])?(?![\dA-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Numbers();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Text;

public enum PersonalKind
{
    /// <summary>An identity card, a bank card or a mobile telephone: tells who somebody is.</summary>
    Number,

    /// <summary>A telephone with its area code: may be a citizen's, may be a unit's.</summary>
    Landline,

    /// <summary>A name after 我叫 and the like.</summary>
    Name,
}

/// <summary>
/// Personal data in a citizen's words. Unit: UTF-16 code units. Found here for everybody who takes it out: before a question is understood, before anything is stored. Digits may be full width, spaced or grouped.
/// Sums of money stay: what is followed by 元, 万 or 亿 is no number of a person. Source: GB 11643 (identity cards), ISO/IEC 7812 (bank cards).
/// </summary>
public sealed partial record PersonalDatum(int Start, int Length, PersonalKind Kind)
{
    /// <summary>Shape: by start, none overlaps another.</summary>
    public static IReadOnlyList<PersonalDatum> Find(string text)
    {
        var found = new List<PersonalDatum>();
        foreach (Match match in Numbers().Matches(text))
            found.Add(new(match.Index, match.Length, match.Groups["landline"].Success ? PersonalKind.Landline : PersonalKind.Number));
        foreach (Match match in Runs().Matches(text))
        {
            if (IsOfPerson(match.Value))
                Add(new(match.Index, match.Length, PersonalKind.Number));
        }

        foreach (Match match in Names().Matches(text))
            Add(new(match.Groups["name"].Index, match.Groups["name"].Length, PersonalKind.Name));
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;

        void Add(PersonalDatum datum)
        {
            // The longer of two that overlap is the whole number.
            var overlapping = found.FindAll(f => f.Start < datum.Start + datum.Length && datum.Start < f.Start + f.Length);
            if (overlapping.Exists(f => f.Length >= datum.Length))
                return;
            found.RemoveAll(overlapping.Contains);
            found.Add(datum);
        }
    }

    private static bool IsOfPerson(string run)
    {
        var digits = string.Concat(run.Where(c => c is not (' ' or '-')).Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : 'X'));
        return IsIdentity(digits) || IsMobile(digits) || IsBankCard(digits);
    }

    // Region, birth date, sequence, check; people mistype the check digit, so it is not verified.
    private static bool IsIdentity(string digits) => digits.Length == 18 && !digits[..17].Contains('X', StringComparison.Ordinal)
        && digits.AsSpan(6, 2) is "19" or "20" && int.Parse(digits.AsSpan(10, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12;

    private static bool IsMobile(string digits) => digits.Length == 11 && digits[0] == '1' && digits[1] is >= '3' and <= '9' && digits[^1] is not 'X';

    private static bool IsBankCard(string digits)
    {
        if (digits.Length is < 16 or > 19 || digits[^1] is 'X')
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }

        return sum % 10 == 0 || digits.StartsWith("62", StringComparison.Ordinal);
    }

    // In this order: 18 or 15 digits of an ID; 16 to 19 of a bank card, in groups or not; a mobile number, with 86 or not; a landline with its area code.
    [GeneratedRegex(
        """
        (?<!\d)(?:
            \d{17}[\dXxＸｘ] | \d{15}
          | \d{4}(?:[ \-]?\d{4}){3}(?:[ \-]?\d{1,3})?
          | (?:\+?86[ \-]?)?[1１][3-9３-９]\d(?:[ \-]?\d{4}){2}
          | (?<landline>[0０]\d{2,3}[ \-]?[2-8２-８]\d{6,7})
        )(?!\d|[ ]?[元万亿])
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10000)]
    private static partial Regex Numbers();

    // Any grouping; what such a run means is then checked.
    [GeneratedRegex(@"(?<![\dA-Za-z])\d([ \-]?\d){9,18}([ \-]?[\dXxＸｘ])?(?![\dA-Za-z]|[ ]?[元万亿])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Runs();

    // 我叫张三，… A verb after 叫 (我叫了…) is no name; where no border follows, two characters are taken.
    [GeneratedRegex(
        """
        (?:(?:我|本人|俺)(?:的?名字)?(?:叫做|叫|是叫|姓名是|名字是)|我的名字是|姓名[:：]\s?)(?:[\s“"'：:]|<[^<>]{0,20}>){0,3}
        (?!了|过|什么|啥|不|他|她|它|你|您|人|车|外卖|救护车|几|个|一)
        (?<name>(?:(?!今年|现在|家住|住在)\p{IsCJKUnifiedIdeographs}){2,4}(?=$|[\s，。,.!！?？；、：:（(”"'<>]|今年|现在|家住|住在|是|在|想|有|要)|\p{IsCJKUnifiedIdeographs}{2})
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10000)]
    private static partial Regex Names();
}

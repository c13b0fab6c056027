using System.Text;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// White space in received text. The issuer's text has none beside Han characters, digits and Chinese punctuation; layout puts some there
/// (到 2025年, （一） 指导思想). Dropping it loses no character that is not a blank.
/// </summary>
internal static class Blanks
{
    /// <summary>White space, and the invisible characters that web pages and converters leave or somebody hides.</summary>
    public static bool Is(char c) => char.IsWhiteSpace(c) || IsInvisible(c);

    /// <summary>Zero width: no part of the issuer's words.</summary>
    public static bool IsInvisible(char c) => c is '\uFEFF' or '\u00AD' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200D') or (>= '\u2060' and <= '\u2064') or (>= '\uFFF9' and <= '\uFFFB') || TurnsAround(c);

    /// <summary>Makes words look to stand in another order than they do.</summary>
    public static bool TurnsAround(char c) => c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public static string Strip(string text)
    {
        if (!text.Any(Is))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!Is(c))
                kept.Append(c);
        return kept.ToString();
    }

    /// <summary>What is left between two characters where blanks stood: nothing, or one blank.</summary>
    /// <param name="run">The blanks as received.</param>
    /// <param name="inList">A table row or a list of names, where blanks separate columns.</param>
    public static string Between(char left, char right, string run, bool inList)
    {
        if (inList && left != '：')
            return run.Contains('\t') ? "\t" : " ";
        if (IsLatin(left) && IsLatin(right))
            return " ";
        if (Han.Is(left) && Han.Is(right))
            return run.Contains('\u3000') ? "\u3000" : run.Contains('\t') ? "\t" : " ";
        return run.Contains('\t') ? "\t" : "";
    }

    /// <summary>Between two lines that are one paragraph: a blank only between Latin words.</summary>
    public static string AtJoin(char left, char right) => char.IsAsciiLetter(left) && char.IsAsciiLetter(right) ? " " : "";

    /// <summary>The cells of a table row set apart by single tabs. Empty cells keep their place, so that every cell stands under its heading; those at the end are left out.</summary>
    public static string NormalizeRow(IReadOnlyList<string> cells) => string.Join('\t', cells.Select(c => Normalize(c.Replace('\t', ' '), inList: true))).TrimEnd('\t');

    /// <summary>One received line in the issuer's spacing.</summary>
    public static string Normalize(string line, bool inList)
    {
        var text = string.Concat(line.Where(c => !IsInvisible(c)));
        text = text.Trim([.. text.Where(Is).Distinct()]);
        if (!text.Any(Is))
            return text;
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (!Is(text[i]))
            {
                kept.Append(text[i++]);
                continue;
            }

            var end = i;
            while (Is(text[end]))
                end++;
            kept.Append(Between(text[i - 1], text[end], text[i..end], inList));
            i = end;
        }

        return Align(kept.ToString());
    }

    // 召 集 人, 全 巍, 总　则: single characters set apart to fill a column are one word.
    private static string Align(string text)
    {
        var words = text.Split(' ', '\u3000');
        if (words.Length < 2)
            return text;
        var kept = new StringBuilder(text.Length);
        var at = 0;
        for (var i = 0; i < words.Length; i++)
        {
            kept.Append(words[i]);
            at += words[i].Length;
            if (i + 1 < words.Length && !(EndsInSingle(words[i]) && BeginsWithSingle(words[i + 1])))
                kept.Append(text[at]);
            at++;
        }

        return kept.ToString();
    }

    private static bool EndsInSingle(string word) => word.Length > 0 && Han.Is(word[^1]) && (word.Length == 1 || !Han.Is(word[^2]));

    private static bool BeginsWithSingle(string word) => word.Length > 0 && Han.Is(word[0]) && (word.Length == 1 || !Han.Is(word[1]));

    private static bool IsLatin(char c) => c is > ' ' and < '\u0250';

}

/// <summary>Han characters, 〇 included.</summary>
internal static class Han
{
    public static bool Is(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '〇' or (>= '\uD800' and <= '\uDFFF');

    /// <summary>Numeral of 一 … 九十九 (also 〇, 十二); 0 where it is none.</summary>
    public static int Numeral(string text)
    {
        const string digits = "〇一二三四五六七八九";
        var (total, current) = (0, 0);
        foreach (var c in text)
        {
            if (c is '十' or '百')
            {
                total += (current == 0 ? 1 : current) * (c == '十' ? 10 : 100);
                current = 0;
            }
            else
            {
                var digit = c == '零' ? 0 : digits.IndexOf(c);
                if (digit < 0)
                    return 0;
                current = current == 0 ? digit : (current * 10) + digit;
            }
        }

        return total + current;
    }
}

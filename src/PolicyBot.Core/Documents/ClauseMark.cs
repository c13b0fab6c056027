using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Core.Documents;

/// <summary>The kinds of numbering, outermost first; the value is the rank by which they nest.</summary>
internal enum MarkKind
{
    Chapter = 0,
    ChapterSection = 5,
    Article = 10,
    LabelAboveSection = 15,
    Section = 20,
    LabelAboveBracketed = 25,
    Bracketed = 30,
    Ordinal = 33,
    LabelAboveArabic = 35,
    Arabic = 40,
    LabelBelowArabic = 45,
    BracketedArabic = 50,
    Circled = 60,
    Question = 70,
}

/// <summary>The numbering at the beginning of a line. <see cref="Segment"/> is what a path shows, <see cref="Length"/> the printed mark with its blanks.</summary>
internal readonly partial record struct ClauseMark(MarkKind Kind, int Number, string Segment, int Length)
{
    private const string Circles = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

    /// <summary>A blank or a colon parts the mark from its text: a line that only goes on with a reference has none.</summary>
    public bool IsSetApart { get; private init; }

    /// <summary>The name of a field instead of a number.</summary>
    public bool IsLabel => Kind is MarkKind.LabelAboveSection or MarkKind.LabelAboveBracketed or MarkKind.LabelAboveArabic or MarkKind.LabelBelowArabic;

    public static ClauseMark? Read(string line)
    {
        if (Chapter().Match(line) is { Success: true } chapter)
            return Of(chapter.Groups["unit"].Value is "节" ? MarkKind.ChapterSection : MarkKind.Chapter, chapter, Squeeze(chapter.Groups["mark"].Value));
        if (Article().Match(line) is { Success: true } article)
            return Of(MarkKind.Article, article, Squeeze(article.Groups["mark"].Value));
        if (Ordinal().Match(line) is { Success: true } ordinal)
            return Of(MarkKind.Ordinal, ordinal, $"第{ordinal.Groups["n"].Value}");
        if (Section().Match(line) is { Success: true } section)
            return Of(MarkKind.Section, section, section.Groups["n"].Value);
        if (Bracketed().Match(line) is { Success: true } bracketed)
            return Of(MarkKind.Bracketed, bracketed, $"（{bracketed.Groups["n"].Value}）");
        if (Arabic().Match(line) is { Success: true } arabic)
            return Of(MarkKind.Arabic, arabic, Plain(arabic.Groups["n"].Value));
        if (BracketedArabic().Match(line) is { Success: true } inner)
            return Of(MarkKind.BracketedArabic, inner, $"（{Plain(inner.Groups["n"].Value)}）");
        if (line.Length > 0 && Circles.IndexOf(line[0], StringComparison.Ordinal) is >= 0 and var circle)
            return new(MarkKind.Circled, circle + 1, line[..1], 1);
        return null;
    }

    private static ClauseMark Of(MarkKind kind, Match match, string segment)
    {
        var digits = match.Groups["n"].Value;
        var number = char.IsAsciiDigit(digits[0]) || digits[0] is >= '０' and <= '９'
            ? int.Parse(Plain(digits), CultureInfo.InvariantCulture)
            : (int)(ChineseNumeral.Parse(digits) ?? 0);
        var mark = match.Groups["mark"];
        return new(kind, number, segment, match.Length) { IsSetApart = mark.Success && mark.Index + mark.Length < match.Length };
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Plain(string digits) => string.Concat(digits.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));

    [GeneratedRegex(@"^\s*(?<mark>第\s*(?<n>[一二三四五六七八九十百零]+)\s*(?<unit>[章节编]))(?=\s|$|\p{IsCJKUnifiedIdeographs})\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^\s*(?<mark>第\s*(?<n>[一二三四五六七八九十百零]+|\d{1,3})\s*条)(?![款第、，,的规和至中])[\s　：:]*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Article();

    // 第一、二、三产业 is a list inside a sentence.
    [GeneratedRegex(@"^\s*第(?<n>[一二三四五六七八九十]{1,3})\s*[，、：:](?!\s*[一二三四五六七八九十]+[、，产季])\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Ordinal();

    // 一、二、三等奖… is a list inside a sentence.
    [GeneratedRegex(@"^\s*(?<n>[一二三四五六七八九十百]{1,4})\s*[、．.](?!\s*[一二三四五六七八九十]+\s*(?:、|等奖|等级|级|类))\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\s*[（(]\s*(?<n>[一二三四五六七八九十百]{1,4})\s*[）)]\s*[、.．]?\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(?<n>[0-9０-９]{1,3})\s*[.．、](?![0-9０-９])\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Arabic();

    [GeneratedRegex(@"^\s*[（(]\s*(?<n>[0-9０-９]{1,3})\s*[）)]\s*[、.．]?\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex BracketedArabic();
}

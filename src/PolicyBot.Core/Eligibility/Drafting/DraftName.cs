using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>What a grant is called: by its own sentence, else by the headings above it from the nearest outward, else by the document's title.</summary>
internal static partial class DraftName
{
    private const int LongestHeading = 16;

    public static string Of(PolicyDocument document, ClauseSentence sentence)
    {
        var headings = sentence.Clause.HeadingChain.Select(h => (Text: Purpose().Replace(h[GrantPatterns.LengthOfMark(h)..].Trim(), ""), Name: GrantPatterns.NamesIn(h[GrantPatterns.LengthOfMark(h)..]).FirstOrDefault(), IsChapter: Chapter().IsMatch(h))).Reverse().ToList();
        return (headings is [var own, ..] && own.Text.Length <= LongestHeading ? own.Name : null)
            ?? GrantPatterns.NamesIn(sentence.Text).FirstOrDefault()
            ?? headings.Select(h => h.Name).FirstOrDefault(n => n is not null)
            ?? GrantPatterns.NameInTitle(document.TitleOf(sentence.Clause.Path))
            ?? headings.Where(h => !h.IsChapter && !Fees().IsMatch(h.Text)).Select(h => h.Text).FirstOrDefault(h => h.Length is >= 4 and <= LongestHeading)
            ?? GrantPatterns.KindIn(sentence.Text) ?? "";
    }

    /// <summary>Other names people may say: without 一次性, and the last words of a long one.</summary>
    public static IReadOnlyList<string> Shorter(string name)
    {
        var plain = name.StartsWith("一次性", StringComparison.Ordinal) ? name[3..] : name;
        // 农机购置补贴 is called 农机补贴 as well.
        var kind = plain.Length > 4 ? plain[..2] + plain[^2..] : plain;
        return [.. new[] { name, plain, plain.Length > 6 ? plain[^6..] : plain, kind }.Where(n => n.Length >= 4).Distinct(StringComparer.Ordinal)];
    }

    // 第三章　配租和租金 heads all that stands under it, and names none of it.
    [GeneratedRegex("^第[一二三四五六七八九十百\\d]+[章节编]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Chapter();

    [GeneratedRegex("收费|缴费|计费|租金|价格|罚", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Fees();

    [GeneratedRegex("^(?:发放|给予|支持|提供|落实|实行|加大|完善|优化|开展|推进)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Purpose();
}

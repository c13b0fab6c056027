using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>One change that a clause of a decision makes: 将第六条修改为：“…”, 将第九条中的“…”修改为“…”, 删去第八条.</summary>
/// <param name="Article">Null where the words are changed wherever they stand (将…中的“…”统一修改为“…”).</param>
/// <param name="NewStart">Where the new words stand in the clause's text.</param>
internal sealed record Change(ArticleReference? Article, string OldWords, string NewWords, int NewStart, int Start, int End);

internal static partial class AmendmentReader
{
    /// <summary>True where the words change another text, so that their quotations are not the document's own rules.</summary>
    public static bool Amends(string words) => words.AsSpan().IndexOfAny("改订整更变表增删") >= 0 && AmendsPattern().IsMatch(words);

    /// <summary>Outermost “…” spans; one left open reaches to the end.</summary>
    public static IReadOnlyList<(int Start, int End)> Quotations(string words)
    {
        var found = new List<(int, int)>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == '“' && depth++ == 0)
                start = i;
            else if (words[i] == '”' && depth > 0 && --depth == 0)
                found.Add((start, i + 1));
        }

        if (depth > 0)
            found.Add((start, words.Length));
        return found;
    }

    public static IReadOnlyList<Change> Changes(string words)
    {
        var quotations = Quotations(words);
        var found = new List<Change>();
        foreach (Match match in WholePattern().Matches(words))
        {
            if (IsInside(match.Index, quotations) || quotations.FirstOrDefault(q => q.Start == match.Groups["open"].Index) is not { End: > 0 } quoted)
                continue;
            found.AddRange(ArticleReference.In(match.Groups["article"].Value).Take(1).Select(a => new Change(a, "", words[(quoted.Start + 1)..Math.Max(quoted.Start + 1, quoted.End - 1)], quoted.Start + 1, match.Index, quoted.End)));
        }

        foreach (Match match in WordsPattern().Matches(words))
        {
            if (IsInside(match.Index, quotations))
                continue;
            foreach (Match pair in PairPattern().Matches(match.Value))
            {
                found.AddRange(ArticleReference.In(match.Groups["article"].Value).Select(a => new Change(a, pair.Groups["old"].Value, pair.Groups["new"].Value, match.Index + pair.Groups["new"].Index, match.Index, match.Index + match.Length)));
            }
        }

        foreach (Match match in EverywherePattern().Matches(words))
        {
            if (!IsInside(match.Index, quotations) && !found.Exists(c => match.Index < c.End && c.Start < match.Index + match.Length))
                found.AddRange(PairPattern().Matches(match.Value).Select(p => new Change(null, p.Groups["old"].Value, p.Groups["new"].Value, match.Index + p.Groups["new"].Index, match.Index, match.Index + match.Length)));
        }

        foreach (Match match in DeletionPattern().Matches(words))
        {
            if (!IsInside(match.Index, quotations))
                found.AddRange(ArticleReference.In(match.Groups["article"].Value).Select(a => new Change(a, match.Groups["old"].Value, "", match.Index, match.Index, match.Index + match.Length)));
        }

        return [.. found.OrderBy(c => c.Start)];
    }

    private static bool IsInside(int at, IReadOnlyList<(int Start, int End)> quotations) => quotations.Any(q => at > q.Start && at < q.End);

    private const string Into = "(?:统一|均|一律|全部)?(?:修改|修订|调整|更改|变更|改|表述)(?:为|成)";

    [GeneratedRegex(Into + "[：:，]?\\s*“|增加[^。“]{0,30}[：:]\\s*“|删(?:去|除)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AmendsPattern();

    [GeneratedRegex("(?:将|把)?(?<article>" + ArticleReference.One + ")" + Into + "[：:，]?\\s*(?<open>“)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex WholePattern();

    [GeneratedRegex("(?<article>" + ArticleReference.List + ")(?:中|里)?(?:的|规定的)?(?:“[^”]*”" + Into + "“[^”]*”[，、；]?(?:将|把)?)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex WordsPattern();

    // The document's name or 文中 before it, and no article.
    [GeneratedRegex("(?:》(?:（[^（）]{4,40}）)?|文|文件|全文|方案|办法|意见|通知|规定|细则)(?:中|里)的?(?:“[^”]+”" + Into + "“[^”]*”[，、；]?(?:将|把)?)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex EverywherePattern();

    [GeneratedRegex("“(?<old>[^”]*)”" + Into + "“(?<new>[^”]*)”", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex PairPattern();

    [GeneratedRegex("删(?:去|除)(?<article>" + ArticleReference.List + ")(?:(?:中的?|的)“(?<old>[^”]*)”)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex DeletionPattern();
}

using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// One item of a list that is answered by place: "一、二、三等奖…分别给予5万元、3万元、2万元" read for 二等奖 is 3万元. General for any two lists of one
/// length around 分别; anything else is left to the quotation.
/// </summary>
internal static partial class PositionalMatch
{
    /// <summary>"二等奖对应3万元", or null where no item is asked or the lists do not match one to one.</summary>
    public static string? Find(IReadOnlyList<Quotation> quotes, string asked)
    {
        if (quotes.Count != 1)
            return null;
        var text = string.Concat(quotes[0].Text.Where(c => !char.IsWhiteSpace(c)));
        var hits = new List<(string Item, string Value)>();
        foreach (Match match in Lists().Matches(text))
        {
            var items = ItemsOf(match.Groups["items"].Value);
            var values = match.Groups["values"].Value.Split(['、', '和', '及'], StringSplitOptions.RemoveEmptyEntries);
            if (items.Count < 2 || items.Count != values.Length)
                continue;
            hits.AddRange(items.Zip(values).Where(p => asked.Contains(p.First, StringComparison.Ordinal)));
        }

        return hits.Count == 1 ? $"{hits[0].Item}对应{hits[0].Value}" : null;
    }

    /// <summary>Items of one list, each whole: 一、二、三等奖及优秀奖 → 一等奖, 二等奖, 三等奖, 优秀奖.</summary>
    private static List<string> ItemsOf(string list)
    {
        var raw = Separator().Split(list).Where(i => i.Length > 0).ToList();
        var items = new List<string>();
        for (var i = raw.Count - 1; i >= 0; i--)
        {
            // A bare numeral borrows the rest of the item after it.
            var whole = raw[i].Length == 1 && items.Count > 0 && items[0].Length > 1 && IsNumeral(items[0][0]) && IsNumeral(raw[i][0]) ? raw[i] + items[0][1..] : raw[i];
            items.Insert(0, whole);
        }

        return items;
    }

    private static bool IsNumeral(char c) => "一二三四五六七八九十甲乙丙丁".Contains(c, StringComparison.Ordinal);

    [GeneratedRegex("[、和及]|以及", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Separator();

    [GeneratedRegex(@"(?<items>(?:[\u4e00-\u9fff]{1,8}(?:、|及|和|以及))+[\u4e00-\u9fff]{1,6}?)的?(?:选手|人员|单位|企业|个人|团体|项目|家庭|者)?(?:（[^）]*）)?[，,]?(?:分别|依次)[\u4e00-\u9fff]{0,8}?(?<values>[\d.]+[万亿]?[^、，。；]{0,6}(?:(?:、|和|及)[\d.]+[万亿]?元?[^、，。；的]{0,6})+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Lists();
}

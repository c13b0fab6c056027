using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// Candidate benefits from the words of a document that nobody has written rules for: sentences that grant something (对…的…给予…补贴, 按…标准…发放).
/// The stated conditions are taken as they stand, none of them is understood: every leaf is left open, so that a draft never gives more than need_more_info.
/// </summary>
public static partial class BenefitDrafter
{
    /// <summary>In the order of the text; ids are made of the document's folder and the clause.</summary>
    public static IReadOnlyList<Benefit> Draft(PolicyDocument document) =>
        [.. document.Clauses.SelectMany(c => Sentences(c).Select((s, i) => (Clause: c, Sentence: s, Number: i))).Select(s => One(document, s.Clause, s.Sentence, s.Number)).OfType<Benefit>()];

    private static Benefit? One(PolicyDocument document, Clause clause, (int Start, int End) sentence, int number)
    {
        var text = document.Text[sentence.Start..sentence.End];
        var grant = Grant().Match(text);
        if (!grant.Success)
            return null;
        var name = grant.Groups["name"].Value;
        var conditions = Whom().Matches(text).Cast<Match>()
            .Where(m => m.Index <= grant.Index).Select(m => m.Groups["whom"])
            .Concat(Limits().Matches(text).Cast<Match>().Select(m => m.Groups["limit"]))
            .Where(g => g.Length > 1).DistinctBy(g => g.Value, StringComparer.Ordinal)
            .Select(g => (Condition)new Condition.LeftOpen { Words = Words(document, clause, sentence.Start + g.Index, g.Length) }).ToList();
        if (conditions.Count == 0)
            conditions.Add(new Condition.LeftOpen { Words = Words(document, clause, sentence.Start, text.TrimEnd().Length) });
        var period = Period().Match(clause.Text);
        return new Benefit($"draft:{document.Number}:{clause.Path}:{number + 1}", document.Number, clause.Path, name, new Condition.All(conditions))
        {
            Names = [.. new[] { name, Shorter(name) }.Where(n => n.Length >= 3).Distinct(StringComparer.Ordinal)],
            IsDraft = true,
            Period = period.Success && ReadDate(period) is { } until ? new(null, until, Words(document, clause, clause.Start + period.Index, period.Length)) : null,
            Funding = Funding().Match(clause.Text) is { Success: true } funding ? Words(document, clause, clause.Start + funding.Index, funding.Length) : null,
        };
    }

    private static ClauseWords Words(PolicyDocument document, Clause clause, int start, int length) => new(clause.Path, document.Text[start..(start + length)], start, start + length);

    private static string Shorter(string name) => name.StartsWith("一次性", StringComparison.Ordinal) ? name[3..] : name;

    private static DateOnly? ReadDate(Match period)
    {
        var (y, m, d) = (Part("y"), Part("m"), Part("d"));
        return m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

        int Part(string group) => int.Parse(period.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(int Start, int End)> Sentences(Clause clause)
    {
        var start = 0;
        for (var i = 0; i < clause.Text.Length; i++)
        {
            if (clause.Text[i] is not ('。' or '\n' or '〔') && i + 1 < clause.Text.Length)
                continue;
            if (i + 1 - start > 8)
                yield return (clause.Start + start, clause.Start + i + (clause.Text[i] is '〔' or '\n' ? 0 : 1));
            start = i + 1;
        }
    }

    [GeneratedRegex("(?:给予|发放|享受|领取|拨付|补助|奖励)[^。；]{0,40}?(?<name>(?:一次性)?[\\u4e00-\\u9fff]{0,10}(?:补贴|补助|奖励|奖金|津贴|贴息|资助|减免|救助金))(?![\\u4e00-\\u9fff]*(?:资金由|政策|标准由|方式))", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Grant();

    [GeneratedRegex("(?:^|[。；，：])(?:\\d+\\.|（[一二三四五六七八九十\\d]+）|第[一二三四五六七八九十百]+条\\s*)?(?:[^。；，：]{0,16}[。])?(?:对|对于|凡|向|为)(?<whom>[^。；]{2,120}?)(?:，(?:按|一次性|每|由|可)|，?(?:给予|发放|享受|可申请|可领取|补助|奖励|按照))", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Whom();

    [GeneratedRegex("(?<limit>(?:年满|不满|累计|连续|满|不低于|不超过|不足)[^，。；、（）]{2,30}(?:以上|以下|以内|的)?)", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Limits();

    [GeneratedRegex("(?:执行期|期限|有效期|实施期限|截止)[^。；，]{0,8}?(?:至|到)(?<y>20\\d\\d)年(?<m>\\d{1,2})月(?<d>\\d{1,2})日止?", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Period();

    [GeneratedRegex("(?:所需资金|补贴资金|资金)由[^。；，]{2,40}(?:承担|列支|安排)", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Funding();
}

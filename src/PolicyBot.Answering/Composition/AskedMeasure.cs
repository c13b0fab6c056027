using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Composition;

/// <summary>The unit that a question counts in (几天, 多少厘米, 几台): a number with that unit answers it, whatever the question seemed to be about.</summary>
internal static partial class AskedMeasure
{
    // What is asked in one word and printed in another.
    private static readonly string[][] Same = [["天", "日"], ["元", "块", "钱"], ["月", "个月"], ["人", "名", "位", "口"], ["次", "回", "趟"], ["成", "%", "％", "百分之"], ["岁", "周岁"], ["条", "只"], ["平", "平方米"], ["份", "式"]];

    public static bool IsStated(string asked, string text) => In(asked) is { } pattern && pattern.IsMatch(text);

    /// <summary>A pattern for a number with the unit asked for; null where no unit is asked for.</summary>
    public static Regex? In(string asked)
    {
        // 多久 asks for a stretch of time in any unit.
        if (HowLong().IsMatch(asked))
            return Stretch();
        if (HowFar().IsMatch(asked))
            return Length();
        var match = Counted().Match(asked);
        if (!match.Success || match.Groups["unit"].Value is not { Length: > 0 } unit || IsMoney(unit))
            return null;
        var units = Same.FirstOrDefault(s => s.Contains(unit[..1], StringComparer.Ordinal) || s.Contains(unit, StringComparer.Ordinal)) ?? [unit];
        return new Regex($@"(?<![\d年月]|第[一二三四五六七八九十百\d]{{0,4}})(\d{{1,3}}|\d+\.\d+|[1-9]\d{{3,}}(?!年)|[一二两三四五六七八九十百千万半])\s*[万亿]?\s*个?(工作)?({string.Join('|', units.Select(u => Regex.Escape(u) + (u == "年" ? "(?!期|度)" : "")))})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    [GeneratedRegex("多久|多长时间", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex HowLong();

    // 多长 alone asks for a rope as often as for a term.
    [GeneratedRegex("多长(?!时间|度)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex HowFar();

    [GeneratedRegex(@"\d\s*(米|厘米|公里)|(?<![\d年月])(\d{1,3}|[一二两三四五六七八九十百半])\s*(个?(工作日|半?月(?!\d)|小时)|日|天|年(?!\d|度))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Length();

    [GeneratedRegex(@"(?<![\d年月])(\d{1,3}|[一二两三四五六七八九十百半])\s*(个?(工作日|半?月(?!\d)|小时|星期|学期)|日|天|周(?!岁)|年(?!\d|度))|长期|终身", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Stretch();

    private static bool IsMoney(string unit) => unit[0] is '钱' or '元' or '块' or '万';

    [GeneratedRegex("(?:(?<!哪)几个?|哪几(?!个)|多少个?)(?<unit>工作日|厘米|公里|平方米|[\u4e00-\u9fff])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Counted();
}

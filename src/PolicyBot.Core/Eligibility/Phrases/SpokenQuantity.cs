using System.Text.RegularExpressions;

namespace PolicyBot.Core.Eligibility.Phrases;

/// <summary>
/// Numbers, durations and shares with what people put around them: 不到半年, 一年半, 八个多月, 五个月零二十九天, 四成九, 差不多7个.
/// 满, 整整, 正好, 才, 刚 leave the number as it is.
/// </summary>
public static partial class SpokenQuantity
{
    private const string Before = "(?:还|都|不到|不足|不满|未满|没到|没满|不够|超过|多于|大于|至少|起码|最少|大概|大约|差不多|约|快|将近|接近|刚好|刚满|刚|才|只|满|整整|整|正好|已经|已|有|了|过|足足|就|正|是|到)*";
    private const string After = "(?:以上|多|来|左右|上下|以内|以下|出头|整)*";
    private const string Element = @"(?:半个?(?:年|月)|" + SpokenNumber.Pattern + @"(?:个|多|来|周)*(?:半(?:年|月)|年|季度|月|星期|周|礼拜|天|日)(?:半|多)?)";

    public const string NumberPattern = Before + SpokenNumber.Pattern + After;
    public const string DurationPattern = Before + "(?:" + Element + "(?:零|又|加|余)?)*" + Element + After;
    public const string PercentPattern = Before + @"(?:" + SpokenNumber.Pattern + @"(?:%|％|个百分点)|百分之" + SpokenNumber.Pattern + "|" + SpokenNumber.Pattern + "成(?:半|[一二三四五六七八九])?|一半|半数|过半)" + After;

    public static NumberRange? Number(string text) =>
        NumberToken().Match(text) is { Success: true } m && SpokenNumber.Read(m.Value) is { } read ? Qualify(read, 1, text.Replace(m.Value, "#", StringComparison.Ordinal)) : null;

    /// <summary>Round sums of money that a text names, from a hundred up (五千, 1万, 5000元).</summary>
    public static IReadOnlyList<decimal> Sums(string text) =>
        [.. NumberToken().Matches(text).Select(m => SpokenNumber.Read(m.Value)?.Low ?? 0).Where(v => v >= 100)];

    public static NumberRange? Percent(string text)
    {
        if (text.Contains("过半", StringComparison.Ordinal))
            return new(50, 100, LowInclusive: false);
        if (text.Contains("一半", StringComparison.Ordinal) || text.Contains("半数", StringComparison.Ordinal))
            return Qualify(NumberRange.Exactly(50), 1, text);
        var m = PercentToken().Match(text);
        if (!m.Success || SpokenNumber.Read(m.Groups["n"].Value) is not { } n)
            return null;
        if (m.Groups["share"].Success)
        {
            var rest = m.Groups["rest"].Value;
            n = new((n.Low * 10) + RestOf(rest), (n.High * 10) + RestOf(rest));
        }

        return Qualify(n, 1, text);
    }

    /// <summary>In units of <paramref name="monthsPerUnit"/> months (1 月, 12 年); null for a number of years no duration has (2022年).</summary>
    public static NumberRange? Duration(string text, decimal monthsPerUnit)
    {
        decimal months = 0;
        decimal smallest = 12;
        var found = false;
        var isMore = false;
        foreach (Match m in DurationToken().Matches(text))
        {
            var unit = m.Groups["unit"].Value switch { "年" => 12m, "季度" => 3m, "月" => 1m, "天" or "日" => 1m / 30.4375m, _ => 7m / 30.4375m };
            var n = m.Groups["half"].Success ? NumberRange.Exactly(0.5m) : SpokenNumber.Read(m.Groups["n"].Value);
            if (n is not { IsExact: true, Low: { } count })
                return n is { } range && !found ? new(range.Low * unit / monthsPerUnit, range.High * unit / monthsPerUnit) : null;
            if (unit == 12 && count > 99)
                return null;
            if (m.Groups["plusHalf"].Success || m.Groups["inner"].Success)
                count += 0.5m;
            isMore |= m.Value.Contains('多', StringComparison.Ordinal);
            months += count * unit;
            smallest = Math.Min(smallest, unit);
            found = true;
        }

        if (!found)
            return null;
        var rest = DurationToken().Replace(text, "#") + (isMore ? "多" : "");
        return Qualify(NumberRange.Exactly(months / monthsPerUnit), smallest / monthsPerUnit, rest);
    }

    /// <summary>Days; a month counts 30.</summary>
    public static NumberRange? Days(string text) =>
        Duration(text, 1) is not { } months ? null
        : months.IsExact && NumberToken().Match(text) is { Success: true } m && (text.Contains('天', StringComparison.Ordinal) || text.Contains('日', StringComparison.Ordinal)) && !text.Contains('月', StringComparison.Ordinal)
            ? SpokenNumber.Read(m.Value)
            : new(months.Low * 30, months.High * 30, months.LowInclusive, months.HighInclusive);

    private static NumberRange Qualify(NumberRange exact, decimal step, string around)
    {
        if (exact is not { IsExact: true, Low: { } value })
            return exact;
        if (Has(around, "不到", "不足", "不满", "未满", "没到", "没满", "不够"))
            return new(0, value, HighInclusive: false);
        if (Has(around, "快", "将近", "接近"))
            return new(value * 0.8m, value, LowInclusive: false, HighInclusive: false);
        if (Has(around, "以上", "至少", "起码", "最少"))
            return NumberRange.AtLeast(value);
        if (Has(around, "以内", "以下"))
            return new(0, value);
        if (Has(around, "超过", "多于", "大于"))
            return new(value, null, LowInclusive: false);
        if (Has(around, "大概", "大约", "差不多", "约", "左右", "上下", "来"))
            return new(value * 0.9m, value * 1.1m);
        return Has(around, "多", "出头") ? new(value, value + step, LowInclusive: false, HighInclusive: false) : exact;
    }

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static decimal RestOf(string rest) => rest.Length == 0 ? 0 : string.Equals(rest, "半", StringComparison.Ordinal) ? 5 : SpokenNumber.Read(rest)?.Low ?? 0;

    [GeneratedRegex(SpokenNumber.Pattern, RegexOptions.CultureInvariant, 10000)]
    private static partial Regex NumberToken();

    [GeneratedRegex("(?:百分之)(?<n>" + SpokenNumber.Pattern + ")|(?<n>" + SpokenNumber.Pattern + ")(?:%|％|个百分点)|(?<n>" + SpokenNumber.Pattern + ")(?<share>成)(?<rest>半|[一二三四五六七八九])?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex PercentToken();

    [GeneratedRegex(@"(?<half>半)个?(?<unit>年|月)|(?<n>" + SpokenNumber.Pattern + @")(?:个|多|来|周)*(?<inner>半)?(?<unit>年|季度|月|星期|周|礼拜|天|日)(?<plusHalf>半(?!个|年|月))?多?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex DurationToken();
}

using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// A range that a text states for a case, in a sentence (满5年不足10年, 60至79周岁) or as the key of a row (100万元以上500万元以下, 不满16周岁, 前30分钟). 以上, 以下, 至, 满 and 前
/// include the number, 不满, 不足, 低于 and 超过 do not. Source: Civil Code of the People's Republic of China, article 1259. Caps (最长, 不超过) are no cases.
/// Unit: as <see cref="Quantity"/>, years as months, hours as minutes; a unit that it does not know as printed.
/// </summary>
internal sealed partial record StatedRange(decimal? From, bool FromIncluded, decimal? To, bool ToIncluded, string Unit)
{
    private const int MonthsOfAYear = 12;
    private const int MinutesOfAnHour = 60;

    /// <summary>In the order of the text; the text has to be normalized.</summary>
    public static IReadOnlyList<StatedRange> In(string text) => [.. Cases().Matches(text).Select(Of).OfType<StatedRange>()];

    /// <summary>The range that a cell of a table is, as a whole; null where it is anything else. The text has to be normalized.</summary>
    public static StatedRange? OfKey(string cell) => Key().Match(cell) is { Success: true } match ? Of(match) : null;

    private static StatedRange? Of(Match match)
    {
        var low = Read(match, "low", "unit") ?? Read(match, "low", "unit2");
        var high = Read(match, "high", "unit2") ?? Read(match, "high", "unit");
        if ((low ?? high) is not { } known || low is { } l && high is { } h && l.Unit != h.Unit)
            return null;
        return new(low?.Value, !match.Groups["over"].Success, high?.Value, !match.Groups["less"].Success, known.Unit);
    }

    /// <summary>True where one of the quantities is of this unit and lies inside; null where none is of this unit.</summary>
    public bool? Holds(IReadOnlyList<Quantity> said)
    {
        var own = said.Select(InSmallest).Where(q => q.Unit == Unit).ToList();
        return own.Count == 0 ? null : own.Exists(q => IsAbove(q.Value) && IsBelow(q.Value));
    }

    /// <summary>1 where a range of the text holds what was said, -1 where it states ranges of that unit and none holds, else 0.</summary>
    public static int Fit(string text, IReadOnlyList<Quantity> said)
    {
        if (said.Count == 0)
            return 0;
        var held = In(text).Select(r => r.Holds(said)).Where(h => h is not null).ToList();
        return held.Count == 0 ? 0 : held.Contains(true) ? 1 : -1;
    }

    private bool IsAbove(decimal value) => From is not { } from || value > from || FromIncluded && value == from;

    private bool IsBelow(decimal value) => To is not { } to || value < to || ToIncluded && value == to;

    private static (decimal Value, string Unit)? Read(Match match, string number, string unit)
    {
        if (!match.Groups[number].Success || !match.Groups[unit].Success)
            return null;
        if (QuantityReader.Read(match.Groups[number].Value + match.Groups[unit].Value) is [{ Unit.Length: > 0 } quantity])
            return InSmallest(quantity);
        return decimal.TryParse(match.Groups[number].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? (value, match.Groups[unit].Value) : null;
    }

    private static (decimal Value, string Unit) InSmallest(Quantity quantity) => quantity.Unit switch
    {
        "年" => (quantity.Value * MonthsOfAYear, "个月"),
        "小时" => (quantity.Value * MinutesOfAnHour, "分钟"),
        var unit => (quantity.Value, unit),
    };

    private const string Number = @"(\d+(\.\d+)?万?|[一二两三四五六七八九十百]{1,4})";
    private const string Unit1 = "(?<unit>个月|年|周岁|岁|人|名|亩|平方米|元|万元|吨|台|户|天|日|公里|米|层|小时|分钟)";
    private const string Unit2 = "(?<unit2>个月|年|周岁|岁|人|名|亩|平方米|元|万元|吨|台|户|天|日|公里|米|层|小时|分钟)";

    [GeneratedRegex(
        @"(?<![最于按至第不未]|[不未][超低高少]|[不未](超过|低于|高于|少于))("
        + @"((?<over>超过)|年?已?满)?(?<low>" + Number + ")" + Unit1 + @"(\(含\)|（含）|及)?(以上|及以上)?[,，、]?(但|且)?(?<less>不满|未满|不足|低于)(?<high>" + Number + ")" + Unit2
        + @"|(?<low>" + Number + ")" + Unit1 + @"(\(含\)|（含）)?(以上|至|-|—|~)[,，、]?(?<high>" + Number + ")" + Unit2 + @"(以下)?(?!内|以内)"
        + @"|(?<low>" + Number + ")(至|-|—|~)(?<high>" + Number + ")" + Unit2
        + @"|年?已?满(?<low>" + Number + ")" + Unit1
        + @"|(?<over>超过)(?<low>" + Number + ")" + Unit1
        + @"|(?<low>" + Number + ")" + Unit1 + @"(\(含\)|（含）|及)?以上"
        + @"|(?<less>不满|未满|不足|低于)(?<high>" + Number + ")" + Unit2
        + @"|(?<high>" + Number + ")" + Unit2 + @"(\(含\)|（含）|及)?以下)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Cases();

    private const string Any1 = "(?<unit>[\u4e00-\u9fff]{1,4}?)";
    private const string Any2 = "(?<unit2>[\u4e00-\u9fff]{1,4}?)";
    private const string Included = @"(\(含\)|含|及)?";

    [GeneratedRegex(
        "^(?<over>超过)?(年?已?满)?(?<low>" + Number + ")" + Any1 + "?" + Included + "((以上)?(至|到|-|—|–|~|[,、])|以上)(?<less>不满|未满|不足|低于)?(?<high>" + Number + ")" + Any2 + Included + "(以下|以内)?$"
        + "|^(?<over>超过)?(年?已?满)?(?<low>" + Number + ")" + Any1 + Included + "(?<less>不满|未满|不足|低于)(?<high>" + Number + ")" + Any2 + "$"
        + "|^(?<over>超过)(?<low>" + Number + ")" + Any1 + "$|^年?已?满(?<low>" + Number + ")" + Any1 + "$"
        + "|^(?<low>" + Number + ")" + Any1 + Included + "以上$"
        + "|^(?<less>不满|未满|不足|低于)(?<high>" + Number + ")" + Any2 + "$"
        + "|^(?<high>" + Number + ")" + Any2 + Included + "(以下|以内)$|^前(?<high>" + Number + ")" + Any2 + "$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Key();
}

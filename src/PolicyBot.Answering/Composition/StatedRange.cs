using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// A range that running text states for a case: 满5年不足10年, 60至79周岁, 100万元以上500万元以下, 不满16周岁. 以上, 以下, 至 and 满 include the number, 不满, 不足 and
/// 超过 do not. Caps (最长, 不超过, 以内) are no cases. Unit: as <see cref="Quantity"/>, years as months.
/// </summary>
internal sealed partial record StatedRange(decimal? From, bool FromIncluded, decimal? To, bool ToIncluded, string Unit)
{
    private const int MonthsOfAYear = 12;

    /// <summary>In the order of the text; the text has to be normalized.</summary>
    public static IReadOnlyList<StatedRange> In(string text)
    {
        var found = new List<StatedRange>();
        foreach (Match match in Cases().Matches(text))
        {
            var low = Read(match, "low", "unit") ?? Read(match, "low", "unit2");
            var high = Read(match, "high", "unit2") ?? Read(match, "high", "unit");
            if ((low ?? high) is not { } known || low is { } l && high is { } h && l.Unit != h.Unit)
                continue;
            found.Add(new(low?.Value, !match.Groups["over"].Success, high?.Value, !match.Groups["less"].Success, known.Unit));
        }

        return found;
    }

    /// <summary>True where one of the quantities is of this unit and lies inside; null where none is of this unit.</summary>
    public bool? Holds(IReadOnlyList<Quantity> said)
    {
        var own = said.Select(InMonths).Where(q => q.Unit == Unit).ToList();
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
        return QuantityReader.Read(match.Groups[number].Value + match.Groups[unit].Value) is [var quantity] ? InMonths(quantity) : null;
    }

    private static (decimal Value, string Unit) InMonths(Quantity quantity) => quantity.Unit == "年" ? (quantity.Value * MonthsOfAYear, "个月") : (quantity.Value, quantity.Unit);

    private const string Number = @"(\d+(\.\d+)?万?|[一二两三四五六七八九十百]{1,4})";
    private const string Unit1 = "(?<unit>个月|年|周岁|岁|人|名|亩|平方米|元|万元|吨|台|户|天|日|公里|米|层)";
    private const string Unit2 = "(?<unit2>个月|年|周岁|岁|人|名|亩|平方米|元|万元|吨|台|户|天|日|公里|米|层)";

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
}

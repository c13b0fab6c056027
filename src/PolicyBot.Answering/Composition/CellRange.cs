using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Composition;

/// <summary>A row's or column's range of a quantity: 24个月以上不足60个月, 50亩以上, 30人以下. Unit: as printed; 以上 includes the number, 不足 and 以下 of an upper end do not.</summary>
internal sealed partial record CellRange(decimal? From, decimal? Below, string Unit)
{
    private const int MonthsOfAYear = 12;

    public static CellRange? Read(string cell)
    {
        var match = Range().Match(cell);
        if (!match.Success)
            return null;
        decimal? from = match.Groups["from"].Success ? decimal.Parse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture) : null;
        decimal? below = match.Groups["below"].Success ? decimal.Parse(match.Groups["below"].ValueSpan, CultureInfo.InvariantCulture) : null;
        return from is null && below is null ? null : new(from, below, match.Groups["unit"].Value + match.Groups["unit2"].Value);
    }

    public bool Holds(decimal value, string unit)
    {
        if (unit is "年" && Unit.Contains("月", StringComparison.Ordinal))
            (value, unit) = (value * MonthsOfAYear, "个月");
        return unit.Length > 0 && Unit.Contains(unit, StringComparison.Ordinal) && (From is not { } from || value >= from) && (Below is not { } below || value < below);
    }

    [GeneratedRegex(@"^(?<from>\d+(\.\d+)?)(?<unit>[\u4e00-\u9fff]{1,3}?)(及|\(含\))?以上((至|到)?(不足|不满|未满|至|到)?(?<below>\d+(\.\d+)?)(?<unit2>[\u4e00-\u9fff]{1,3}?)(以下)?)?$|^(不足|不满|未满)?(?<below>\d+(\.\d+)?)(?<unit>[\u4e00-\u9fff]{1,3}?)(以下)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Range();
}

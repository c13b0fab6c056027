namespace PolicyBot.Core.Text;

public enum QuantityKind
{
    Money,
    Percent,
    Duration,
    Age,
    Count,
    Number,
}

/// <summary>
/// A number with its unit, in one form: money in 元, percentages in %, durations in 年, 个月, 周, 天, 小时 or 分钟.
/// Unit: <see cref="Start"/> and <see cref="Length"/> count UTF-16 units of the normalized text it was read from.
/// </summary>
public sealed record Quantity(QuantityKind Kind, decimal Value, string Unit, int Start, int Length)
{
    /// <summary>10000元, 30%, 6个月.</summary>
    public string Canonical => ChineseNumeral.ToPlain(Value) + Unit;

    /// <summary>Other ways in which documents print the same amount: 1万元 for 10000元. Empty where there is none.</summary>
    public IReadOnlyList<string> Variants => Value >= 10000 && decimal.Remainder(Value, 100) == 0
        ? [ChineseNumeral.ToPlain(Value / 10000) + "万" + Unit]
        : [];
}

using System.Globalization;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// All that is known of a number: an interval with inclusive or exclusive ends (不满6个月 is [0,6), 7个人 is [7,7]).
/// Unit: that of the fact. An end of null is unbounded.
/// </summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct NumberRange(decimal? Low, decimal? High, bool LowInclusive = true, bool HighInclusive = true)
{
    public static NumberRange Exactly(decimal value) => new(value, value);

    public static NumberRange AtLeast(decimal value) => new(value, null);

    public static NumberRange Below(decimal value) => new(null, value, HighInclusive: false);

    public bool IsExact => Low is { } low && low == High;

    public bool IsEmpty => Low is { } low && High is { } high && (low > high || (low == high && !(LowInclusive && HighInclusive)));

    public bool Contains(decimal value) =>
        (Low is not { } low || value > low || (LowInclusive && value == low))
        && (High is not { } high || value < high || (HighInclusive && value == high));

    public NumberRange Intersect(NumberRange other)
    {
        var (low, lowIn) = Tighter(Low, LowInclusive, other.Low, other.LowInclusive, lower: true);
        var (high, highIn) = Tighter(High, HighInclusive, other.High, other.HighInclusive, lower: false);
        return new(low, high, lowIn, highIn);
    }

    /// <summary>Whether a number of which only this is known lies in <paramref name="wanted"/>.</summary>
    public Truth LiesIn(NumberRange wanted)
    {
        var shared = Intersect(wanted);
        if (shared.IsEmpty)
            return Truth.No;
        return shared == this ? Truth.Yes : Truth.Unknown;
    }

    public NumberRange Plus(decimal more) => this with { Low = Low + more, High = High + more };

    /// <summary>7 · [6,) · [0,6) · (1,2).</summary>
    public override string ToString() => IsExact
        ? Show(Low)
        : $"{(LowInclusive && Low is not null ? '[' : '(')}{Show(Low)},{Show(High)}{(HighInclusive && High is not null ? ']' : ')')}";

    /// <summary>Also reads what people write in data: &gt;=6, &lt;6, 0..1.</summary>
    public static bool TryParse(string? text, out NumberRange range)
    {
        range = default;
        var s = (text ?? "").Trim().Replace("≥", ">=", StringComparison.Ordinal).Replace("≤", "<=", StringComparison.Ordinal);
        if (s.Length == 0)
            return false;
        if (s.StartsWith(">=", StringComparison.Ordinal))
            return One(s[2..], v => AtLeast(v), out range);
        if (s.StartsWith("<=", StringComparison.Ordinal))
            return One(s[2..], v => new(null, v), out range);
        if (s[0] == '>')
            return One(s[1..], v => new(v, null, LowInclusive: false), out range);
        if (s[0] == '<')
            return One(s[1..], Below, out range);
        if (s.Split("..") is [var from, var to] && Read(from, out var a) && Read(to, out var b))
        {
            range = new(a, b);
            return !range.IsEmpty;
        }

        if (s[0] is '[' or '(' && s[^1] is ']' or ')' && s[1..^1].Split(',') is [var low, var high] && Read(low, out a) && Read(high, out b))
        {
            range = new(a, b, a is null || s[0] == '[', b is null || s[^1] == ']');
            return !range.IsEmpty;
        }

        return One(s, Exactly, out range);
    }

    private static bool One(string text, Func<decimal, NumberRange> make, out NumberRange range)
    {
        range = default;
        if (!Read(text, out var value) || value is not { } known)
            return false;
        range = make(known);
        return true;
    }

    private static bool Read(string text, out decimal? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read))
            return false;
        value = read;
        return true;
    }

    private static string Show(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static (decimal? Value, bool Inclusive) Tighter(decimal? a, bool aIn, decimal? b, bool bIn, bool lower)
    {
        if (a is null)
            return (b, b is null || bIn);
        if (b is null)
            return (a, aIn);
        if (a == b)
            return (a, aIn && bIn);
        return a > b == lower ? (a, aIn) : (b, bIn);
    }
}

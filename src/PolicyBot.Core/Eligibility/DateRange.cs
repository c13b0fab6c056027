using System.Globalization;

namespace PolicyBot.Core.Eligibility;

/// <summary>All that is known of a day: 2022年6月 is the whole month. Both ends inclusive; an end of null is unbounded. Calendar days in China Standard Time.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct DateRange(DateOnly? First, DateOnly? Last)
{
    public static DateRange On(DateOnly day) => new(day, day);

    public static DateRange Year(int year) => new(new(year, 1, 1), new(year, 12, 31));

    public static DateRange Month(int year, int month) => new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)));

    public bool IsEmpty => First is { } first && Last is { } last && first > last;

    public bool IsExact => First is { } first && first == Last;

    public DateRange Intersect(DateRange other) => new(Later(First, other.First), Earlier(Last, other.Last));

    public Truth LiesIn(DateRange wanted)
    {
        var shared = Intersect(wanted);
        if (shared.IsEmpty)
            return Truth.No;
        return shared == this ? Truth.Yes : Truth.Unknown;
    }

    public bool Contains(DateOnly day) => (First is not { } f || day >= f) && (Last is not { } l || day <= l);

    /// <summary>2023-01-05 · 2022-06-01..2022-06-30 · ..2023-12-31.</summary>
    public override string ToString() => IsExact ? Show(First) : $"{Show(First)}..{Show(Last)}";

    public static bool TryParse(string? text, out DateRange range)
    {
        range = default;
        var ends = (text ?? "").Trim().Split("..");
        if (ends is [var only])
        {
            if (!Read(only, out var day) || day is not { } known)
                return false;
            range = On(known);
            return true;
        }

        if (ends is not [var from, var to] || !Read(from, out var first) || !Read(to, out var last))
            return false;
        range = new(first, last);
        return !range.IsEmpty && (first is not null || last is not null);
    }

    private static bool Read(string text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        day = read;
        return true;
    }

    private static string Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;
}

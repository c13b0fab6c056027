namespace PolicyBot.Core.Eligibility;

/// <summary>Kleene's three values, ordered: and is the least, or the greatest. Unknown is never no.</summary>
public enum Truth
{
    No = 0,
    Unknown = 1,
    Yes = 2,
}

/// <summary>The strong Kleene connectives. Source: S. C. Kleene, Introduction to Metamathematics, §64.</summary>
public static class Kleene
{
    public static Truth Not(Truth value) => (Truth)(2 - (int)value);

    /// <summary>Yes for no operands.</summary>
    public static Truth All(IEnumerable<Truth> values) => values.Aggregate(Truth.Yes, (a, b) => a < b ? a : b);

    /// <summary>No for no operands.</summary>
    public static Truth Any(IEnumerable<Truth> values) => values.Aggregate(Truth.No, (a, b) => a > b ? a : b);

    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;
}

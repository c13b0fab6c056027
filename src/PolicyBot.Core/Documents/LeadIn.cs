using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>The words above the items of a list, which belong to each of them: 按照以下标准给予奖励：.</summary>
public static partial class LeadIn
{
    /// <summary>Unit: UTF-16 units. A longer text says more than its items share.</summary>
    private const int Longest = 240;

    /// <summary>The clause ends with a colon or speaks of what follows.</summary>
    public static bool Announces(Clause clause) => Points().IsMatch(clause.Text.AsSpan().TrimEnd());

    /// <summary>The clause that announces an item; null where the one above it does not, or says too much.</summary>
    public static Clause? Of(PolicyDocument document, Clause item) =>
        item.Path.Parent is { } above && document.FindClause(above) is { } lead && lead.Text.Length <= Longest && Announces(lead) ? lead : null;

    [GeneratedRegex("[：:]$|(下列|以下|如下)[^。；]{0,12}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Points();
}

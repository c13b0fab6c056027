using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Which parts of what somebody said are about a stated condition: the breaths that share pairs of characters with its words.</summary>
internal static class Said
{
    private const int Longest = 30;
    private const int Most = 3;
    private static readonly string[] Abilities = ["还能", "还可以", "可不可以", "能", "可以", "给", "算", "行"];
    private static readonly string[] Existence = ["是不是", "有"];
    private static readonly char[] Breaths = ['，', ',', '。', '；', ';', '？', '?', '！', '!', '\n', ' ', '　'];

    /// <summary>The breaths as they were said, in their order; empty where none shares a pair of characters with the condition.</summary>
    /// <param name="title">What is asked about: saying its name tells nothing.</param>
    public static IReadOnlyList<string> About(string condition, string said, string title)
    {
        var wanted = Pairs(condition);
        wanted.ExceptWith(Pairs(title));
        return [.. said.Split(Breaths, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Told)
            .Where(b => b.Length is > 0 and <= Longest && Pairs(b).Overlaps(wanted)).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>True where some pair of characters of the words was said.</summary>
    public static bool Touches(string words, string said)
    {
        var pairs = Pairs(said);
        return Pairs(words).Any(pairs.Contains);
    }

    /// <summary>How much of a draft's own words was said: in its names, its rates and its conditions.</summary>
    /// <param name="subject">What the whole document is about: saying that tells no draft of it from another.</param>
    public static int Overlap(Benefit draft, string said, string subject = "")
    {
        var pairs = Pairs(said);
        pairs.ExceptWith(Pairs(subject));
        var words = Pairs(string.Join('\n', draft.Grants.Concat(draft.Condition.Leaves().Select(l => l.Words).OfType<ClauseWords>()).Select(w => w.Quote)));
        return (3 * Pairs(draft.Title).Count(pairs.Contains)) + words.Count(pairs.Contains);
    }

    // 我78岁能领吗 tells 我78岁; 有补贴吗 tells nothing.
    private static string Told(string breath)
    {
        if (breath[^1] is not ('吗' or '么' or '不' or '没' or '嘛'))
            return breath;
        var asked = FirstOf(Abilities, breath) is >= 0 and var ability ? ability : FirstOf(Existence, breath);
        return breath[..Math.Max(0, asked)];
    }

    private static int FirstOf(string[] words, string breath) =>
        words.Select(w => breath.IndexOf(w, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();

    private static HashSet<string> Pairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2)).Where(p => p.All(char.IsLetterOrDigit))];
}

using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Which part of what somebody said is about a stated condition: the breath that shares most pairs of characters with its words.</summary>
internal static class Said
{
    private const int Longest = 30;
    private static readonly char[] Breaths = ['，', ',', '。', '；', ';', '？', '?', '！', '!', '\n', ' ', '　'];

    /// <summary>The breath as it was said, what is told before what is asked; null where none shares a pair of characters with the condition.</summary>
    public static string? About(string condition, string said)
    {
        var wanted = Pairs(condition);
        return said.Split(Breaths, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(b => b.Length <= Longest)
            .Select(b => (Breath: b, Shared: Pairs(b).Count(wanted.Contains)))
            .Where(b => b.Shared > 0)
            .OrderBy(b => IsAsked(b.Breath)).ThenByDescending(b => b.Shared)
            .Select(b => b.Breath).FirstOrDefault();
    }

    /// <summary>True where some pair of characters of the words was said.</summary>
    public static bool Touches(string words, string said)
    {
        var pairs = Pairs(said);
        return Pairs(words).Any(pairs.Contains);
    }

    /// <summary>How much of a draft's own words was said: in its names, its rates and its conditions.</summary>
    public static int Overlap(Benefit draft, string said)
    {
        var pairs = Pairs(said);
        var words = Pairs(string.Join('\n', draft.Grants.Concat(draft.Condition.Leaves().Select(l => l.Words).OfType<ClauseWords>()).Select(w => w.Quote)));
        return (3 * Pairs(draft.Title).Count(pairs.Contains)) + words.Count(pairs.Contains);
    }

    private static bool IsAsked(string breath) => breath[^1] is '吗' or '么' or '不' or '没' or '嘛';

    private static HashSet<string> Pairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2)).Where(p => p.All(char.IsLetterOrDigit))];
}

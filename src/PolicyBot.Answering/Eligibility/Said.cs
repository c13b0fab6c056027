namespace PolicyBot.Answering.Eligibility;

/// <summary>Which part of what somebody said is about a stated condition: the breath that shares most pairs of characters with its words.</summary>
internal static class Said
{
    private const int Longest = 30;
    private static readonly char[] Breaths = ['，', ',', '。', '；', ';', '？', '?', '！', '!', '\n', ' ', '　'];

    /// <summary>The breath as it was said; null where none shares a pair of characters with the condition.</summary>
    public static string? About(string condition, string said)
    {
        var wanted = Pairs(condition);
        return said.Split(Breaths, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(b => b.Length <= Longest)
            .Select(b => (Breath: b, Shared: Pairs(b).Count(wanted.Contains)))
            .Where(b => b.Shared > 0)
            .OrderByDescending(b => b.Shared)
            .Select(b => b.Breath).FirstOrDefault();
    }

    private static HashSet<string> Pairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2)).Where(p => p.All(char.IsLetterOrDigit))];
}

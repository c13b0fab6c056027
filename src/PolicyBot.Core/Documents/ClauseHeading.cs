namespace PolicyBot.Core.Documents;

/// <summary>The heading of a numbered clause: its mark with the words up to the first full stop where these read like a heading, else the bare mark.</summary>
internal static class ClauseHeading
{
    private const int LongestRunIn = 36;
    private const int LongestLine = 60;

    public static string Of(string text, ClauseMark mark, bool hasChildren)
    {
        var line = text.AsSpan().TrimStart();
        var feed = line.IndexOf('\n');
        var first = (feed < 0 ? line : line[..feed]).TrimEnd().ToString();
        var length = Math.Min(mark.Length, first.Length);
        var printed = first[..length].TrimEnd();
        var words = first[length..];
        if (mark.Kind is MarkKind.Article)
            return printed;
        if (mark.IsLabel)
            return printed.TrimEnd('：', ':', ' ', '　');
        if (words.Length == 0)
            return printed;

        var stop = StopOf(words);
        if (stop >= 0 && stop < words.Length - 1)
            return stop <= LongestRunIn && !ReadsLikeSentence(words[..stop]) ? printed + words[..stop] : Lead(printed, words, hasChildren);
        var whole = words.TrimEnd('。', '：', ':', '.', '；', ';');
        var isHeading = whole.Length <= LongestRunIn && !words.EndsWith('；') && !words.EndsWith(';') && (!words.EndsWith('。') || hasChildren || whole.Length <= 20);
        return isHeading || hasChildren && whole.Length <= LongestLine ? printed + whole : Lead(printed, words, hasChildren);
    }

    /// <summary>A lead-in of items names them best by its first half-sentence.</summary>
    private static string Lead(string printed, string words, bool hasChildren)
    {
        var cut = words.AsSpan().IndexOfAny("，,。；：");
        return hasChildren && cut is > 3 and <= LongestRunIn ? printed + words[..cut] : printed;
    }

    private static int StopOf(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == '。' || words[i] is '：' or ':' && i <= 12 || words[i] == '.' && i + 1 < words.Length && !char.IsAsciiLetterOrDigit(words[i + 1]) && !char.IsAsciiDigit(words[Math.Max(0, i - 1)]))
                return i;
            if (words[i] is ' ' or '　' && i is >= 2 and <= 16 && words.Length > i + 12)
                return i;
        }

        return -1;
    }

    private static bool ReadsLikeSentence(string words) => words.Contains('；', StringComparison.Ordinal) || words.Count(c => c is '，' or ',') > 1;
}

namespace PolicyBot.Knowledge.Import;

/// <summary>What the last and first characters of a line say about a paragraph ending there.</summary>
internal static class LineEnd
{
    private const string Closers = "”’）)》〉」』】\"";

    /// <summary>。！？ and 〕 (the list of units that closes a clause), closing quotes after them included.</summary>
    public static bool IsTerminal(string words)
    {
        var i = words.Length - 1;
        while (i > 0 && Closers.Contains(words[i]))
            i--;
        return "。！？!?".Contains(words[i]) || (i == words.Length - 1 && ((words[i] == '〕' && !EndsInYear(words)) || (words[i] == '.' && words.Length > 2 && !char.IsAsciiLetterOrDigit(words[^2]))));
    }

    // 〔2021〕 is the middle of a number.
    private static bool EndsInYear(string words) => words.Length >= 6 && words[^6] == '〔' && words.AsSpan(words.Length - 5, 4).IndexOfAnyExceptInRange('0', '9') < 0;

    public static bool IsWeak(string words) => "；：;:".Contains(words[^1]);

    /// <summary>Nothing ends with an opening bracket or a comma.</summary>
    public static bool GoesOn(string words) => "，、（(《〈“‘〔,".Contains(words[^1]);

    public static bool CannotBegin(string words) => "，。、；：！？）》〉”’〕】,;!?)%％".Contains(words[0]) && !(words[0] == '：' && words.Length == 1);

    public static bool HasSentence(string words) => words.AsSpan().IndexOfAny("。；！？") >= 0;

    public static bool HasComma(string words) => words.AsSpan().IndexOfAny("，。；！？") >= 0;

    /// <summary>Brackets that are open at the end of the text.</summary>
    public static int OpenBrackets(string words, int open)
    {
        foreach (var c in words)
        {
            if ("（《〔〈".Contains(c))
                open++;
            else if ("）》〕〉".Contains(c))
                open = Math.Max(0, open - 1);
        }

        return open;
    }
}

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// How wide lines are, in characters. Typesetters count a digit or Latin letter as half a Han character; some extractors wrap by counting characters:
/// the measure is the one under which the lines of a document agree better.
/// </summary>
internal readonly record struct LineWidth(bool CountsHalf)
{
    public double Of(string words)
    {
        if (!CountsHalf)
            return words.Length;
        var width = 0d;
        foreach (var c in words)
            width += c < '\u0250' ? 0.5 : 1;
        return width;
    }

    /// <summary>What would have had to fit on the line before: one character, or a number or word, with punctuation that cannot begin a line.</summary>
    public double OfFirstToken(string words)
    {
        var end = 0;
        while (end < words.Length && "（《〈“‘〔([".Contains(words[end]))
            end++;
        if (end < words.Length && words[end] < '\u0250')
        {
            while (end < words.Length && words[end] < '\u0250')
                end++;
        }
        else
        {
            end++;
        }

        while (end < words.Length && "，。、；：！？）》〉”’〕%％".Contains(words[end]))
            end++;
        return Of(words[..Math.Min(end, words.Length)]);
    }
}

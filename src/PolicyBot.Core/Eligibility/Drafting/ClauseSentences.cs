using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>One sentence or line of a clause. Unit: offsets into the official text, end exclusive; <see cref="Text"/> is that stretch.</summary>
internal sealed record ClauseSentence(Clause Clause, string Text, int Start, int End)
{
    public ClauseWords Words(int from, int length) => new(Clause.Path, Text.Substring(from, length), Start + from, Start + from + length);

    /// <summary>The sentence without the clause's mark before it and the stop after it.</summary>
    public ClauseWords All
    {
        get
        {
            var start = GrantPatterns.LengthOfMark(Text);
            var end = Text.Length;
            while (end > start && Text[end - 1] is '。' or '；' or ';' or '.' or '：' or ':')
                end--;
            return Words(start, Math.Max(1, end - start));
        }
    }

    /// <summary>A row of columns: cells stand apart by tabs or wide blanks, or by single blanks around numbers.</summary>
    public bool IsTableRow => Text.Contains('\t', StringComparison.Ordinal) || (Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 3 && !Text.Any(c => c is '，' or '。' or '；' or '：'));
}

/// <summary>Cuts a clause into sentences and lines: 。 and line ends, 〔 before the units, and a full stop in half width after a Chinese character.</summary>
internal static class ClauseSentences
{
    public static IReadOnlyList<ClauseSentence> Of(Clause clause)
    {
        var sentences = new List<ClauseSentence>();
        var start = 0;
        for (var i = 0; i <= clause.Text.Length; i++)
        {
            if (i < clause.Text.Length && !IsEnd(clause.Text, i))
                continue;
            var end = i < clause.Text.Length && clause.Text[i] is '。' or '.' ? i + 1 : i;
            Add(clause, start, end, sentences);
            start = Math.Max(end, i + (i < clause.Text.Length && clause.Text[i] is '\n' ? 1 : 0));
        }

        return sentences;
    }

    private static bool IsEnd(string text, int at) => text[at] switch
    {
        '。' or '\n' => true,
        '〔' => at == 0 || text[at - 1] is '。' or '.' or '\n',
        '.' => at > 0 && text[at - 1] >= '\u4e00' && text[at - 1] <= '\u9fff',
        _ => false,
    };

    private static void Add(Clause clause, int start, int end, List<ClauseSentence> sentences)
    {
        while (start < end && clause.Text[start] is ' ' or '\u3000' or '\n')
            start++;
        while (end > start && char.IsWhiteSpace(clause.Text[end - 1]))
            end--;
        if (end - start >= 4 && clause.Text[start] != '〔')
            sentences.Add(new(clause, clause.Text[start..end], clause.Start + start, clause.Start + end));
    }
}

namespace PolicyBot.Knowledge.Import;

/// <summary>What has been settled about single lines before the paragraphs are found: by the head, the attachments, lists of names, tables, and by hand.</summary>
internal sealed class LineRoles
{
    private readonly HashSet<int> _breaks = [];
    private readonly HashSet<int> _joins = [];
    private readonly HashSet<int> _parts = [];
    private readonly HashSet<int> _interrupted = [];
    private readonly HashSet<int> _lists = [];
    private HashSet<string> _openings = [];

    public bool MustBreak(SourceLine line) => _breaks.Contains(line.Number);

    public bool MustJoin(SourceLine line) => _joins.Contains(line.Number);

    /// <summary>Numbering begins anew here.</summary>
    public bool StartsPart(SourceLine line) => _parts.Contains(line.Number);

    /// <summary>Page furniture stood before the line.</summary>
    public bool IsInterrupted(SourceLine line) => _interrupted.Contains(line.Number);

    /// <summary>A row of names and posts or of a table: its blanks separate columns.</summary>
    public bool IsList(SourceLine line) => _lists.Contains(line.Number);

    /// <summary>The line begins with a label that other paragraphs begin with too (上述工作完成时限：).</summary>
    public bool OpensLikeOthers(SourceLine line) => OpeningOf(line.Words) is { } opening && _openings.Contains(opening);

    public void BreakBefore(SourceLine line)
    {
        _breaks.Add(line.Number);
        _joins.Remove(line.Number);
    }

    public void JoinBefore(SourceLine line)
    {
        _joins.Add(line.Number);
        _breaks.Remove(line.Number);
    }

    /// <summary>Nothing is settled about the break before the line.</summary>
    public void Free(SourceLine line)
    {
        _breaks.Remove(line.Number);
        _joins.Remove(line.Number);
    }

    /// <summary>The lines are one paragraph of their own.</summary>
    public void Together(IReadOnlyList<SourceLine> content, int first, int count)
    {
        BreakBefore(content[first]);
        for (var i = 1; i < count; i++)
            JoinBefore(content[first + i]);
        if (first + count < content.Count)
            BreakBefore(content[first + count]);
    }

    public void StartPart(SourceLine line) => _parts.Add(line.Number);

    public void Interrupt(SourceLine line) => _interrupted.Add(line.Number);

    public void AddList(SourceLine line) => _lists.Add(line.Number);

    public void LearnOpenings(IReadOnlyList<SourceLine> content)
    {
        var sure = new List<string>();
        for (var i = 1; i < content.Count; i++)
        {
            if (LineEnd.IsTerminal(content[i - 1].Words) && OpeningOf(content[i].Words) is { } opening)
                sure.Add(opening);
        }

        _openings = [.. sure.GroupBy(o => o, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    private static string? OpeningOf(string words)
    {
        var colon = words.IndexOf('：');
        return colon is >= 4 and <= 14 && words.AsSpan(0, colon).IndexOfAny("，。；〔（") < 0 ? words[..colon] : null;
    }
}

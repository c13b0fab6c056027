namespace PolicyBot.Knowledge.Import;

/// <summary>One document's stretch of content lines (furniture left out), and where its number and title stand in it.</summary>
/// <param name="NumberAt">Index into the content; -1 where no number is printed on a line of its own.</param>
internal sealed record Stretch(int First, int End, int NumberAt, int TitleAt, int TitleCount);

/// <summary>Where documents begin in a received text: a number on a line of its own with a title above or below it.</summary>
internal static class Boundaries
{
    private const int LongestTitle = 6;

    /// <summary>Shape: in order, without gap or overlap, covering all of <paramref name="content"/>.</summary>
    public static List<Stretch> Find(IReadOnlyList<SourceLine> content, LineRoles roles)
    {
        var heads = new List<Stretch>();
        for (var i = 0; i < content.Count; i++)
        {
            if (!LineShapes.Number().IsMatch(content[i].Words))
                continue;
            var floor = heads.Count > 0 ? Math.Max(heads[^1].NumberAt + 1, heads[^1].TitleAt + heads[^1].TitleCount) : 0;
            var above = TitleAbove(content, i, floor, roles);
            if (above >= 0)
            {
                heads.Add(new(above, 0, i, above, i - above));
                continue;
            }

            var below = TitleBelow(content, i + 1);
            if (below > 0)
                heads.Add(new(HeadBand(content, i, floor), 0, i, i + 1, below));
        }

        if (heads.Count == 0)
        {
            var number = content.ToList().FindIndex(0, Math.Min(content.Count, 12), l => LineShapes.Number().IsMatch(l.Words));
            var title = TitleBelow(content, 0);
            return [new(0, content.Count, number, 0, title)];
        }

        return [.. heads.Select((h, i) => h with { First = i == 0 ? 0 : h.First, End = i + 1 < heads.Count ? heads[i + 1].First : content.Count })];
    }

    /// <summary>First line of the title that ends just above the number; -1 where there is none.</summary>
    private static int TitleAbove(IReadOnlyList<SourceLine> content, int number, int floor, LineRoles roles)
    {
        var top = number;
        while (top > floor && number - top < LongestTitle && CouldBeTitle(content[top - 1], roles) && !(top < number && roles.IsInterrupted(content[top]) && IsTitle(content, top, number)))
            top--;
        for (var at = top; at < number; at++)
        {
            if (IsTitle(content, at, number))
                return at;
        }

        var whole = string.Concat(content.Skip(top).Take(number - top).Select(l => l.Words));
        return top < number && top == floor && whole.Length >= 6 && LineShapes.TitleEnd().IsMatch(whole) ? top : -1;
    }

    // A title that a page break tears apart goes on above the break.
    private static bool IsTitle(IReadOnlyList<SourceLine> content, int first, int end) =>
        LineShapes.TitleStart().IsMatch(content[first].Words) && LineShapes.TitleEnd().IsMatch(string.Concat(content.Skip(first).Take(end - first).Select(l => l.Words)));

    private static bool CouldBeTitle(SourceLine line, LineRoles roles)
    {
        var words = line.Words;
        return !LineEnd.IsTerminal(words) && !LineEnd.IsWeak(words) && !LineEnd.HasSentence(words) && !LineShapes.Date().IsMatch(words)
            && !LineShapes.Number().IsMatch(words) && !LineShapes.AttachmentHeading().IsMatch(words) && ItemMark.At(words) is null
            && !roles.IsList(line) && words.Any(Han.Is) && !line.Text.Contains('\t') && line.Cells.Count == 0;
    }

    /// <summary>How many lines from <paramref name="at"/> make a title; 0 where they do not look like one.</summary>
    public static int TitleBelow(IReadOnlyList<SourceLine> content, int at)
    {
        if (at < content.Count && content[at].Style == LineStyle.Title)
        {
            var styled = 1;
            while (at + styled < content.Count && content[at + styled].Style == LineStyle.Title)
                styled++;
            return styled;
        }

        var joined = "";
        for (var count = 1; count <= LongestTitle && at + count <= content.Count; count++)
        {
            var line = content[at + count - 1];
            if (!CouldBeTitle(line, new()) || (count > 1 && LineEnd.HasComma(line.Words)))
                return 0;
            joined += line.Words;
            var next = at + count < content.Count ? content[at + count].Words : "";
            var goesOn = next.Length > 0 && (LineEnd.CannotBegin(next) || LineEnd.OpenBrackets(joined, 0) > 0 || (next.Length <= 8 && LineShapes.TitleEnd().IsMatch(next) && !LineShapes.Organ().IsMatch(next)));
            if (joined.Length >= 5 && LineShapes.TitleEnd().IsMatch(joined) && !goesOn)
                return count;
        }

        return 0;
    }

    // ……文件 above the number is the band of the letterhead.
    private static int HeadBand(IReadOnlyList<SourceLine> content, int number, int floor)
    {
        var first = number;
        while (first > floor && number - first < 3 && (content[first - 1].Words.EndsWith("文件", StringComparison.Ordinal) || LineShapes.Organ().IsMatch(content[first - 1].Words)))
            first--;
        return first;
    }
}

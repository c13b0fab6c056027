namespace PolicyBot.Knowledge.Import;

/// <summary>Lists of names and posts, and tables whose columns are set apart by blanks or tabs: their lines are not to be run together.</summary>
internal static class Lists
{
    public static void Find(IReadOnlyList<SourceLine> content, LineRoles roles)
    {
        var named = content.Select(l => LineShapes.NameAndPost().IsMatch(l.Text.Trim())).ToArray();
        for (var i = 0; i < content.Count; i++)
        {
            // A lone 某 某某 is no list.
            if (named[i] && Enumerable.Range(Math.Max(0, i - 4), Math.Min(content.Count, i + 5) - Math.Max(0, i - 4)).Count(k => named[k]) >= 3)
                roles.AddList(content[i]);
        }

        for (var i = 1; i < content.Count; i++)
        {
            var (line, before) = (content[i], content[i - 1]);
            if (roles.IsList(line))
                roles.BreakBefore(line);
            else if (roles.IsList(before) && i + 1 < content.Count && roles.IsList(content[i + 1]) && !LineEnd.HasComma(line.Words) && ItemMark.At(line.Words) is null && !(line.X is not null && Layout.IsIndented(line)))
                roles.JoinBefore(line); // a post too long for its column
            else if (roles.IsList(before))
                roles.BreakBefore(line);
        }

        if (content.Count > 0 && roles.IsList(content[0]))
            roles.BreakBefore(content[0]);
        FindTables(content, roles);
    }

    private static void FindTables(IReadOnlyList<SourceLine> content, LineRoles roles)
    {
        for (var i = 0; i < content.Count; i++)
        {
            var row = content[i].Style == LineStyle.TableRow || content[i].Text.Contains('\t') && content[i].Text.Trim().Contains('\t');
            var cells = CellsOf(content[i]);
            row |= cells >= 2 && ((i > 0 && CellsOf(content[i - 1]) == cells) || (i + 1 < content.Count && CellsOf(content[i + 1]) == cells));
            if (!row)
                continue;
            roles.AddList(content[i]);
            roles.Together(content, i, 1);
        }
    }

    // Words set apart by blanks, without the punctuation of sentences; figures beside their units in justified prose are no cells.
    private static int CellsOf(SourceLine line)
    {
        var text = line.Text.Trim();
        if (text.AsSpan().IndexOfAny("，。；、：〔〕《》“”") >= 0 || LineShapes.Date().IsMatch(line.Words))
            return 0;
        var cells = text.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        var wide = text.Contains("  ", StringComparison.Ordinal) || text.Contains("\u3000\u3000", StringComparison.Ordinal);
        return cells.Length >= (wide ? 2 : 3) && Array.TrueForAll(cells, c => c.Length > 1 || char.IsAsciiDigit(c[0])) && ItemMark.At(line.Words) is null ? cells.Length : 0;
    }
}

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Characters with positions → lines in reading order: columns one after the other, tables as rows, headers and footers known by place and repetition.</summary>
internal static class PageLines
{
    /// <param name="pages">In order; a page without characters counts, so that page numbers stay true.</param>
    public static void AddTo(LineCollector lines, IReadOnlyList<GlyphPage> pages)
    {
        var found = pages.Select(LinesOf).ToList();
        var gutters = found.ConvertAll(PageColumns.Find);
        var usual = Usual(gutters);
        var ordered = found.Select((page, i) => (gutters[i] ?? (usual is { } other && PageColumns.Fits(page, other) ? other : null)) is { } gutter ? PageColumns.Order(page, gutter) : page).ToList();
        var margins = PageMargins.Of(pages, ordered);
        for (var page = 0; page < ordered.Count; page++)
            Add(lines, ordered[page], page, margins);
    }

    private static void Add(LineCollector lines, List<GlyphLine> page, int index, PageMargins margins)
    {
        var left = page.Where(l => l.Cells.Count == 0).GroupBy(l => l.Column).ToDictionary(g => g.Key, g => g.Min(l => l.X));
        var before = -1;
        foreach (var line in page)
        {
            var text = line.Text;
            var starts = line.Column != before;
            before = line.Column;
            var cells = line.Cells.Count > 0 ? line.Cells : text.Contains('\t') ? text.Split('\t') : [];
            lines.Add(text, l => l with
            {
                Page = index + 1,
                X = line.X,
                Y = line.Y,
                FontSize = line.Size,
                Width = line.Size > 0 ? (line.Right - line.X) / line.Size : null,
                Indent = line.Size > 0 && left.TryGetValue(line.Column, out var edge) ? (line.X - edge) / line.Size : null,
                StartsColumn = starts,
                Cells = [.. cells.Select(Radicals.Unify)],
                Style = margins.Holds(line, index) ? LineStyle.HeaderOrFooter : cells.Count > 1 ? LineStyle.TableRow : LineStyle.Text,
            });
        }
    }

    /// <summary>The gutter of a document in two columns; null where most of its pages show none.</summary>
    private static Gutter? Usual(List<Gutter?> gutters)
    {
        var found = gutters.OfType<Gutter>().OrderBy(g => g.Middle).ToList();
        return found.Count > 0 && found.Count * 2 >= gutters.Count - 1 ? found[found.Count / 2] : null;
    }

    private static List<GlyphLine> LinesOf(GlyphPage page)
    {
        if (page.Tables.Count == 0)
            return GlyphLines.Of(page.Glyphs);
        var rest = page.Glyphs.Where(g => !page.Tables.Any(t => t.Holds(g)));
        return [.. GlyphLines.Of(rest).Concat(page.Tables.SelectMany(t => t.Rows(page.Glyphs))).OrderBy(l => l.Y)];
    }
}

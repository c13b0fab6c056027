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
        var placed = ordered.SelectMany((page, i) => PageNotes.Mark(Place(page, i, margins), margins.BodySize)).ToList();
        foreach (var line in PageNotes.Follow(placed))
            Add(lines, line);
    }

    private static List<PlacedLine> Place(List<GlyphLine> page, int index, PageMargins margins)
    {
        var columns = page.Where(l => l.Cells.Count == 0).GroupBy(l => l.Column).ToDictionary(g => g.Key, g => (Left: g.Min(l => l.X), Right: g.Max(l => l.Right)));
        var (placed, before) = (new List<PlacedLine>(page.Count), -1);
        foreach (var line in page)
        {
            var edges = line.Size > 0 && columns.TryGetValue(line.Column, out var known) ? known : ((double Left, double Right)?)null;
            placed.Add(new(line, index, line.Text, (line.X - edges?.Left) / line.Size, ((edges?.Right - line.Right) / line.Size) ?? 0, line.Column != before, margins.Holds(line, index)));
            before = line.Column;
        }

        return placed;
    }

    private static void Add(LineCollector lines, PlacedLine placed)
    {
        var line = placed.Line;
        var cells = line.Cells.Count > 0 ? line.Cells : placed.Text.Contains('\t') ? placed.Text.Split('\t') : [];
        lines.Add(placed.Text, l => l with
        {
            Page = placed.Page + 1,
            X = line.X,
            Y = line.Y,
            FontSize = line.Size,
            Width = line.Size > 0 ? (line.Right - line.X) / line.Size : null,
            Indent = placed.Indent,
            StartsColumn = placed.StartsColumn,
            Cells = [.. cells.Select(Radicals.Unify)],
            Style = placed.IsMargin ? LineStyle.HeaderOrFooter : placed.BeginsNote ? LineStyle.Footnote : placed.IsNote ? LineStyle.FootnoteGoesOn : cells.Count > 1 ? LineStyle.TableRow : LineStyle.Text,
        });
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

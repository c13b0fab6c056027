namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>The white strip between two columns. Unit: that of the glyphs.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Gutter(double Middle, double Width);

/// <summary>Lines of a page in reading order: the left column, then the right one, and lines across both between them.</summary>
internal static class PageColumns
{
    /// <summary>A vertical white strip in the middle with full lines on both sides: two columns. Rows of a table have short cells and leave more white. Null for one column.</summary>
    public static Gutter? Find(List<GlyphLine> lines)
    {
        if (lines.Count < 8)
            return null;
        var (from, to) = (lines.Min(l => l.X), lines.Max(l => l.Right));
        var width = to - from;
        for (var step = 0; step <= 20; step++)
        {
            var x = from + (width * (0.5 + ((step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 0.01)));
            var both = lines.Where(l => l.Glyphs.Exists(g => g.Right <= x) && l.Glyphs.Exists(g => g.X >= x)).ToList();
            var free = both.Where(l => IsFree(l, x)).ToList();
            var full = both.Count(l => GapAt(l, x) is var gap && gap >= 0.9 * BodySize(l) && gap < width * 0.2);
            if (free.Count >= 6 && free.Count >= both.Count * 0.8 && full >= free.Count * 0.6 && both.Count >= lines.Count * 0.5)
                return Measured(free, x);
        }

        return null;
    }

    /// <summary>True where the strip of other pages is white on this page too: a last page with a short right column shows too few lines to find it.</summary>
    public static bool Fits(List<GlyphLine> lines, Gutter gutter)
    {
        var right = lines.Count(l => l.X >= gutter.Middle);
        var both = lines.Where(l => l.Glyphs.Exists(g => g.Right <= gutter.Middle) && l.Glyphs.Exists(g => g.X >= gutter.Middle)).ToList();
        return right + both.Count > 0 && both.Count(l => !IsFree(l, gutter.Middle)) <= Math.Max(2, lines.Count * 0.1);
    }

    public static List<GlyphLine> Order(List<GlyphLine> lines, Gutter gutter)
    {
        var (ordered, left, right) = (new List<GlyphLine>(), new List<Glyph>(), new List<Glyph>());
        foreach (var line in lines)
        {
            var (a, b) = (line.Glyphs.FindAll(g => g.X + (g.Width / 2) <= gutter.Middle), line.Glyphs.FindAll(g => g.X + (g.Width / 2) > gutter.Middle));
            // Across the gutter: a title over both columns. What stood above it is read first.
            if (line.Cells.Count > 0 || (a.Count > 0 && b.Count > 0 && b[0].X - a[^1].Right < Math.Min(0.8 * BodySize(line), 0.6 * gutter.Width)))
            {
                Flush();
                ordered.Add(line);
                continue;
            }

            left.AddRange(a);
            right.AddRange(b);
        }

        Flush();
        return ordered;

        // Each column has its own baselines: lines are made anew of its characters alone.
        void Flush()
        {
            ordered.AddRange(GlyphLines.Of(left).Select(l => l with { Column = 1 }));
            ordered.AddRange(GlyphLines.Of(right).Select(l => l with { Column = 2 }));
            left.Clear();
            right.Clear();
        }
    }

    private static Gutter Measured(List<GlyphLine> free, double x)
    {
        // The narrowest gaps are those between full lines.
        var (left, right) = (free.Max(l => l.Glyphs.FindLast(g => g.Right <= x + (0.1 * g.Size)).Right), free.Min(l => l.Glyphs.Find(g => g.X >= x - (0.1 * g.Size)).X));
        return right > left ? new((left + right) / 2, right - left) : new(x, 0);
    }

    private static bool IsFree(GlyphLine line, double x) =>
        line.Glyphs.TrueForAll(g => g.Right <= x + (0.1 * g.Size) || g.X >= x - (0.1 * g.Size)) && GapAt(line, x) >= 0.9 * Math.Min(BodySize(line), 16);

    // A large title in one column says nothing about the gap to the other.
    private static double BodySize(GlyphLine line) => line.Glyphs.Min(g => g.Size);

    private static double GapAt(GlyphLine line, double x)
    {
        var (left, right) = (line.Glyphs.FindLast(g => g.Right <= x + (0.1 * g.Size)), line.Glyphs.Find(g => g.X >= x - (0.1 * g.Size)));
        return right.X - left.Right;
    }
}

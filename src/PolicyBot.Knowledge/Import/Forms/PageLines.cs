using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>One character on a page. Unit: one unit for all four, from the top left corner; <paramref name="Y"/> is the baseline.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Glyph(string Text, double X, double Y, double Width, double Size)
{
    public double Right => X + Width;
}

/// <summary>Characters with positions → lines in reading order: columns one after the other, tables as rows, headers and footers known by place and repetition.</summary>
internal static partial class PageLines
{
    private sealed record Line(List<Glyph> Glyphs)
    {
        public double X => Glyphs[0].X;

        public double Right => Glyphs.Max(g => g.Right);

        public double Y => Glyphs[0].Y;

        public double Size => Glyphs.Max(g => g.Size);

        /// <summary>Number of the column that the line stands in; 0 for a line across the page.</summary>
        public int Column { get; init; }
    }

    /// <param name="pages">Glyphs and height of every page, in order.</param>
    public static void AddTo(LineCollector lines, IReadOnlyList<(IReadOnlyList<Glyph> Glyphs, double Height)> pages)
    {
        var all = pages.Select(p => Order(LinesOf(p.Glyphs))).ToList();
        var repeated = Repeated(all, pages);
        for (var page = 0; page < all.Count; page++)
        {
            var (number, height) = (page + 1, pages[page].Height);
            var left = all[page].Count == 0 ? [] : all[page].GroupBy(l => l.Column).ToDictionary(g => g.Key, g => g.Min(l => l.X));
            var before = -1;
            foreach (var line in all[page])
            {
                var text = TextOf(line);
                var furniture = InMargin(line, height) && (repeated.Contains(KeyOf(text)) || PageNumber().IsMatch(Blanks.Strip(text)));
                var starts = line.Column != before;
                before = line.Column;
                var cells = text.Contains('\t') ? text.Split('\t') : [];
                lines.Add(text, l => l with
                {
                    Page = number,
                    X = line.X,
                    Y = line.Y,
                    FontSize = line.Size,
                    Indent = line.Size > 0 ? (line.X - left[line.Column]) / line.Size : null,
                    StartsColumn = starts,
                    Cells = cells,
                    Style = furniture ? LineStyle.HeaderOrFooter : cells.Length > 1 ? LineStyle.TableRow : LineStyle.Text,
                });
            }
        }
    }

    private static bool InMargin(Line line, double height) => line.Y < height * 0.1 || line.Y > height * 0.88;

    // The same words at the top or the foot of several pages; digits may count on.
    private static HashSet<string> Repeated(List<List<Line>> all, IReadOnlyList<(IReadOnlyList<Glyph> Glyphs, double Height)> pages) =>
        all.Count < 3 ? [] : all.SelectMany((lines, page) => lines.Where(l => InMargin(l, pages[page].Height)).Select(l => KeyOf(TextOf(l))).Distinct(StringComparer.Ordinal))
            .GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() >= Math.Max(3, all.Count / 3)).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);

    private static string KeyOf(string text) => Digits().Replace(Blanks.Strip(text), "#");

    private static List<Line> LinesOf(IReadOnlyList<Glyph> glyphs)
    {
        var lines = new List<Line>();
        foreach (var glyph in glyphs.Where(g => Blanks.Strip(g.Text).Length > 0).OrderBy(g => g.Y))
        {
            // A smaller character a little above or below (a mark of a note) belongs to the line.
            var line = lines.Count == 0 ? null : lines.Skip(Math.Max(0, lines.Count - 3)).LastOrDefault(l => Math.Abs(l.Y - glyph.Y) <= 0.4 * Math.Max(l.Glyphs[0].Size, glyph.Size));
            if (line is null)
                lines.Add(new([glyph]));
            else
                line.Glyphs.Add(glyph);
        }

        foreach (var line in lines)
            line.Glyphs.Sort((a, b) => a.X.CompareTo(b.X));
        // Bold print is sometimes made by printing twice.
        return [.. lines.Select(l => l with { Glyphs = [.. l.Glyphs.Where((g, i) => i == 0 || g.Text != l.Glyphs[i - 1].Text || g.X - l.Glyphs[i - 1].X > 0.25 * g.Size)] })];
    }

    private static List<Line> Order(List<Line> lines)
    {
        if (Gutter(lines) is not { } gutter)
            return lines;
        var (ordered, left, right) = (new List<Line>(), new List<Line>(), new List<Line>());
        foreach (var line in lines)
        {
            var (a, b) = (line.Glyphs.FindAll(g => g.Right <= gutter + 1), line.Glyphs.FindAll(g => g.Right > gutter + 1));
            // Across the gutter: a title over both columns. What stood above it is read first.
            if (a.Count > 0 && b.Count > 0 && b[0].X - a[^1].Right < 0.8 * line.Size)
            {
                Flush();
                ordered.Add(line);
                continue;
            }

            if (a.Count > 0)
                left.Add(new(a) { Column = 1 });
            if (b.Count > 0)
                right.Add(new(b) { Column = 2 });
        }

        Flush();
        return ordered;

        void Flush()
        {
            ordered.AddRange(left);
            ordered.AddRange(right);
            left.Clear();
            right.Clear();
        }
    }

    // A vertical white strip in the middle with full lines on both sides: two columns. Rows of a table have short cells and leave more white.
    private static double? Gutter(List<Line> lines)
    {
        if (lines.Count < 8)
            return null;
        var (from, to) = (lines.Min(l => l.X), lines.Max(l => l.Right));
        var width = to - from;
        for (var step = 0; step <= 20; step++)
        {
            var x = from + (width * (0.5 + ((step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 0.01)));
            var both = lines.Where(l => l.Glyphs.Exists(g => g.Right <= x) && l.Glyphs.Exists(g => g.X >= x)).ToList();
            var free = both.Count(l => l.Glyphs.TrueForAll(g => g.Right <= x + (0.1 * g.Size) || g.X >= x - (0.1 * g.Size)) && GapAt(l, x) >= 0.9 * l.Size);
            var full = both.Count(l => GapAt(l, x) is var gap && gap >= 0.9 * l.Size && gap < width * 0.2);
            if (free >= 6 && free >= both.Count * 0.8 && full >= free * 0.6 && both.Count >= lines.Count * 0.5)
                return x;
        }

        return null;
    }

    private static double GapAt(Line line, double x)
    {
        var (left, right) = (line.Glyphs.FindLast(g => g.Right <= x + (0.1 * g.Size)), line.Glyphs.Find(g => g.X >= x - (0.1 * g.Size)));
        return right.X - left.Right;
    }

    private static string TextOf(Line line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Glyphs.Count; i++)
        {
            var glyph = line.Glyphs[i];
            if (i > 0)
            {
                var gap = glyph.X - line.Glyphs[i - 1].Right;
                // Justified print spreads characters a little; letters aligned to a column (姓　名) a lot, each alone.
                if (gap > 2.5 * glyph.Size)
                    text.Append('\t');
                else if (gap > 0.6 * glyph.Size)
                    text.Append('\u3000');
                else if (gap > 0.22 * glyph.Size && char.IsAscii(glyph.Text[0]) && char.IsAscii(text[^1]))
                    text.Append(' ');
            }

            text.Append(glyph.Text);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^(?:[—–\-－·•∙．]{0,4}\d{1,4}[—–\-－·•∙．]{0,4}|第\d{1,4}页(?:[，,]?共\d{1,4}页)?|\d{1,4}/\d{1,4})$", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Digits();
}

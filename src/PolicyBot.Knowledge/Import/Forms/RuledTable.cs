namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>A straight rule on a page, drawn or as the edge of a thin box. Unit: that of the glyphs, from the top left corner.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct PageRule(double X1, double Y1, double X2, double Y2)
{
    public bool IsHorizontal => Math.Abs(Y1 - Y2) < 2 && Math.Abs(X2 - X1) > 6;

    public bool IsVertical => Math.Abs(X1 - X2) < 2 && Math.Abs(Y2 - Y1) > 6;
}

/// <summary>
/// A table whose rules are printed: what stands between two rules is one row however many lines it takes, and a cell that reaches over several columns or rows is one cell.
/// </summary>
internal sealed class RuledTable
{
    private const double Slack = 3;
    private readonly List<PageRule> _across;
    private readonly List<PageRule> _down;
    private readonly List<double> _rows;
    private readonly List<double> _columns;

    private RuledTable(List<PageRule> across, List<PageRule> down) =>
        (_across, _down, _rows, _columns) = (across, down, Places(across.Select(r => r.Y1)), Places(down.Select(r => r.X1)));

    /// <summary>Connected rules that make at least two columns and two rows; boxes and lines under words are none.</summary>
    public static IReadOnlyList<RuledTable> Find(IReadOnlyList<PageRule> rules)
    {
        // A page with very many rules is a drawing.
        if (rules.Count is < 6 or > 5000)
            return [];
        var found = new List<RuledTable>();
        var left = rules.Where(r => r.IsHorizontal || r.IsVertical).Select(Sorted).ToList();
        while (left.Count > 0)
        {
            var (group, queue) = (new List<PageRule>(), new Queue<PageRule>([left[^1]]));
            left.RemoveAt(left.Count - 1);
            while (queue.TryDequeue(out var rule))
            {
                group.Add(rule);
                foreach (var near in left.FindAll(r => Touch(r, rule)))
                    queue.Enqueue(near);
                left.RemoveAll(r => Touch(r, rule));
            }

            var table = new RuledTable(group.FindAll(r => r.IsHorizontal), group.FindAll(r => r.IsVertical));
            if (table._rows.Count >= 3 && table._columns.Count >= 3)
                found.Add(table);
        }

        return found;
    }

    public bool Holds(Glyph glyph) =>
        Middle(glyph) is var (x, y) && x > _columns[0] && x < _columns[^1] && y > _rows[0] && y < _rows[^1];

    /// <summary>From top to bottom; a cell over several rows stands in the first of them.</summary>
    public IEnumerable<GlyphLine> Rows(IReadOnlyList<Glyph> glyphs)
    {
        var cells = glyphs.Where(g => Holds(g) && !GlyphLines.IsBlank(g)).GroupBy(CellOf).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var row in cells.GroupBy(c => c.Key.Row).OrderBy(g => g.Key))
        {
            var columns = ColumnsOf(row.Key).Union(row.Select(c => c.Key.Column)).Order().ToList();
            if (columns.Count == 1)
            {
                // A row of one cell is a frame around paragraphs.
                foreach (var line in GlyphLines.Of(row.First().Value))
                    yield return line;
                continue;
            }

            var words = columns.Select(c => cells.TryGetValue((row.Key, c), out var own) ? WordsOf(own) : "").ToList();
            yield return new GlyphLine([.. row.MinBy(c => c.Key.Column)!.Value]) { Cells = words };
        }
    }

    // Lines of a cell are wraps of its words.
    private static string WordsOf(List<Glyph> glyphs) => string.Concat(GlyphLines.Of(glyphs).Select(l => GlyphLines.TextOf(l).Replace('\t', ' ')));

    private (int Row, int Column) CellOf(Glyph glyph)
    {
        var (x, y) = Middle(glyph);
        var (row, column) = (Index(_rows, y), Index(_columns, x));
        while (row > 0 && !IsRuled(_across, _rows[row], x))
            row--;
        while (column > 0 && !IsRuledDown(_down, _columns[column], y))
            column--;
        return (row, column);
    }

    // The columns that begin in a row: a rule stands at their left somewhere in its height.
    private IEnumerable<int> ColumnsOf(int row)
    {
        var y = (_rows[row] + _rows[row + 1]) / 2;
        return Enumerable.Range(0, _columns.Count - 1).Where(c => c == 0 || IsRuledDown(_down, _columns[c], y));
    }

    private static bool IsRuled(List<PageRule> rules, double y, double x) => rules.Exists(r => Math.Abs(r.Y1 - y) <= Slack && r.X1 - Slack <= x && r.X2 + Slack >= x);

    private static bool IsRuledDown(List<PageRule> rules, double x, double y) => rules.Exists(r => Math.Abs(r.X1 - x) <= Slack && r.Y1 - Slack <= y && r.Y2 + Slack >= y);

    private static int Index(List<double> places, double at) => Math.Max(0, places.FindLastIndex(places.Count - 2, p => p <= at));

    private static (double X, double Y) Middle(Glyph glyph) => (glyph.X + (glyph.Width / 2), glyph.Y - (glyph.Size * 0.35));

    private static PageRule Sorted(PageRule rule) => new(Math.Min(rule.X1, rule.X2), Math.Min(rule.Y1, rule.Y2), Math.Max(rule.X1, rule.X2), Math.Max(rule.Y1, rule.Y2));

    private static bool Touch(PageRule a, PageRule b) =>
        a.X1 - Slack <= b.X2 && b.X1 - Slack <= a.X2 && a.Y1 - Slack <= b.Y2 && b.Y1 - Slack <= a.Y2;

    private static List<double> Places(IEnumerable<double> all)
    {
        var places = new List<double>();
        foreach (var place in all.Order())
        {
            if (places.Count == 0 || place - places[^1] > Slack)
                places.Add(place);
        }

        return places;
    }
}

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// How a stretch of lines was set: the column's width and the indent of first lines, both in characters and both guessed from the lines themselves.
/// <see cref="Wrapped"/> is false where each line is a paragraph.
/// </summary>
internal sealed record Layout(LineWidth Measure, bool Wrapped, double Column, double Indent, bool ShowsIndent, bool BlanksSeparate)
{
    public double WidthOf(SourceLine line) => line.Width ?? Measure.Of(line.Words);

    public static Layout Of(IReadOnlyList<SourceLine> lines, bool linesAreParagraphs)
    {
        var none = new Layout(new(CountsHalf: true), Wrapped: false, double.MaxValue, 0, ShowsIndent: false, BlanksSeparate: false);
        if (linesAreParagraphs || lines.Count < 5)
            return none;
        var (half, whole) = (Guess(lines, new(CountsHalf: true)), Guess(lines, new(CountsHalf: false)));
        var guess = half.Share + 0.02 >= whole.Share ? half : whole;
        if (guess.Share < 0.35 || guess.Over > 0.04 || guess.Column is < 6 or > 90)
        {
            guess = GuessRagged(lines, new(CountsHalf: true));
            if (guess.Share < 0.12 || guess.Over > 0.04)
                return none;
        }

        var shown = lines.Count(IsIndented);
        var showsIndent = shown >= 2 && shown < lines.Count * 0.7;
        var blanks = lines.Count(l => l.AfterBlank);
        var layout = new Layout(guess.Measure, Wrapped: true, guess.Column, 0, showsIndent, blanks >= 2 && blanks < lines.Count * 0.5);
        return layout with { Indent = layout.GuessIndent(lines) };
    }

    public static bool IsIndented(SourceLine line) =>
        line.Indent is >= 1.5 || line.Text.StartsWith('\u3000') || line.Text.StartsWith("  ", StringComparison.Ordinal) || line.Text.StartsWith('\t');

    private static (LineWidth Measure, double Column, double Share, double Over) Guess(IReadOnlyList<SourceLine> lines, LineWidth measure)
    {
        var widths = lines.Select(l => l.Width ?? measure.Of(l.Words)).ToList();
        var open = lines.Zip(widths).Where(p => !LineEnd.IsTerminal(p.First.Words) && p.Second >= 6).Select(p => p.Second).ToList();
        if (open.Count < 3)
            return (measure, 0, 0, 1);
        var best = open.Select(w => Math.Round(w)).Distinct()
            .Select(w => (Column: w, Count: open.Count(o => Math.Abs(o - w) <= 0.75)))
            .OrderByDescending(p => p.Count).ThenByDescending(p => p.Column).First();
        // First lines are two characters shorter; where short paragraphs abound their width may be the commonest.
        var wider = open.Count(o => Math.Abs(o - best.Column - 2) <= 0.75);
        var column = wider >= best.Count * 0.4 ? best.Column + 2 : best.Column;
        var near = open.Count(o => o >= column - 3 && o <= column + 1.5);
        return (measure, column, (double)near / lines.Count, (double)widths.Count(w => w > column + 2) / lines.Count);
    }

    // Few lines, or lines of unequal width: sentences that stop in the middle of the line, again and again, tell of wraps all the same.
    private static (LineWidth Measure, double Column, double Share, double Over) GuessRagged(IReadOnlyList<SourceLine> lines, LineWidth measure)
    {
        var broken = new List<double>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var words = lines[i].Words;
            var prose = !LineEnd.IsTerminal(words) && !LineEnd.IsWeak(words) && lines[i].Cells.Count == 0 && !lines[i].Text.Contains('\t') && (LineEnd.HasComma(words) || LineEnd.GoesOn(words));
            if (prose && ItemMark.At(lines[i + 1].Words) is null && measure.Of(words) >= 8)
                broken.Add(measure.Of(words));
        }

        if (broken.Count < 3)
            return (measure, 0, 0, 1);
        broken.Sort();
        var column = broken[broken.Count * 3 / 4];
        return (measure, column, (double)broken.Count / lines.Count, (double)lines.Count(l => measure.Of(l.Words) > broken[^1] + 3) / lines.Count);
    }

    // A marked line that goes on is a first line: it is full, or full but for the indent that the extractor dropped.
    private double GuessIndent(IReadOnlyList<SourceLine> lines)
    {
        var first = new List<double>();
        for (var i = 1; i < lines.Count; i++)
        {
            var begins = (LineEnd.IsTerminal(lines[i - 1].Words) && WidthOf(lines[i - 1]) < Column - 3) || (ItemMark.At(lines[i].Words) is not null && LineEnd.IsTerminal(lines[i - 1].Words));
            var width = WidthOf(lines[i]);
            if (begins && !LineEnd.IsTerminal(lines[i].Words) && width > Column - 4.5)
                first.Add(Column - width);
        }

        return first.Count(d => d >= 1.25) >= first.Count / 2d ? 2 : 0; // none to tell: as is usual
    }
}

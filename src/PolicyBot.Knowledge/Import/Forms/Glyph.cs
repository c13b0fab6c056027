namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>One character on a page. Unit: one unit for all four, from the top left corner; <paramref name="Y"/> is the baseline.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Glyph(string Text, double X, double Y, double Width, double Size)
{
    public double Right => X + Width;

    /// <summary>A blank was printed before it.</summary>
    public bool AfterSpace { get; init; }
}

/// <summary>Characters of one page and its height. <see cref="Tables"/> as the page's rules draw them, none overlapping.</summary>
internal sealed record GlyphPage(IReadOnlyList<Glyph> Glyphs, double Height)
{
    public IReadOnlyList<RuledTable> Tables { get; init; } = [];

    public bool HasWords => Glyphs.Any(g => !GlyphLines.IsBlank(g));
}

/// <summary>Characters on one baseline, from left to right; never empty.</summary>
internal sealed record GlyphLine(List<Glyph> Glyphs)
{
    public double X => Glyphs[0].X;

    public double Right => Glyphs.Max(g => g.Right);

    public double Y => Glyphs[0].Y;

    public double Size => Glyphs.Max(g => g.Size);

    /// <summary>Number of the column that the line stands in; 0 for a line across the page.</summary>
    public int Column { get; init; }

    /// <summary>The cells of a row that rules on the page set apart; empty elsewhere.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    public string Text => Cells.Count > 0 ? string.Join('\t', Cells) : GlyphLines.TextOf(this);
}

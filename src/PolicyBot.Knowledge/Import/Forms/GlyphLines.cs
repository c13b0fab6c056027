using System.Text;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Characters with positions → lines, and lines → words.</summary>
internal static class GlyphLines
{
    /// <summary>From top to bottom. Printed blanks become marks on the characters after them.</summary>
    public static List<GlyphLine> Of(IEnumerable<Glyph> glyphs)
    {
        var lines = new List<GlyphLine>();
        foreach (var glyph in glyphs.OrderBy(g => g.Y))
        {
            // A smaller character a little above or below (a mark of a note) belongs to the line.
            var line = lines.Count == 0 ? null : lines.Skip(Math.Max(0, lines.Count - 3)).LastOrDefault(l => Math.Abs(l.Y - glyph.Y) <= 0.4 * Math.Max(l.Glyphs[0].Size, glyph.Size));
            if (line is not null)
                line.Glyphs.Add(glyph);
            else if (!IsBlank(glyph))
                lines.Add(new([glyph]));
        }

        return [.. lines.Select(l => l with { Glyphs = WithoutBlanks(l.Glyphs) })];
    }

    public static bool IsBlank(Glyph glyph) => Blanks.Strip(glyph.Text).Length == 0;

    private static List<Glyph> WithoutBlanks(List<Glyph> glyphs)
    {
        glyphs.Sort((a, b) => a.X.CompareTo(b.X));
        var (kept, blank) = (new List<Glyph>(glyphs.Count), false);
        foreach (var glyph in glyphs)
        {
            // Bold print is sometimes made by printing twice.
            if (kept.Count > 0 && kept[^1].Text == glyph.Text && glyph.X - kept[^1].X <= 0.25 * glyph.Size)
                continue;
            if (!IsBlank(glyph))
                kept.Add(glyph with { AfterSpace = blank && kept.Count > 0 });
            blank = IsBlank(glyph);
        }

        return kept;
    }

    /// <summary>The words of a line; wide gaps are tabs.</summary>
    public static string TextOf(GlyphLine line)
    {
        var (text, size) = (new StringBuilder(), line.Size);
        var foot = line.Glyphs.Where(g => g.Size > 0.75 * size).Select(g => g.Y).DefaultIfEmpty(line.Y).Max();
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
                else if (glyph.AfterSpace || gap > 0.22 * glyph.Size && char.IsAscii(glyph.Text[0]) && char.IsAscii(text[^1]))
                    text.Append(' ');
            }

            // A small figure above the line is the mark of a note or a power.
            var raised = char.IsAsciiDigit(glyph.Text[0]) && glyph.Size <= 0.75 * size && glyph.Y < foot - (0.1 * size);
            text.Append(raised ? Superscript.Of(glyph.Text) : glyph.Text);
        }

        return text.ToString();
    }
}

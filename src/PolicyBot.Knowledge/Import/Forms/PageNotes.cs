using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>A line with its page and what the page tells of its place. Unit of <see cref="Indent"/> and <see cref="Short"/>: characters of the line's own size.</summary>
/// <param name="Page">Index, from 0.</param>
/// <param name="Short">How far it ends before the right edge of its column.</param>
internal sealed record PlacedLine(GlyphLine Line, int Page, string Text, double? Indent, double Short, bool StartsColumn, bool IsMargin)
{
    /// <summary>A note at the foot of its page, or a line of one.</summary>
    public bool IsNote { get; init; }

    /// <summary>In the words of the note's own mark; false for a line that goes on.</summary>
    public bool BeginsNote { get; init; }

    public string Words { get; } = Blanks.Strip(Text);
}

/// <summary>
/// Notes at the foot of a page: smaller print under the text, beginning with a mark that stands in the text of the page. A sentence that goes on over the page must not be torn
/// apart by them: they are read after the paragraph that is open at the foot.
/// </summary>
internal static partial class PageNotes
{
    private const double Small = 0.9;

    /// <param name="page">The lines of one page in the order of reading.</param>
    /// <param name="body">Usual size of the document's lines.</param>
    public static IReadOnlyList<PlacedLine> Mark(IReadOnlyList<PlacedLine> page, double body)
    {
        var notes = new HashSet<PlacedLine>(ReferenceEqualityComparer.Instance);
        foreach (var column in page.Where(l => !l.IsMargin).GroupBy(l => l.Line.Column))
        {
            var lines = column.ToList();
            var first = lines.Count;
            while (first > 0 && lines[first - 1].Line.Cells.Count == 0 && lines[first - 1].Line.Size <= Small * body)
                first--;
            var above = string.Concat(page.Where(l => l.Line.Size > Small * body).Select(l => l.Text));
            while (first < lines.Count && !(MarkOf(lines[first].Text) is { } mark && above.Contains(mark, StringComparison.Ordinal)))
                first++;
            if (first > 0)
                notes.UnionWith(lines.Skip(first));
        }

        return notes.Count == 0 ? page : [.. page.Select(l => notes.Contains(l) ? AsNote(l) : l)];
    }

    /// <summary>Every note behind the paragraph that is open where it stands.</summary>
    public static IReadOnlyList<PlacedLine> Follow(IReadOnlyList<PlacedLine> lines)
    {
        if (!lines.Any(l => l.IsNote))
            return lines;
        var (ordered, waiting) = (new List<PlacedLine>(lines.Count), new List<PlacedLine>());
        PlacedLine? before = null;
        foreach (var line in lines)
        {
            if (line.IsNote)
            {
                waiting.Add(line);
                continue;
            }

            if (!line.IsMargin)
            {
                if (waiting.Count > 0 && Begins(line, before))
                    Flush();
                before = line;
            }

            ordered.Add(line);
        }

        Flush();
        return ordered;

        void Flush()
        {
            ordered.AddRange(waiting);
            waiting.Clear();
        }
    }

    // A paragraph begins: with an indent, with a number after a full stop, as a row or in larger print, or where the line before ended early.
    private static bool Begins(PlacedLine line, PlacedLine? before) =>
        before is null || line.Line.Cells.Count > 0 || line.Text.Contains('\t', StringComparison.Ordinal) || line.Indent >= 1.5 || line.Line.Size > 1.15 * before.Line.Size
        || (LineEnd.IsTerminal(before.Words) && (before.Short > 1.5 || ItemMark.At(line.Words) is not null));

    // The gap behind the mark is no column, and the mark is raised as it is in the text.
    private static PlacedLine AsNote(PlacedLine line)
    {
        var text = line.Text.Replace('\t', ' ');
        var mark = Opening().Match(text);
        if (mark.Success)
            text = Superscript.Of(mark.Groups["mark"].Value) + text[(mark.Index + mark.Length)..].TrimStart();
        return line with { Text = text, IsNote = true, BeginsNote = mark.Success };
    }

    /// <summary>As it stands in the text; null where the line begins with none.</summary>
    private static string? MarkOf(string text) => Opening().Match(text) is { Success: true } opening ? Superscript.Of(opening.Groups["mark"].Value) : null;

    [GeneratedRegex(@"^\s*(?<mark>[⁰¹²³⁴-⁹]{1,3}|[①-⑳]|\[\d{1,3}\]|〔\d{1,2}〕|\*{1,3}|\d{1,2})(?=[\s“《（]|\p{IsCJKUnifiedIdeographs})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Opening();
}

using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>What a reader knows of a line beyond its words; a text file knows nothing and says <see cref="Text"/>.</summary>
public enum LineStyle
{
    Text,
    Title,
    Heading,
    TableRow,

    /// <summary>Begins a note at the foot of a page, with its mark.</summary>
    Footnote,

    /// <summary>Goes on with the note before it.</summary>
    FootnoteGoesOn,
    HeaderOrFooter,
}

/// <summary>
/// One line of a received document: the only shape the recogniser sees, whatever the form was.
/// Unit: <see cref="Number"/> is 1-based and <see cref="Start"/> a UTF-16 offset, both into <see cref="ReceivedText.Text"/>.
/// </summary>
/// <param name="Text">As received, outer blanks and all; never empty of characters.</param>
public sealed record SourceLine(int Number, int Start, string Text)
{
    public LineStyle Style { get; init; }

    /// <summary>1-based; null where the form has no pages.</summary>
    public int? Page { get; init; }

    /// <summary>Left edge and baseline from the top of the page, in points; null where the form has no positions.</summary>
    public double? X { get; init; }

    public double? Y { get; init; }

    public double? FontSize { get; init; }

    /// <summary>From its first character to its last in characters of its own size, as measured on the page; null where the form has no positions.</summary>
    public double? Width { get; init; }

    /// <summary>Indent of the first line in characters; null where the form does not tell.</summary>
    public double? Indent { get; init; }

    /// <summary>The cells of a table row; empty elsewhere.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>Empty lines stood before it.</summary>
    public bool AfterBlank { get; init; }

    /// <summary>A page or column seems to begin here (a form feed, a lone blank where other lines have none).</summary>
    public bool StartsColumn { get; init; }

    /// <summary>Reading needs no blanks: the words without any white space.</summary>
    public string Words { get; } = Blanks.Strip(Text);
}

/// <summary>A received file as lines. Shape: <see cref="Lines"/> in order, without empty ones; their characters are all non-space characters of <see cref="Text"/>.</summary>
/// <param name="Text">What line numbers and conservation refer to: the decoded file for text forms, the extracted lines for the others.</param>
/// <param name="Encoding">utf-8, utf-16le, gb18030 … or the form's name.</param>
/// <param name="LinesAreParagraphs">True where the form keeps paragraphs (docx, html), so nothing is to be reflowed.</param>
public sealed record ReceivedText(string Text, IReadOnlyList<SourceLine> Lines, string Encoding, bool LinesAreParagraphs = false)
{
    /// <summary>What the reader had to decide, in Chinese (修订按已接受读取 …).</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>What the reader is not sure of, in Chinese; kept in document.yaml until a person settles it.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Told, because the characters differ from those in the file.</summary>
    public ReceivedText WithRadicals(int count) => count == 0 ? this : this with { Doubts = [.. Doubts, $"有 {count} 个字在文件里是部首或兼容字符（看上去相同），已换成通用汉字，请对照原件"] };

    /// <summary>Splits <paramref name="text"/> at line ends; a form feed begins a column.</summary>
    public static ReceivedText FromText(string text, string encoding)
    {
        var lines = new List<SourceLine>();
        var (start, number, blank) = (0, 1, false);
        while (start <= text.Length)
        {
            var end = start;
            while (end < text.Length && text[end] is not ('\n' or '\r'))
                end++;
            var line = text[start..end];
            if (Blanks.Strip(line).Length == 0)
                blank = true;
            else
            {
                lines.Add(new(number, start, line) { AfterBlank = blank, StartsColumn = line.Contains('\f') || (line.Length > 1 && line[0] == ' ' && !Blanks.Is(line[1])) });
                blank = false;
            }

            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
            number++;
        }

        return new(text, lines, encoding);
    }
}

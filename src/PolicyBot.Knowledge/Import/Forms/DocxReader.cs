using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordParagraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Word files: paragraphs with their automatic numbers as printed, tables as rows, footnotes and text boxes after their paragraph, tracked changes as accepted.</summary>
internal sealed class DocxReader
{
    private readonly LineCollector _lines = new();
    private readonly string _name;
    private readonly DocxNumbering _numbering;
    private readonly Dictionary<long, Footnote> _footnotes;
    private readonly Dictionary<long, Endnote> _endnotes;
    private readonly Dictionary<OpenXmlElement, string> _marks = [];

    private DocxReader(MainDocumentPart part, string name)
    {
        _name = name;
        _numbering = new(part);
        _footnotes = part.FootnotesPart?.Footnotes?.Elements<Footnote>().Where(f => f.Id is not null).GroupBy(f => f.Id!.Value).ToDictionary(g => g.Key, g => g.First()) ?? [];
        _endnotes = part.EndnotesPart?.Endnotes?.Elements<Endnote>().Where(f => f.Id is not null).GroupBy(f => f.Id!.Value).ToDictionary(g => g.Key, g => g.First()) ?? [];
    }

    public static ReceivedText Read(byte[] bytes, string name)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false, new OpenSettings
        {
            AutoSave = false,
            MarkupCompatibilityProcessSettings = new(MarkupCompatibilityProcessMode.ProcessAllParts, FileFormatVersions.Office2019),
        });
        var part = document.MainDocumentPart;
        if (part?.Document?.Body is not { } body)
            throw new UnreadableException("Word 文件里没有正文，不能导入；请用 Word 或 WPS 打开核对后另存。");
        var reader = new DocxReader(part, name);
        reader.Blocks(body.ChildElements);
        reader.EndOpen();
        return reader._lines.ToReceived("docx", paragraphs: true);
    }

    // Words of paragraphs whose mark was deleted run on into the next.
    private readonly StringBuilder _open = new();

    private void Blocks(IEnumerable<OpenXmlElement> blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case WordParagraph paragraph:
                    Add(paragraph);
                    break;
                case Table table:
                    EndOpen();
                    Add(table);
                    break;
                case DeletedRun or MoveFromRun or SectionProperties:
                    break;
                default:
                    Blocks(block.ChildElements);
                    break;
            }
        }
    }

    private void EndOpen()
    {
        if (_open.Length == 0)
            return;
        _lines.Add(_open.ToString());
        _open.Clear();
    }

    private void Add(WordParagraph paragraph)
    {
        var after = new List<OpenXmlElement>();
        var words = new StringBuilder();
        Inline(paragraph, words, after);
        var marks = paragraph.ParagraphProperties?.ParagraphMarkRunProperties;
        var title = _numbering.StyleNameOf(paragraph) is "Title" or "标题";
        if (Blanks.Strip(words.ToString()).Length > 0)
        {
            _open.Append(_numbering.Next(paragraph)).Append(words);
            if (marks?.GetFirstChild<Deleted>() is not null)
                _lines.Warn(_name, "文件里有修订痕迹，已按接受全部修订读取，请对照原件。");
            else
            {
                _lines.Add(_open.ToString(), title ? l => l with { Style = LineStyle.Title } : null);
                _open.Clear();
            }
        }
        else if (_open.Length == 0)
            _lines.Blank();

        Follow(after);
    }

    // Notes and boxes stand behind the paragraph or row that they belong to.
    private void Follow(List<OpenXmlElement> after)
    {
        foreach (var box in after)
        {
            EndOpen();
            if (_marks.TryGetValue(box, out var mark))
                _open.Append(mark);
            Blocks(box.ChildElements);
            EndOpen();
        }
    }

    private int _notes;

    // Printed as in Word: the mark in the text, and again before the note, which follows its paragraph here.
    private string Mark(OpenXmlElement note, List<OpenXmlElement> after)
    {
        var mark = string.Concat((++_notes).ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => Superscript.Of(c.ToString())));
        _marks[note] = mark;
        after.Add(note);
        return mark;
    }

    private void Inline(OpenXmlElement parent, StringBuilder words, List<OpenXmlElement> after, bool raise = false)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case DeletedRun or MoveFromRun:
                    _lines.Warn(_name, "文件里有修订痕迹，已按接受全部修订读取，请对照原件。");
                    break;
                case InsertedRun or MoveToRun:
                    _lines.Warn(_name, "文件里有修订痕迹，已按接受全部修订读取，请对照原件。");
                    Inline(child, words, after);
                    break;
                case Run { RunProperties.Vanish: { } vanish } when vanish.Val is null || vanish.Val.Value:
                    break;
                case Run { RunProperties.VerticalTextAlignment.Val: { } place } run when !raise && place.Value == VerticalPositionValues.Superscript:
                    var raised = new StringBuilder();
                    Inline(run, raised, after, raise: true);
                    words.Append(Superscript.Of(raised.ToString()));
                    break;
                case Ruby ruby:
                    // The reading over a word is no word.
                    Inline((OpenXmlElement?)ruby.GetFirstChild<RubyBase>() ?? ruby, words, after);
                    break;
                case Text text:
                    words.Append(text.Text);
                    break;
                case TabChar:
                    words.Append(' ');
                    break;
                case Break or CarriageReturn:
                    words.Append('\n');
                    break;
                case NoBreakHyphen:
                    words.Append('-');
                    break;
                case FootnoteReference { Id.Value: var id } when _footnotes.TryGetValue(id, out var note):
                    words.Append(Mark(note, after));
                    break;
                case EndnoteReference { Id.Value: var id } when _endnotes.TryGetValue(id, out var note):
                    words.Append(Mark(note, after));
                    break;
                case FootnoteReferenceMark or EndnoteReferenceMark:
                    break;
                case TextBoxContent box:
                    after.Add(box);
                    break;
                case ParagraphProperties or RunProperties or FieldCode or DeletedText or DeletedFieldCode or CommentReference:
                    break;
                default:
                    Inline(child, words, after);
                    break;
            }
        }
    }

    private void Add(Table table)
    {
        foreach (var row in table.Descendants<TableRow>().Where(r => r.Ancestors<Table>().First() == table))
        {
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
                continue;
            var cells = row.Descendants<TableCell>().Where(c => c.Ancestors<TableRow>().First() == row).ToList();
            // A frame of one cell holds paragraphs.
            if (cells.Count == 1)
            {
                Blocks(cells[0].ChildElements);
                EndOpen();
            }
            else
            {
                var after = new List<OpenXmlElement>();
                _lines.AddRow([.. cells.Select(c => WordsOf(c, after))]);
                Follow(after);
            }
        }
    }

    private string WordsOf(TableCell cell, List<OpenXmlElement> after)
    {
        var words = new StringBuilder();
        foreach (var paragraph in cell.Descendants<WordParagraph>())
        {
            var own = new StringBuilder();
            Inline(paragraph, own, after);
            if (Blanks.Strip(own.ToString()).Length > 0)
                words.Append(words.Length > 0 ? " " : "").Append(_numbering.Next(paragraph)).Append(own);
        }

        return words.ToString();
    }
}

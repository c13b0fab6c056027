using System.Text;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge.Import;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>The documents of the repository in every form, made by real programs: the same clauses as from the gazette.</summary>
public sealed class GazetteFormsTests
{
    private static readonly IReadOnlyList<(string Folder, string Text)> Documents =
    [
        .. Directory.GetDirectories(Path.Combine(ImportFolder.Repository, "knowledge", "documents")).Order(StringComparer.Ordinal)
            .Select(d => (Path.GetFileName(d), File.ReadAllText(Path.Combine(d, "document.md")).TrimEnd('\n'))),
    ];

    private static string[] Gazette => [.. Documents.SelectMany(d => d.Text.Split('\n'))];

    [WriterTheory]
    [InlineData("docx", 1)]
    [InlineData("html", 1)]
    [InlineData("pdf", 1)]
    [InlineData("pdf", 2)]
    public void A_gazette_that_a_word_processor_made_has_the_same_clauses(string form, int columns)
    {
        using var folder = new ImportFolder();
        folder.Put("gazette.fodt", GivenForms.Writer(Gazette, columns, "某市人民政府公报　2023年第3期"));
        OutsidePrograms.Run("soffice", folder.Root, "--headless", "--convert-to", form, "gazette.fodt");
        Compare(folder, Path.Combine(folder.Root, "gazette." + form), Documents);
    }

    [WriterTheory]
    [InlineData("docx", 1)]
    [InlineData("html", 1)]
    [InlineData("pdf", 1)]
    [InlineData("pdf", 2)]
    public void Each_document_by_itself_has_the_same_clauses(string form, int columns)
    {
        using var folder = new ImportFolder();
        foreach (var (name, text) in Documents)
            folder.Put(name + ".fodt", GivenForms.Writer(text.Split('\n'), columns));
        OutsidePrograms.Run("soffice", folder.Root, ["--headless", "--convert-to", form, .. Documents.Select(d => d.Folder + ".fodt")]);
        foreach (var document in Documents)
            Compare(folder, Path.Combine(folder.Root, document.Folder + "." + form), [document]);
    }

    [BrowserTheory]
    [InlineData("pdf")]
    [InlineData("html")]
    public void A_page_that_a_browser_printed_or_saved_has_the_same_clauses(string form)
    {
        using var folder = new ImportFolder();
        foreach (var document in Documents)
            Compare(folder, Shown(folder, document.Text.Split('\n'), form), [document]);
    }

    [BrowserTheory]
    [InlineData("pdf")]
    [InlineData("html")]
    public void A_gazette_that_a_browser_printed_or_saved_has_the_same_clauses(string form)
    {
        using var folder = new ImportFolder();
        Compare(folder, Shown(folder, Gazette, form), Documents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_gazette_as_OFD_in_one_or_two_columns_has_the_same_clauses(int columns)
    {
        using var folder = new ImportFolder();
        Compare(folder, folder.Put("gazette.ofd", GivenForms.Ofd(Gazette, columns)), Documents);
    }

    [Theory]
    [InlineData("# ")]
    [InlineData("")]
    public void A_gazette_as_Markdown_has_the_same_clauses(string titleMark)
    {
        using var folder = new ImportFolder();
        Compare(folder, folder.Put("gazette.md", string.Join("\n\n", Documents.Select(d => titleMark + d.Text.Replace("\n", "\n\n", StringComparison.Ordinal)))), Documents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_ofd_in_one_or_two_columns_has_the_same_clauses(int columns)
    {
        using var folder = new ImportFolder();
        foreach (var document in Documents)
            Compare(folder, folder.Put(document.Folder + ".ofd", GivenForms.Ofd(document.Text.Split('\n'), columns)), [document]);
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_text_of_one_paragraph_a_line_has_the_same_clauses(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folder = new ImportFolder();
        var bytes = Encoding.GetEncoding(encoding);
        Compare(folder, folder.Put("gazette.txt", [.. bytes.GetPreamble(), .. bytes.GetBytes(string.Join('\n', Gazette))]), Documents);
    }

    [Fact]
    public void Markdown_has_the_same_clauses()
    {
        using var folder = new ImportFolder();
        foreach (var document in Documents)
            Compare(folder, folder.Put(document.Folder + ".md", "# " + document.Text.Replace("\n", "\n\n", StringComparison.Ordinal)), [document]);
    }

    [ScanFact]
    public void A_scanned_page_is_read_by_ocr_and_marked_as_such()
    {
        using var folder = new ImportFolder();
        folder.Put("scan.fodt", GivenForms.Writer(["平江市人民政府关于发放春耕补贴的通知", "平政发〔2024〕3号", "各县（区）人民政府：", "一、每亩补贴20元，由乡镇人民政府审核。", "平江市人民政府", "2024年3月1日"]));
        OutsidePrograms.Run("soffice", folder.Root, "--headless", "--convert-to", "pdf", "scan.fodt");
        OutsidePrograms.Run("pdftoppm", folder.Root, "-r", "200", "-jpeg", "-singlefile", "scan.pdf", "scan");
        var file = folder.Put("扫描.pdf", GivenPdf.OfPicture(File.ReadAllBytes(Path.Combine(folder.Root, "scan.jpg"))));
        var document = Assert.Single(folder.Import(file).Documents);
        Assert.Contains("每亩补贴20元", document.Text, StringComparison.Ordinal);
        Assert.Contains(document.Doubts, d => d.Contains("OCR", StringComparison.Ordinal));
        Assert.Equal("pdf-ocr", folder.Yaml(document.Folder).Source.Encoding);
    }

    /// <summary>What the browser makes of a page: of a plain one the paper, of one within its site the page as it stands after loading.</summary>
    private static string Shown(ImportFolder folder, string[] paragraphs, string form)
    {
        var page = folder.Put("page.html", form == "html" ? GivenForms.Site(paragraphs) : $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>某市人民政府</title></head><body>{string.Concat(paragraphs.Select(p => $"<p style=\"text-indent:2em\">{p}</p>"))}</body></html>");
        string[] headless = ["--headless", "--no-sandbox", "--disable-gpu"];
        var made = Path.Combine(folder.Root, "shown." + form);
        if (form == "pdf")
            OutsidePrograms.Run("chromium", folder.Root, [.. headless, "--print-to-pdf=" + made, new Uri(page).AbsoluteUri]);
        else
            File.WriteAllText(made, OutsidePrograms.Run("chromium", folder.Root, [.. headless, "--dump-dom", new Uri(page).AbsoluteUri]));
        return made;
    }

    private static void Compare(ImportFolder folder, string file, IReadOnlyList<(string Folder, string Text)> expected)
    {
        var imported = DocumentImporter.Import([file], folder.Into, new(DryRun: true));
        Assert.True(imported.IsSuccess, string.Join('\n', imported.Problems));
        Assert.Equal(expected.Select(d => d.Folder), imported.Value.Documents.Select(d => d.Folder).Order(StringComparer.Ordinal));
        foreach (var (name, text) in expected)
        {
            var made = imported.Value.Documents.Single(d => d.Folder == name).Text;
            Assert.Equal(Squeeze(text), Squeeze(made));
            Assert.True(Likeness(Ends(text.Split('\n')), Ends(made.Split('\n'))) >= 0.98, $"paragraphs of {name} in {Path.GetFileName(file)}");
            Assert.True(Likeness(Ends(ClauseSplitter.Split(text).Select(c => c.Text)), Ends(ClauseSplitter.Split(made).Select(c => c.Text))) >= 0.98, $"clauses of {name} in {Path.GetFileName(file)}");
        }
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Where pieces end, counted in characters that are no blanks.</summary>
    private static HashSet<int> Ends(IEnumerable<string> pieces)
    {
        var (ends, at) = (new HashSet<int>(), 0);
        foreach (var piece in pieces)
            ends.Add(at += Squeeze(piece).Length);
        return ends;
    }

    private static double Likeness(HashSet<int> expected, HashSet<int> found) => 2d * expected.Intersect(found).Count() / (expected.Count + found.Count);
}

using System.IO.Compression;
using System.Text;
using PolicyBot.Knowledge.Import.Worker;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>
/// Damaged and hostile files, ten and more of every form, read by the real worker: each ends in one sentence, or is read without what is hostile in it,
/// and the worker goes on with a sound file afterwards.
/// </summary>
public sealed class HostileFilesTests
{
    private const string Types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    private const string Root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    private const string Body = "<w:p><w:r><w:t>平江市午餐补助办法</w:t></w:r></w:p><w:p><w:r><w:t>第一条 每人每天12元。</w:t></w:r></w:p>";
    private const string Ofd = "<ofd:OFD xmlns:ofd=\"o\"><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    private const string OfdPages = "<ofd:Document xmlns:ofd=\"o\"><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"P.xml\"/></ofd:Pages></ofd:Document>";
    private const string Xxe = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";

    [Theory]
    [InlineData("docx")]
    [InlineData("pdf")]
    [InlineData("ofd")]
    [InlineData("html")]
    [InlineData("txt")]
    [InlineData("md")]
    public async Task Hostile_files_of_every_form_end_in_one_sentence_and_harm_nothing(string form)
    {
        using var folder = new ImportFolder();
        var files = FilesOf(form);
        Assert.True(files.Count >= 10, form);
        await using var worker = new ImportWorker();
        foreach (var (name, bytes) in files)
        {
            var read = await worker.ReadAsync(folder.Put($"{name}.{form}", bytes), []);
            if (!read.IsSuccess)
                Assert.True(read.Problems is [{ Message: var said }] && said.EndsWith('。') && !said.Contains("   at ", StringComparison.Ordinal) && !said.Contains("Exception", StringComparison.Ordinal) && !said.Contains("意外停止", StringComparison.Ordinal), $"{name}.{form}: {string.Join('\n', read.Problems)}");
            else
                Assert.All(read.Value.Documents, d => Assert.True(!d.Text.Contains("root:", StringComparison.Ordinal) && !d.Text.Contains("script", StringComparison.Ordinal), $"{name}.{form}: {d.Text}"));
            Assert.Empty(Directory.GetDirectories(folder.Root));
        }

        Assert.True((await worker.ReadAsync(folder.Put("好.txt", "平江市午餐补助办法\n第一条 每人每天12元。\n"), [])).IsSuccess);
    }

    private static List<(string Name, byte[] Bytes)> FilesOf(string form) => form switch
    {
        "docx" => Docx(),
        "pdf" => Pdf(),
        "ofd" => OfOfd(),
        "html" => Html(),
        "txt" => Txt(),
        _ => Md(),
    };

    private static List<(string, byte[])> Docx()
    {
        var sound = Word(Body);
        return
        [
            ("截断", sound[..(sound.Length / 2)]),
            ("只有文件头", [0x50, 0x4B, 0x03, 0x04]),
            ("中间损坏", Damaged(sound)),
            ("外部实体", GivenForms.Zip(("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/document.xml", Xxe + Document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")))),
            ("膨胀", GivenForms.Zip(("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/document.xml", new string(' ', 40 * 1024 * 1024)))),
            ("嵌套", Word(string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 2000)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 2000)))),
            ("出包", GivenForms.Zip(("../../x.txt", "a"), ("word/document.xml", Document(Body)))),
            ("部件太多", GivenForms.Zip([.. Enumerable.Range(0, 10_500).Select(i => ($"word/{i}.xml", "<a/>"))])),
            ("不是Word", GivenForms.Zip(("xl/workbook.xml", "<a/>"))),
            ("没有正文", GivenForms.Zip(("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/other.xml", "<a/>"))),
            ("坏标记", Word("<w:p><w:r><w:t>没有结束")),
            ("空正文", Word("")),
            ("远程模板", GivenForms.Zip(("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/document.xml", Document(Body)), ("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" TargetMode=\"External\" Target=\"http://127.0.0.1:9/x.dotm\"/></Relationships>"))),
            ("加密", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]]),
        ];
    }

    private static List<(string, byte[])> Pdf()
    {
        var picture = GivenPdf.OfPicture([0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 10, 0, 10, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9]);
        byte[] Page(string entries, params byte[][] more) => GivenPdf.Of([GivenPdf.Text("<</Type/Catalog/Pages 2 0 R>>"), GivenPdf.Text("<</Type/Pages/Count 1/Kids[3 0 R]>>"), GivenPdf.Text($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{entries}>>"), .. more]);
        return
        [
            ("只有文件头", GivenPdf.Text("%PDF-1.7\n")),
            ("截断", picture[..(picture.Length / 2)]),
            ("坏交叉表", [.. picture[..^40], .. GivenPdf.Text("startxref\n99999999\n%%EOF")]),
            ("页树成环", GivenPdf.Of(GivenPdf.Text("<</Type/Catalog/Pages 2 0 R>>"), GivenPdf.Text("<</Type/Pages/Count 1/Kids[2 0 R]>>"))),
            ("页数虚报", GivenPdf.Of(GivenPdf.Text("<</Type/Catalog/Pages 2 0 R>>"), GivenPdf.Text("<</Type/Pages/Count 999999999/Kids[]>>"))),
            ("内容膨胀", Page("/Contents 4 0 R", GivenPdf.Stream("/Filter/FlateDecode", Deflated(60 * 1024 * 1024)))),
            ("内容指向自己", Page("/Contents 3 0 R")),
            ("空白页", Page("")),
            ("数组嵌套", Page("/Contents 4 0 R", GivenPdf.Stream("", GivenPdf.Text(new string('[', 200_000))))),
            ("加密", [.. GivenPdf.Text("%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n3 0 obj\n<</Filter/Standard/V 2/R 3/Length 128/P -44/O(" + new string('a', 32) + ")/U(" + new string('b', 32) + ")>>\nendobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]/Size 4>>\n%%EOF")]),
            ("脚本", GivenPdf.Of(GivenPdf.Text("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"), GivenPdf.Text("<</Type/Pages/Count 0/Kids[]>>"))),
            ("坏图片", picture),
        ];
    }

    private static List<(string, byte[])> OfOfd()
    {
        var sound = GivenForms.Ofd(["平江市午餐补助办法", "第一条 每人每天12元。"]);
        byte[] Page(string content) => GivenForms.Zip(("OFD.xml", Ofd), ("D/Document.xml", OfdPages), ("D/P.xml", $"<ofd:Page xmlns:ofd=\"o\"><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"));
        return
        [
            ("截断", sound[..(sound.Length / 2)]),
            ("只有文件头", [0x50, 0x4B, 0x03, 0x04]),
            ("中间损坏", Damaged(sound)),
            ("根在包外", GivenForms.Zip(("OFD.xml", Ofd.Replace("D/Document.xml", "../../etc/passwd", StringComparison.Ordinal)))),
            ("页在包外", GivenForms.Zip(("OFD.xml", Ofd), ("D/Document.xml", OfdPages.Replace("P.xml", "../../../etc/passwd", StringComparison.Ordinal)))),
            ("缺页", GivenForms.Zip(("OFD.xml", Ofd), ("D/Document.xml", OfdPages))),
            ("外部实体", GivenForms.Zip(("OFD.xml", Xxe + Ofd), ("D/Document.xml", OfdPages))),
            ("膨胀", GivenForms.Zip(("OFD.xml", Ofd), ("D/Document.xml", OfdPages), ("D/P.xml", new string(' ', 40 * 1024 * 1024)))),
            ("嵌套", Page(string.Concat(Enumerable.Repeat("<a>", 3000)) + string.Concat(Enumerable.Repeat("</a>", 3000)))),
            ("间距虚报", Page($"<ofd:TextObject Size=\"5\" Boundary=\"1 1 9 9\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"{string.Concat(Enumerable.Repeat("g 99999999 1 ", 50))}\">a</ofd:TextCode></ofd:TextObject>")),
            ("无字", Page("")),
            ("坏标记", Page("<ofd:TextObject>")),
        ];
    }

    private static List<(string, byte[])> Html() =>
    [
        .. new (string Name, string Text)[]
        {
            ("空", "<html><body></body></html>"), ("只有脚本", "<html><body><script>document.write('一、假的。')</script></body></html>"),
            ("嵌套", "<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)) + "平江市午餐补助办法"), ("表格嵌套", "<html><body>" + string.Concat(Enumerable.Repeat("<table><tr><td>", 3000)) + "平江市午餐补助办法"),
            ("格式嵌套", "<html><body>" + string.Concat(Enumerable.Repeat("<b><i>", 20_000)) + "字"), ("跨行虚报", "<html><body><p>平江市午餐补助办法</p><table><tr><td rowspan=999999999 colspan=999999999>对象</td><td>标准</td></tr><tr><td>12元</td></tr></table></body></html>"),
            ("远程内容", "<html><body><iframe src=\"http://127.0.0.1:9/\"></iframe><img src=\"http://127.0.0.1:9/a.png\"><p>平江市午餐补助办法</p><p>第一条 每人每天12元。</p></body></html>"), ("注释不完", "<html><body><!-- " + new string('-', 100_000)),
            ("实体", "<!DOCTYPE html [<!ENTITY a \"b\">]><html><body>&a;&a;&a;</body></html>"), ("属性太长", "<html><body><p title=\"" + new string('x', 3_000_000) + "\">平江市午餐补助办法</p></body></html>"),
            ("没有标题", "<html><body><p>今天天气真好，我们去公园走一走。</p></body></html>"), ("链接", "<html><body>" + string.Concat(Enumerable.Repeat("<a href=x>平江市午餐补助办法</a>", 20_000)) + "</body></html>"),
        }.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text))),
    ];

    private static List<(string, byte[])> Txt() =>
    [
        ("空", []), ("空白", Encoding.UTF8.GetBytes(" \n\u3000\n")), ("二进制", [1, 2, 0, 3, 0, 4, 5, 6]), ("全零", new byte[100_000]), ("坏编码", [0xFF, 0xFF, 0x80, 0x81, 0xFE, 0x20]),
        ("一行", Encoding.UTF8.GetBytes(new string('字', 3_000_000))), ("括号", Encoding.UTF8.GetBytes(new string('（', 300_000))), ("编号", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("一、", 200_000)))),
        ("书名号", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("《", 100_000)) + "废止")), ("没有标题", Encoding.UTF8.GetBytes("今天天气真好，我们去公园走一走。\n好的，下午见。")),
        ("反向", Encoding.UTF8.GetBytes("平江市午餐补助办法\n第一条 每人每天\u202E21\u202C元。\n")), ("太大", new byte[(64 * 1024 * 1024) + 1]), ("关于", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("关于印发关于", 100_000)))),
    ];

    private static List<(string, byte[])> Md() =>
    [
        .. new (string Name, string Text)[]
        {
            ("空", ""), ("只有标记", "# \n\n---\n\n***\n"), ("方括号", "# 办\n" + new string('[', 200_000)), ("强调", "# 办\n" + new string('*', 200_000)), ("反斜线", "# 办\n" + new string('\\', 200_001)), ("链接", "# 办\n" + string.Concat(Enumerable.Repeat("[a](", 50_000))),
            ("表格", "# 办\n" + string.Concat(Enumerable.Repeat("|", 200_000))), ("注释", "# 办\n<!--" + new string('-', 200_000)), ("头部", "---\n" + new string('a', 200_000)), ("没有标题", "今天天气真好，我们去公园走一走。"),
            ("脚本", "# 平江市午餐补助办法\n\n第一条 每人每天12元。<!-- <script>x</script> -->\n"), ("井号", new string('#', 200_000)),
        }.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text))),
    ];

    private static byte[] Word(string body) => GivenForms.Zip(("[Content_Types].xml", Types), ("_rels/.rels", Root), ("word/document.xml", Document(body)));

    private static string Document(string body) => $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>";

    private static byte[] Damaged(byte[] bytes) => [.. bytes.Select((b, i) => i > bytes.Length / 4 && i < bytes.Length / 2 ? (byte)(b ^ 0x5A) : b)];

    private static byte[] Deflated(int length)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(new byte[length]);
        return bytes.ToArray();
    }
}

using System.IO.Compression;
using System.Text;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>Word, web page, Markdown and OFD files made here, so that each rule of a form is seen alone.</summary>
public sealed class FormsTests
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Head = "<w:p><w:r><w:t>平江市关于发放午餐补助的通知</w:t></w:r></w:p><w:p><w:r><w:t>平政发〔2024〕3号</w:t></w:r></w:p><w:p><w:r><w:t>各县区人民政府：</w:t></w:r></w:p>";

    [Fact]
    public void Automatic_numbers_of_a_Word_file_are_printed_characters()
    {
        var text = Word(Head + Item(1, 0, "补助对象") + Item(1, 1, "在校学生。") + Item(1, 1, "在职教师。") + Item(1, 0, "补助标准") + Item(1, 1, "每人每天12元。"));
        Assert.Equal(["一、补助对象", "（一）在校学生。", "（二）在职教师。", "二、补助标准", "（一）每人每天12元。"], text.Split('\n')[3..]);
    }

    [Fact]
    public void Tracked_changes_are_read_as_accepted_with_a_warning()
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("a.docx", Docx(Head + "<w:p><w:r><w:t>每人每天</w:t></w:r><w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>10</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>元。</w:t></w:r></w:p>")));
        Assert.EndsWith("每人每天12元。", Assert.Single(report.Documents).Text, StringComparison.Ordinal);
        Assert.Contains(report.Warnings, w => w.Message.Contains("修订", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_of_a_Word_file_are_rows_and_text_boxes_follow_their_paragraph()
    {
        var text = Word(Head + "<w:p><w:r><w:t>一、标准如下：</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>对象</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>标准</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>学生</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12元</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><w:t>二、由教育局负责。</w:t></w:r><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent><w:p><w:r><w:t>咨询电话：0000。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>");
        Assert.Equal(["一、标准如下：", "对象\t标准", "学生\t12元", "二、由教育局负责。", "咨询电话：0000。"], text.Split('\n')[3..]);
    }

    [Fact]
    public void Of_a_web_page_the_article_is_read_and_the_table_of_particulars_is_furniture()
    {
        const string page = """
            <!DOCTYPE html><html><head><title>平江市关于发放午餐补助的通知_平江市人民政府</title><script>alert("一、假的。")</script></head><body>
            <div class="top"><ul><li><a href="/">首页</a></li><li><a href="/b">政务公开</a></li></ul></div><div>当前位置：<a href="/">首页</a></div>
            <table><tr><td>索引号</td><td>000-1</td><td>发文字号</td><td>平政发〔2024〕3号</td></tr><tr><td>发文机关</td><td>平江市人民政府</td><td>成文日期</td><td>2024年3月5日</td></tr></table>
            <h1>平江市关于发放午餐补助的通知</h1><div class="share">分享到：微信</div>
            <div id="zoom"><p>各县区人民政府：</p><p>　　一、补助标准为每人每天12元，由市财政承担，按月发放。</p><p>　　二、申请人向学校提出申请，学校在五个工作日内办结。</p><table><tr><td>对象</td><td>标准</td></tr><tr><td>学生</td><td>12元</td></tr></table></div>
            <div class="footer"><p>主办：平江市人民政府办公室　网站地图</p></div></body></html>
            """;
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("页面.html", page)).Documents);
        Assert.Equal("平政发〔2024〕3号", document.Number);
        Assert.Equal("平江市关于发放午餐补助的通知", document.Title);
        Assert.Equal("2024-03-05", folder.Yaml(document.Folder).IssuedOn);
        Assert.Equal(["平江市关于发放午餐补助的通知", "各县区人民政府：", "一、补助标准为每人每天12元，由市财政承担，按月发放。", "二、申请人向学校提出申请，学校在五个工作日内办结。", "对象\t标准", "学生\t12元"], document.Text.Split('\n'));
    }

    [Fact]
    public void Markdown_marks_are_no_text_and_printed_numbers_stay()
    {
        const string text = "# 平江市午餐补助办法\n\n<!-- 说明 -->\n\n**第一条** 为了发放补助，制定本办法。\n\n## 第二章 标准\n\n第二条 每人每天12元。\n\n| 对象 | 标准 |\n| --- | --- |\n| 学生 | 12元 |\n";
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("办法.md", text)).Documents);
        Assert.Equal(["平江市午餐补助办法", "第一条 为了发放补助，制定本办法。", "第二章 标准", "第二条 每人每天12元。", "对象\t标准", "学生\t12元"], document.Text.Split('\n'));
    }

    [Fact]
    public void Text_objects_of_an_OFD_are_read_by_their_place_on_the_page()
    {
        var page = Object(10, 60, "一、每人每天12元。") + Object(10, 40, "各县区人民政府：") + Object(10, 20, "平江市关于发放午餐补助的通知") + Object(10, 30, "平政发〔2024〕3号") + Object(95, 290, "1");
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("a.ofd", Ofd("Doc_0/Document.xml", page))).Documents);
        Assert.Equal(["平江市关于发放午餐补助的通知", "平政发〔2024〕3号", "各县区人民政府：", "一、每人每天12元。"], document.Text.Split('\n'));
    }

    [Theory]
    [InlineData("../../etc/passwd", "文件包之外")]
    [InlineData("Doc_0/Missing.xml", "缺少")]
    public void An_OFD_whose_root_is_elsewhere_is_refused(string root, string said) => Refused("a.ofd", Ofd(root, ""), said);

    [Fact]
    public void A_package_that_expands_beyond_reason_is_refused() =>
        Refused("a.docx", Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", new string(' ', 40 * 1024 * 1024))), "庞大");

    [Fact]
    public void A_package_nested_without_end_is_refused() =>
        Refused("a.docx", Docx(string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 500)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 500))), "嵌套");

    [Fact]
    public void A_package_whose_entry_leaves_it_is_refused() => Refused("a.docx", Zip(("../x.txt", "a")), "文件包之外");

    [Fact]
    public void A_web_page_nested_without_end_does_not_bring_the_program_down()
    {
        using var folder = new ImportFolder();
        var nested = "<html><body>" + string.Concat(Enumerable.Repeat("<div>", 5000)) + "<p>平江市午餐补助办法</p><p>第一条 每人每天12元。</p>";
        Assert.Equal("《平江市午餐补助办法》", Assert.Single(folder.Import(folder.Put("a.html", nested)).Documents).Number);
    }

    private static void Refused(string name, byte[] bytes, string said)
    {
        using var folder = new ImportFolder();
        var problem = Assert.Single(DocumentImporter.Import([folder.Put(name, bytes)], folder.Into).Problems);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Into));
    }

    private static string Word(string body)
    {
        using var folder = new ImportFolder();
        return Assert.Single(folder.Import(folder.Put("a.docx", Docx(body))).Documents).Text;
    }

    private static string Item(int list, int level, string text) =>
        $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static byte[] Docx(string body) => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/></Types>"),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/></Relationships>"),
        ("word/document.xml", $"<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"),
        ("word/numbering.xml", $"<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"));

    private static string Object(int x, int y, string text) =>
        $"<ofd:TextObject ID=\"1\" Size=\"5\" Boundary=\"{x} {y} 150 6\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g {text.Length} 5\">{text}</ofd:TextCode></ofd:TextObject>";

    private static byte[] Ofd(string root, string objects) => Zip(
        ("OFD.xml", $"<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", "<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/P.xml\"/></ofd:Pages></ofd:Document>"),
        ("Doc_0/Pages/P.xml", $"<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"));

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}

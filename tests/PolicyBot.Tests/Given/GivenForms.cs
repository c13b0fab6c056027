using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Tests.Given;

/// <summary>An official text in the forms that offices send: a Writer document in one or two columns with header and page numbers, a web page in its site, an OFD.</summary>
internal static class GivenForms
{
    /// <summary>A flat Writer document; LibreOffice makes docx, pdf and html of it.</summary>
    public static string Writer(IEnumerable<string> paragraphs, int columns = 1, string header = "")
    {
        var size = columns == 1 ? 16d : 10.5;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
            <office:styles><style:default-style style:family="paragraph"><style:paragraph-properties style:punctuation-wrap="simple"/><style:text-properties style:font-size-asian="{size}pt" fo:font-size="{size}pt" style:language-asian="zh" style:country-asian="CN"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/></office:styles>
            <office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="3cm" fo:margin-bottom="2cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"><style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout>
            <style:style style:name="T" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/><style:text-properties style:font-size-asian="{size * 1.35}pt" fo:font-size="{size * 1.35}pt"/></style:style>
            <style:style style:name="C" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
            <style:style style:name="R" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
            <style:style style:name="L" style:family="paragraph" style:parent-style-name="Standard"/>
            <style:style style:name="B" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify" fo:text-indent="{size * 2}pt"/></style:style></office:automatic-styles>
            <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p text:style-name="C">{header}</text:p></style:header><style:footer><text:p text:style-name="C">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
            <office:body><office:text>
            """);
        var before = "";
        foreach (var paragraph in paragraphs)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text:p text:style-name=\"{StyleOf(paragraph, before)}\">{SecurityElement.Escape(paragraph).Replace("\t", "<text:tab/>", StringComparison.Ordinal)}</text:p>\n");
            before = paragraph;
        }

        return text.Append("</office:text></office:body></office:document>").ToString();
    }

    /// <summary>The article among menus, crumbs, related links and the notes of the site's owner.</summary>
    public static string Site(IEnumerable<string> paragraphs) => $"""
        <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>文件_某市人民政府</title></head><body>
        <header><div class="logo">某市人民政府门户网站</div><nav><ul><li><a href="/">首页</a><ul><li><a href="/a">政务公开</a></li></ul></li></ul></nav></header>
        <div class="wrap"><div class="left"><ul><li><a href="#">关于印发某某办法的通知</a></li></ul></div><div class="main"><div class="crumb">您的位置：<a href="/">首页</a></div>
        <div class="article"><div class="content">{string.Concat(paragraphs.Select(p => $"<p style=\"text-indent:2em\">{SecurityElement.Escape(p)}</p>\n"))}</div></div>
        <div class="share">扫一扫在手机打开当前页 【打印】【关闭】</div></div></div><footer><p>主办单位：某市人民政府办公室，承办单位：某市大数据中心。</p></footer></body></html>
        """;

    /// <summary>Pages of one or two columns, each line a text object; the objects of a page are not in the order of reading.</summary>
    public static byte[] Ofd(IEnumerable<string> paragraphs, int columns = 1)
    {
        var (size, perColumn) = (columns == 1 ? 5.6 : 3.7, columns == 1 ? 36 : 56);
        var width = columns == 1 ? 28 : 20;
        var lines = paragraphs.SelectMany(p => Wrapped(p, width)).Chunk(perColumn).ToList();
        var pages = lines.Chunk(columns).Select((page, number) =>
        {
            var objects = page.SelectMany((column, c) => column.Select((line, i) => Object(28 + (c * ((width * size) + 8)) + (line.Indent * size), 30 + (i * size * 1.15), size, line.Words)))
                .Append(Object(28, 12, 3.7, "某市人民政府公报")).Append(Object(100, 285, 3.7, $"— {number + 1} —"));
            return $"<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>{string.Concat(objects.Reverse())}</ofd:Layer></ofd:Content></ofd:Page>";
        }).ToList();
        return OfdPages([.. pages]);
    }

    /// <summary>A text object of one line; see <see cref="OfdPages"/>.</summary>
    public static string OfdText(double x, double y, double size, string words) => Object(x, y, size, words);

    /// <summary>An OFD of pages whose text objects are given; a page may be a whole page element.</summary>
    public static byte[] OfdPages(params IReadOnlyList<string> objects)
    {
        var pages = objects.Select(o => o.StartsWith("<ofd:Page", StringComparison.Ordinal) ? o : $"<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>{o}</ofd:Layer></ofd:Content></ofd:Page>").ToList();
        return Zip([
            ("OFD.xml", "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
            ("Doc_0/Document.xml", $"<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Pages>{string.Concat(pages.Select((_, i) => $"<ofd:Page ID=\"{i}\" BaseLoc=\"Pages/P{i}.xml\"/>"))}</ofd:Pages></ofd:Document>"),
            .. pages.Select((p, i) => ($"Doc_0/Pages/P{i}.xml", p)),
        ]);
    }

    public static byte[] Zip(params IReadOnlyList<(string Name, string Text)> entries)
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

    private static string Object(double x, double y, double size, string words) => string.Create(CultureInfo.InvariantCulture,
        $"<ofd:TextObject ID=\"1\" Size=\"{size}\" Boundary=\"{x} {y} 170 {size}\"><ofd:TextCode X=\"0\" Y=\"{size * 0.85}\" DeltaX=\"{string.Join(' ', words.Select(c => size * (c < '\u0250' ? 0.5 : 1)))}\">{SecurityElement.Escape(words)}</ofd:TextCode></ofd:TextObject>");

    private static IEnumerable<(double Indent, string Words)> Wrapped(string paragraph, int width)
    {
        var indent = StyleOf(paragraph, "") is "B" ? 2d : 0;
        var (line, room) = (new StringBuilder(), width - indent);
        var first = true;
        foreach (var token in Regex.Matches(paragraph, @"[!-ɏ]+|[^，。、；：！？）》”〕][，。、；：！？）》”〕]*|.", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value))
        {
            var wide = token.Sum(c => c < '\u0250' ? 0.5 : 1);
            if (wide > room && line.Length > 0)
            {
                yield return (first ? indent : 0, line.ToString());
                (first, room) = (false, width);
                line.Clear();
            }

            line.Append(token);
            room -= wide;
        }

        yield return (first ? indent : 0, line.ToString());
    }

    private static string StyleOf(string paragraph, string before) => paragraph switch
    {
        _ when before.Length == 0 && paragraph.EndsWith("的通知", StringComparison.Ordinal) => "T",
        _ when paragraph.EndsWith("号", StringComparison.Ordinal) && paragraph.Length < 25 => "C",
        _ when paragraph.EndsWith('：') && paragraph.Length < 60 => "L",
        _ when Regex.IsMatch(paragraph, "^\\d{4}年\\d+月\\d+日$|^.{4,20}(?:政府|办公室)$", RegexOptions.None, TimeSpan.FromSeconds(1)) => "R",
        _ => "B",
    };
}

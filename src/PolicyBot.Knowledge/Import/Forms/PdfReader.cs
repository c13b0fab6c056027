using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>PDF with a text layer. A page that is a picture is told as one.</summary>
internal static class PdfReader
{
    private const int MaxPages = 2000;

    public static ReceivedText Read(byte[] bytes, string name)
    {
        try
        {
            using var document = PdfDocument.Open(bytes);
            if (document.NumberOfPages > MaxPages)
                throw new UnreadableException($"PDF 超过 {MaxPages} 页，不予导入；请拆分后再导入。");
            var (lines, pages, pictures) = (new LineCollector(), new List<(IReadOnlyList<Glyph>, double)>(), new List<int>());
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                var page = document.GetPage(number);
                var glyphs = page.Letters.Where(l => l.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other).Select(l => GlyphOf(l, page.Height)).ToList();
                if (glyphs.TrueForAll(g => Blanks.Strip(g.Text).Length == 0) && page.NumberOfImages > 0)
                    pictures.Add(number);
                pages.Add((glyphs, page.Height));
            }

            if (pictures.Count > 0 && pages.TrueForAll(p => p.Item1.Count(g => Blanks.Strip(g.Text).Length > 0) == 0))
                throw new UnreadableException($"这是扫描件：{pages.Count} 页都是图片，没有文字层，不能读取；请先做文字识别（OCR）并核对，另存为 UTF-8 文本（.txt）后再导入。");
            foreach (var number in pictures)
                lines.Warn(name, $"第{number}页是图片，没有文字层，没有读入；请对照原件补上。");
            PageLines.AddTo(lines, pages);
            return lines.ToReceived("pdf", paragraphs: false);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableException("PDF 加了密码，不能读取；请先解除密码保护后再导入。");
        }
    }

    private static Glyph GlyphOf(Letter letter, double height)
    {
        var (start, end) = (letter.StartBaseLine, letter.EndBaseLine);
        return new(letter.Value, start.X, height - start.Y, Math.Max(0, end.X - start.X), letter.PointSize > 0 ? letter.PointSize : letter.FontSize);
    }
}

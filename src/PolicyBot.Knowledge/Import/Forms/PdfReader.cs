using PolicyBot.Core;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>PDF: the text layer, and pages that are pictures by OCR where that is installed.</summary>
internal static class PdfReader
{
    private const int MaxPages = 2000;

    public static ReceivedText Read(byte[] bytes, string name, IProgress<ImportProgress>? progress = null)
    {
        try
        {
            using var document = PdfDocument.Open(bytes);
            if (document.NumberOfPages > MaxPages)
                throw new UnreadableException($"PDF 超过 {MaxPages} 页，不予导入；请拆分后再导入。");
            var (lines, pages, pictures) = (new LineCollector(), new List<GlyphPage>(), new List<int>());
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                var page = document.GetPage(number);
                pages.Add(Of(page));
                if (!pages[^1].HasWords && page.NumberOfImages > 0)
                    pictures.Add(number);
            }

            var scanned = pictures.Count > 0 && ReadPictures(document, bytes, name, pages, pictures, lines, progress);
            PageLines.AddTo(lines, pages);
            return lines.ToReceived(scanned ? ScannedPages.Form : "pdf", paragraphs: false);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableException("PDF 加了密码，不能读取；请先解除密码保护后再导入。");
        }
    }

    private static GlyphPage Of(Page page)
    {
        // Words set upright for a seal or a watermark are no text of the document.
        var glyphs = page.Letters.Where(l => l.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other).Select(l => GlyphOf(l, page.Height)).ToList();
        return new(glyphs, page.Height) { Tables = glyphs.Count == 0 ? [] : RuledTable.Find(PdfRules.On(page)) };
    }

    /// <summary>True where pages were read by OCR. Errors: nothing but pictures and no OCR.</summary>
    private static bool ReadPictures(PdfDocument document, byte[] bytes, string name, List<GlyphPage> pages, List<int> pictures, LineCollector lines, IProgress<ImportProgress>? progress)
    {
        var isAll = pages.TrueForAll(p => !p.HasWords);
        if (!ScannedPages.CanRead)
        {
            if (isAll)
                throw new UnreadableException($"这是扫描件：{pages.Count} 页都是图片，没有文字层，不能读取；请安装 tesseract 和中文识别包（tesseract-ocr-chi-sim）后再导入，或先做文字识别并核对，另存为 UTF-8 文本（.txt）。");
            foreach (var number in pictures)
                lines.Warn(name, $"第{number}页是图片，没有文字层，没有读入；请对照原件补上。");
            return false;
        }

        var read = new ScannedPages(document, bytes, name, progress).Read(pictures);
        foreach (var number in pictures)
        {
            if (!read.TryGetValue(number, out var page))
            {
                lines.Warn(name, $"第{number}页是图片，文字识别没有读出文字，没有读入；请对照原件补上。");
                continue;
            }

            pages[number - 1] = page;
            lines.Doubt($"第{number}页是扫描图片，由文字识别（OCR）读入，可能有错字，请逐字对照原件");
        }

        if (isAll && read.Count == 0)
            throw new UnreadableException($"这是扫描件：{pages.Count} 页都是图片，文字识别没有读出文字，没有导入；请检查扫描是否清晰。");
        return read.Count > 0;
    }

    private static Glyph GlyphOf(Letter letter, double height)
    {
        var (start, end) = (letter.StartBaseLine, letter.EndBaseLine);
        return new(letter.Value, start.X, height - start.Y, Math.Max(0, end.X - start.X), letter.PointSize > 0 ? letter.PointSize : letter.FontSize);
    }
}

using System.Globalization;
using UglyToad.PdfPig;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>
/// Pages that are pictures, read by the tesseract program with its Chinese data where both are installed. A page is drawn by pdftoppm where that is installed,
/// else its largest picture is taken. Files stand in a folder of their own and go with it.
/// </summary>
internal sealed class ScannedPages(PdfDocument document, byte[] bytes, string name, IProgress<ImportProgress>? progress)
{
    /// <summary>What document.yaml calls the form: what was recognised cannot be proven complete.</summary>
    public const string Form = "pdf-ocr";
    private const int MaxPages = 200;
    private const int Dpi = 300;
    private const string Language = "chi_sim";

    public static bool CanRead => OutsideProgram.Run("tesseract", ["--list-langs"]) is { } told && told.Split('\n').Any(l => string.Equals(l.Trim(), Language, StringComparison.Ordinal));

    /// <summary>Page number → characters in points; pages on which nothing was recognised are left out.</summary>
    public Dictionary<int, GlyphPage> Read(IReadOnlyList<int> numbers)
    {
        if (numbers.Count > MaxPages)
            throw new UnreadableException($"扫描件超过 {MaxPages} 页，不予识别；请拆分后再导入。");
        var folder = Directory.CreateTempSubdirectory("policybot-scan-").FullName;
        try
        {
            var pages = new Dictionary<int, GlyphPage>();
            var whole = Path.Combine(folder, "whole.pdf");
            File.WriteAllBytes(whole, bytes);
            for (var i = 0; i < numbers.Count; i++)
            {
                progress?.Report(new(name, ImportProgress.Scanned, i, numbers.Count));
                if (PictureOf(whole, folder, numbers[i]) is { } picture && Recognise(picture, document.GetPage(numbers[i]).Height) is { Glyphs.Count: > 0 } page)
                    pages[numbers[i]] = page;
            }

            return pages;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string? PictureOf(string whole, string folder, int number)
    {
        var drawn = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"page-{number}"));
        var page = number.ToString(CultureInfo.InvariantCulture);
        if (OutsideProgram.Run("pdftoppm", ["-r", Dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-png", "-singlefile", "-f", page, "-l", page, whole, drawn]) is not null && File.Exists(drawn + ".png"))
            return drawn + ".png";
        foreach (var image in document.GetPage(number).GetImages().OrderByDescending(i => (long)i.WidthInSamples * i.HeightInSamples))
        {
            if (image.TryGetPng(out var png))
                return Put(drawn + ".png", png);
            if (image.RawBytes is var raw && raw is [0xFF, 0xD8, ..])
                return Put(drawn + ".jpg", raw.ToArray());
        }

        return null;
    }

    private static string Put(string file, byte[] picture)
    {
        File.WriteAllBytes(file, picture);
        return file;
    }

    // A row of the table is: level, page, block, paragraph, line, word, left, top, width, height, confidence, text; level 1 is the page, 5 a word.
    private static GlyphPage? Recognise(string picture, double height)
    {
        if (OutsideProgram.Run("tesseract", [picture, "stdout", "-l", Language, "--psm", "3", "--dpi", Dpi.ToString(CultureInfo.InvariantCulture), "-c", "preserve_interword_spaces=1", "tsv"]) is not { } table)
            return null;
        var (glyphs, scale, line, words) = (new List<Glyph>(), 72d / Dpi, (Foot: 0d, Size: 0d), new List<(string Text, double X, double Width)>());
        foreach (var cells in table.Split('\n').Skip(1).Select(r => r.TrimEnd('\r').Split('\t')).Where(c => c.Length >= 12))
        {
            var box = cells[6..10].Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
            if (cells[0] is "1" && box[3] > 0)
                scale = height / box[3];
            else if (cells[0] is "5")
                words.Add((cells[11], box[0] * scale, box[2] * scale));
            if (cells[0] is not "4")
                continue;
            Place(glyphs, words, line.Foot, line.Size);
            words.Clear();
            line = ((box[1] + box[3]) * scale, box[3] * scale);
        }

        Place(glyphs, words, line.Foot, line.Size);
        return new(glyphs, height);
    }

    // All words of a line share its baseline and keep their order, although their boxes overlap; a small gap between them is none of the print's.
    private static void Place(List<Glyph> glyphs, List<(string Text, double X, double Width)> words, double foot, double size)
    {
        var at = double.MinValue;
        for (var i = 0; i < words.Count; i++)
        {
            var (text, x, width) = words[i];
            x = Math.Max(at, x);
            var next = i + 1 < words.Count ? words[i + 1].X : double.MaxValue;
            width = next > x && next - (x + width) < 1.5 * size ? next - x : width;
            var step = Math.Max(width, 0.1) / Math.Max(1, text.Length);
            glyphs.AddRange(text.Select((c, k) => new Glyph(c.ToString(), x + (k * step), foot, step, size * 0.85)));
            at = x + Math.Max(width, 0.1);
        }
    }
}

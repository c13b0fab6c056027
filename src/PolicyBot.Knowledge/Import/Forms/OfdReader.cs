using System.Globalization;
using System.Xml.Linq;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>
/// OFD (GB/T 33190): text objects of every page with their positions. Source: OFD.xml → DocRoot → Pages → Content, in millimetres.
/// Parts are looked up inside the package only; seals and annotations are no text of the document.
/// </summary>
internal static class OfdReader
{
    private const int MaxPages = 2000;

    public static ReceivedText Read(IReadOnlyDictionary<string, byte[]> parts, string name)
    {
        var lines = new LineCollector();
        var pages = new List<GlyphPage>();
        foreach (var root in Load(parts, "", "OFD.xml").Descendants().Where(e => e.Name.LocalName == "DocRoot").Select(e => e.Value.Trim()))
            AddDocument(parts, root, pages);
        PageLines.AddTo(lines, pages);
        if (lines.Count == 0 && parts.Keys.Any(k => k.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) || k.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || k.EndsWith(".jb2", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableException("这是扫描件：OFD 的各页都是图片，没有文字，不能读取；请先做文字识别（OCR）并核对，另存为 UTF-8 文本（.txt）后再导入。");
        return lines.ToReceived("ofd", paragraphs: false);
    }

    private static void AddDocument(IReadOnlyDictionary<string, byte[]> parts, string root, List<GlyphPage> pages)
    {
        var document = Load(parts, "", root);
        var folder = FolderOf(Package.Resolve("", root)!);
        var height = HeightOf(document) ?? 297;
        var templates = document.Descendants().Where(e => e.Name.LocalName == "TemplatePage" && e.Attribute("ID") is not null && e.Attribute("BaseLoc") is not null)
            .GroupBy(e => e.Attribute("ID")!.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Attribute("BaseLoc")!.Value, StringComparer.Ordinal);
        foreach (var location in document.Descendants().Where(e => e.Name.LocalName == "Page").Select(e => e.Attribute("BaseLoc")?.Value).OfType<string>())
        {
            if (pages.Count >= MaxPages)
                throw new UnreadableException($"OFD 超过 {MaxPages} 页，不予导入；请拆分后再导入。");
            var page = Load(parts, folder, location);
            var glyphs = new List<Glyph>();
            foreach (var template in page.Elements().Where(e => e.Name.LocalName == "Template").Select(e => e.Attribute("TemplateID")?.Value))
            {
                if (template is not null && templates.TryGetValue(template, out var shared))
                    AddText(Load(parts, folder, shared), glyphs);
            }

            AddText(page, glyphs);
            pages.Add(new(glyphs, HeightOf(page) ?? height));
        }
    }

    private static void AddText(XElement page, List<Glyph> glyphs)
    {
        foreach (var text in page.Descendants().Where(e => e.Name.LocalName == "TextObject" && (string?)e.Attribute("Visible") != "false"))
        {
            var box = Numbers((string?)text.Attribute("Boundary"));
            if (box.Count < 2)
                continue;
            var matrix = Numbers((string?)text.Attribute("CTM")) is { Count: 6 } given ? given : [1, 0, 0, 1, 0, 0];
            var size = (Numbers((string?)text.Attribute("Size")) is [var s, ..] ? s : 3) * Math.Max(1e-3, Math.Abs(matrix[3]) > 1e-6 ? Math.Abs(matrix[3]) : Math.Abs(matrix[1]));
            var (x, y) = (0d, 0d);
            foreach (var code in text.Elements().Where(e => e.Name.LocalName == "TextCode"))
            {
                x = Numbers((string?)code.Attribute("X")) is [var cx, ..] ? cx : x;
                y = Numbers((string?)code.Attribute("Y")) is [var cy, ..] ? cy : y;
                var (right, down) = (Deltas((string?)code.Attribute("DeltaX")), Deltas((string?)code.Attribute("DeltaY")));
                var (atX, atY, i) = (x, y, 0);
                foreach (var character in Characters(code.Value))
                {
                    var step = i < right.Count ? right[i] : right.Count > 0 ? right[^1] : down.Count > 0 ? 0 : size * (char.IsAscii(character[0]) ? 0.5 : 1) / Math.Max(1e-3, Math.Abs(matrix[0]));
                    var wide = Math.Min(Math.Abs(step * matrix[0]), size);
                    glyphs.Add(new(character, box[0] + (atX * matrix[0]) + (atY * matrix[2]) + matrix[4], box[1] + (atX * matrix[1]) + (atY * matrix[3]) + matrix[5], wide, size));
                    atX += step;
                    atY += i < down.Count ? down[i] : 0;
                    i++;
                }
            }
        }
    }

    private static IEnumerable<string> Characters(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            yield return char.IsSurrogatePair(text, i) ? text.Substring(i, 2) : text[i].ToString();
            if (i + 1 >= text.Length)
                yield break;
        }
    }

    /// <summary>"g 3 5.57 2.77": g repeats the number that follows its count.</summary>
    private static List<double> Deltas(string? text)
    {
        var (deltas, words) = (new List<double>(), (text ?? "").Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "g" && i + 2 < words.Length && int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var times) && Number(words[i + 2]) is { } repeated)
            {
                deltas.AddRange(Enumerable.Repeat(repeated, Math.Min(times, 100_000)));
                i += 2;
            }
            else if (Number(words[i]) is { } one)
                deltas.Add(one);
        }

        return deltas;
    }

    private static List<double> Numbers(string? text) => [.. (text ?? "").Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Number).OfType<double>()];

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static double? HeightOf(XElement root) =>
        root.Descendants().FirstOrDefault(e => e.Name.LocalName == "PhysicalBox") is { } box && Numbers(box.Value) is { Count: 4 } numbers ? numbers[3] : null;

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    private static XElement Load(IReadOnlyDictionary<string, byte[]> parts, string folder, string path)
    {
        if (Package.Resolve(folder, path) is not { } inside)
            throw new UnreadableException("OFD 文件里有指向文件包之外的路径，可能有害，不予导入。");
        if (!parts.TryGetValue(inside, out var part))
            throw new UnreadableException("OFD 文件缺少正文部件，已损坏或不完整；请向发文单位重新索取。");
        using var reader = Package.Xml(part);
        return XElement.Load(reader);
    }
}

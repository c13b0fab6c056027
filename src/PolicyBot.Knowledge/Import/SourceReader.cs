using PolicyBot.Core;
using PolicyBot.Knowledge.Import.Forms;

namespace PolicyBot.Knowledge.Import;

/// <summary>A received file in any form → lines. The form is told by the content, not by the name.</summary>
public static class SourceReader
{
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Official texts are far shorter; a longer one is no document but an attack or a mistake.</summary>
    public const int MaxCharacters = 20_000_000;

    /// <param name="progress">Told of every page that is read by OCR.</param>
    public static Result<ReceivedText> Read(byte[] bytes, string name, IProgress<ImportProgress>? progress = null)
    {
        if (bytes.Length > MaxBytes)
            return Fail(name, $"文件超过 {MaxBytes / 1024 / 1024} MB，不予导入。");
        return bytes switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Fail(name, "这是旧版 Word（.doc）等二进制格式，不能读取；请用 Word 或 WPS 另存为 UTF-8 文本（.txt）后再导入。"),
            [0x50, 0x4B, 0x03 or 0x05, 0x04 or 0x06, ..] => ReadPackage(bytes, name),
            [0x25, 0x50, 0x44, 0x46, ..] => FormReader.Read(name, "PDF", () => PdfReader.Read(bytes, name, progress)),
            _ => ReadText(bytes, name),
        };
    }

    /// <summary>The text of a file without any form, which no parser has to take apart; null for every other file.</summary>
    public static ReceivedText? ReadPlain(byte[] bytes, string name)
    {
        if (bytes.Length > MaxBytes || bytes is [0xD0, 0xCF, 0x11, 0xE0, ..] or [0x50, 0x4B, 0x03 or 0x05, 0x04 or 0x06, ..] or [0x25, 0x50, 0x44, 0x46, ..])
            return null;
        var text = TextDecoder.Decode(bytes, name);
        return text.IsSuccess && text.Value.Text.Length <= MaxCharacters && !HtmlReader.Accepts(text.Value.Text) && !MarkdownReader.Accepts(text.Value.Text, name) ? Plain(text.Value.Text, text.Value.Encoding) : null;
    }

    private static ReceivedText Plain(string text, string encoding) => ReceivedText.FromText(Radicals.Unify(text), encoding).WithRadicals(Radicals.Count(text));

    // Which package it is, its main part tells.
    private static Result<ReceivedText> ReadPackage(byte[] bytes, string name) => FormReader.Read(name, name.EndsWith(".ofd", StringComparison.OrdinalIgnoreCase) ? "OFD" : "Word", () =>
    {
        var ofd = name.EndsWith(".ofd", StringComparison.OrdinalIgnoreCase);
        var parts = Package.Open(bytes, ofd ? "OFD" : "Word");
        if (parts.ContainsKey("OFD.xml"))
            return OfdReader.Read(parts, name);
        if (parts.ContainsKey("[Content_Types].xml") && parts.Keys.Any(k => k.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
            return DocxReader.Read(bytes, name);
        throw new UnreadableException("这个压缩格式的文件不是 Word（.docx）也不是 OFD，不能导入；请解压后逐个导入，或另存为 UTF-8 文本（.txt）。");
    });

    private static Result<ReceivedText> ReadText(byte[] bytes, string name)
    {
        var text = TextDecoder.Decode(bytes, name);
        if (!text.IsSuccess)
            return Result<ReceivedText>.Failure(text.Problems);
        if (text.Value.Text.Length > MaxCharacters)
            return Fail(name, $"文件的文字超过 {MaxCharacters / 10_000} 万字，不予导入；请拆分后再导入。");
        if (HtmlReader.Accepts(text.Value.Text))
            return FormReader.Read(name, "网页", () => HtmlReader.Read(text.Value.Text));
        return MarkdownReader.Accepts(text.Value.Text, name) ? FormReader.Read(name, "Markdown", () => MarkdownReader.Read(text.Value.Text)) : Plain(text.Value.Text, text.Value.Encoding);
    }

    private static Result<ReceivedText> Fail(string name, string message) => Result<ReceivedText>.Failure(new Problem(name, message));
}

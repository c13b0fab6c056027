using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>A received file in any form → lines. The form is told by the content, not by the name.</summary>
public static class SourceReader
{
    public const int MaxBytes = 64 * 1024 * 1024;

    public static Result<ReceivedText> Read(byte[] bytes, string name)
    {
        if (bytes.Length > MaxBytes)
            return Fail(name, $"文件超过 {MaxBytes / 1024 / 1024} MB，不予导入。");
        return bytes switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Fail(name, "这是旧版 Word（.doc）等二进制格式，不能读取；请用 Word 或 WPS 另存为 UTF-8 文本（.txt）后再导入。"),
            [0x50, 0x4B, 0x03 or 0x05, 0x04 or 0x06, ..] => Fail(name, "这是压缩格式的文件（docx、ofd 等），目前只能导入纯文本；请用 Word、WPS 或 OFD 阅读器另存为 UTF-8 文本（.txt）后再导入。"),
            [0x25, 0x50, 0x44, 0x46, ..] => Fail(name, "这是 PDF 文件，目前只能导入纯文本；请把文字导出为 UTF-8 文本（.txt）后再导入。"),
            _ => ReadText(bytes, name),
        };
    }

    private static Result<ReceivedText> ReadText(byte[] bytes, string name)
    {
        var text = TextDecoder.Decode(bytes, name);
        return text.IsSuccess ? ReceivedText.FromText(text.Value.Text, text.Value.Encoding) : Result<ReceivedText>.Failure(text.Problems);
    }

    private static Result<ReceivedText> Fail(string name, string message) => Result<ReceivedText>.Failure(new Problem(name, message));
}

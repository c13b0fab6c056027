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
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Fail(name, "这是旧版 Word（.doc）等二进制格式，不能读取；请用 Word 或 WPS 另存为 .docx 后再导入。"),
            _ => TextDecoder.Decode(bytes, name) is { } text && text.IsSuccess ? ReceivedText.FromText(text.Value.Text, text.Value.Encoding) : Result<ReceivedText>.Failure(TextDecoder.Decode(bytes, name).Problems),
        };
    }

    private static Result<ReceivedText> Fail(string name, string message) => Result<ReceivedText>.Failure(new Problem(name, message));
}

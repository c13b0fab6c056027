using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>Bytes → text: UTF-8, UTF-16 (with or without a byte order mark) and GB18030. Anything else is told as what it seems to be.</summary>
internal static class TextDecoder
{
    static TextDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Result<(string Text, string Encoding)> Decode(byte[] bytes, string name)
    {
        if (bytes.Length == 0)
            return Fail(name, "文件是空的（0 字节），没有可导入的文字；请检查收到的文件是否完整。");
        if (bytes is [0xEF, 0xBB, 0xBF, ..] && Try(new UTF8Encoding(false, true), bytes.AsSpan(3)) is { } marked)
            return Checked(marked, "utf-8-bom", name);
        if (bytes is [0xFF, 0xFE, ..] && Try(new UnicodeEncoding(false, false, true), bytes.AsSpan(2)) is { } little)
            return Checked(little, "utf-16le", name);
        if (bytes is [0xFE, 0xFF, ..] && Try(new UnicodeEncoding(true, false, true), bytes.AsSpan(2)) is { } big)
            return Checked(big, "utf-16be", name);
        if (Utf16Guess(bytes) is { } guess)
            return Checked(guess.Text, guess.Name, name);
        if (Try(new UTF8Encoding(false, true), bytes) is { } utf8)
            return Checked(utf8, "utf-8", name);
        if (Try(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes) is { } gb)
            return Checked(gb, "gb18030", name);
        return Fail(name, "文件不是文本，或已经损坏：按 UTF-8、UTF-16、GB18030 都读不通；请另存为 UTF-8 文本后再导入。");
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null; // not this encoding: the next is tried
        }
    }

    // Without a mark: line ends and digits of UTF-16 have a zero byte on one side.
    private static (string Text, string Name)? Utf16Guess(byte[] bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0)
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < Math.Min(bytes.Length, 4096); i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        if (even + odd == 0 || (even > 0 && odd > 0))
            return null;
        var text = Try(new UnicodeEncoding(even > 0, false, true), bytes);
        return text is not null && text.Count(Han.Is) * 2 > text.Length ? (text, even > 0 ? "utf-16be" : "utf-16le") : null;
    }

    private static Result<(string, string)> Checked(string text, string encoding, string name)
    {
        var controls = text.Count(c => c < ' ' && c is not ('\n' or '\r' or '\t' or '\f' or '\v'));
        if (controls * 200 > text.Length || (text.Contains('\0') && controls > 0))
            return Fail(name, "文件是二进制文件，不是文本；请确认文件类型，或另存为文本后再导入。");
        if (Blanks.Strip(text).Length == 0)
            return Fail(name, "文件里只有空白，没有可导入的文字；请检查收到的文件是否完整。");
        return (text, encoding);
    }

    private static Result<(string, string)> Fail(string name, string message) => Result<(string, string)>.Failure(new Problem(name, message));
}

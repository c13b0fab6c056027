using System.Text;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// Cuts a reply into parts that the platform takes (2,048 UTF-8 bytes). A cut never falls inside a sentence or a line, unless one alone is too long; then never inside a character.
/// Shape: at least one part; every part ends with the label, since each is a message that may be the only one read; every part but the last then says how to get more.
/// </summary>
public static class ReplyPages
{
    public const int MaxBytes = 2048;
    public const string More = "\n（回复“继续”看余下内容）";

    public static IReadOnlyList<string> Split(string text, int maxBytes = MaxBytes, string label = "")
    {
        var end = label.Length == 0 ? "" : "\n\n" + label;
        if (Encoding.UTF8.GetByteCount(text + end) <= maxBytes)
            return [text + end];
        // A label as long as that is a text of its own: said once, at the end.
        if (Encoding.UTF8.GetByteCount(end) > maxBytes / 2)
            (text, end) = (text + end, "");

        var room = maxBytes - Encoding.UTF8.GetByteCount(end + More);
        var parts = new List<string>();
        var part = new StringBuilder();
        var size = 0;
        foreach (var piece in Pieces(text, room))
        {
            var bytes = Encoding.UTF8.GetByteCount(piece);
            if (size > 0 && size + bytes > room)
            {
                parts.Add(part.ToString().Trim('\n') + end + More);
                part.Clear();
                size = 0;
            }

            part.Append(piece);
            size += bytes;
        }

        if (part.ToString().Trim('\n') is { Length: > 0 } last)
            parts.Add(last + end);
        return parts;
    }

    /// <summary>Sentences with their marks; one that is too long is cut between characters.</summary>
    private static IEnumerable<string> Pieces(string text, int room)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!EndsSentence(text, i))
                continue;
            foreach (var piece in Fit(text[start..(i + 1)], room))
                yield return piece;
            start = i + 1;
        }

        if (start < text.Length)
        {
            foreach (var piece in Fit(text[start..], room))
                yield return piece;
        }
    }

    /// <summary>After a full stop, with the closing quote and the citation marker that belong to it, or at a line's end.</summary>
    private static bool EndsSentence(string text, int at) =>
        text[at] == '\n' || (text[at] is '。' or '！' or '？' or '；' && (at + 1 == text.Length || text[at + 1] is not ('”' or '」' or '』' or '）' or '[' or '\n')))
        || (text[at] == ']' && at + 1 < text.Length && text[at + 1] is not (' ' or '[' or '。' or '；' or '，' or '、' or '\n' or '（'));

    private static IEnumerable<string> Fit(string sentence, int room)
    {
        if (Encoding.UTF8.GetByteCount(sentence) <= room)
        {
            yield return sentence;
            yield break;
        }

        var piece = new StringBuilder();
        var size = 0;
        foreach (var rune in sentence.EnumerateRunes())
        {
            if (size + rune.Utf8SequenceLength > room)
            {
                yield return piece.ToString();
                piece.Clear();
                size = 0;
            }

            piece.Append(rune.ToString());
            size += rune.Utf8SequenceLength;
        }

        yield return piece.ToString();
    }
}

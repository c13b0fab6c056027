using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>One printed paragraph with its place. Unit: offsets into the official text; <see cref="End"/> includes the line break.</summary>
internal sealed partial record TextLine(int Start, int End, string Text)
{
    public string Trimmed { get; } = Text.Trim();

    public bool IsBlank => Trimmed.Length == 0;

    /// <summary>Cells of a table are parted by tabs or bars; such a line is never a heading.</summary>
    public bool IsTableRow => Trimmed.Contains('\t', StringComparison.Ordinal) || Trimmed.StartsWith('|');

    public bool EndsSentence => Trimmed.Length > 0 && "。；;！？!?：:，,、".Contains(Trimmed[^1], StringComparison.Ordinal) || Trimmed.EndsWith('.') && !char.IsAsciiDigit(Trimmed.ElementAtOrDefault(Trimmed.Length - 2));

    /// <summary>A date alone on its line, as under a signature.</summary>
    public bool IsDate => Date().IsMatch(Trimmed);

    /// <summary>附件：… before the signature: names what is attached.</summary>
    public bool NamesAttachments => AttachmentNames().IsMatch(Trimmed);

    /// <summary>附件, 附件1 … alone or before a title: the attachment itself begins.</summary>
    public Match AttachmentStart => AttachmentBegins().Match(Trimmed);

    public static IReadOnlyList<TextLine> Split(string text)
    {
        var lines = new List<TextLine>();
        for (var start = 0; start < text.Length;)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed + 1;
            lines.Add(new(start, end, text[start..end].TrimEnd('\r', '\n')));
            start = end;
        }

        return lines;
    }

    [GeneratedRegex(@"^[（(]?(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[）)]?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Date();

    [GeneratedRegex(@"^附\s*件\s*\d{0,2}\s*[：:]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AttachmentNames();

    [GeneratedRegex(@"^附\s*件\s*(?<n>\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[：:]?$|[：:\s]\s*(?<title>[^。；]{2,60})$)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AttachmentBegins();
}

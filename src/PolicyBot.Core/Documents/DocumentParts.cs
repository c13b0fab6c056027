using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>Lines of one part of a document. <see cref="Notice"/>: how many of its first lines are the covering notice.</summary>
internal sealed record DocumentPart(string Name, IReadOnlyList<TextLine> Lines, int Notice);

/// <summary>Finds body, covering notice and attachments.</summary>
internal static partial class DocumentParts
{
    /// <summary>A covering notice is short: its date stands within this many lines.</summary>
    private const int LongestNotice = 40;

    public static IReadOnlyList<DocumentPart> Of(IReadOnlyList<TextLine> lines)
    {
        var starts = AttachmentStarts(lines);
        var bodyEnd = starts.Count > 0 ? starts[0].Line : lines.Count;
        var parts = new List<DocumentPart>();
        if (bodyEnd > 0)
            parts.Add(new("正文", [.. lines.Take(bodyEnd)], NoticeLength(lines, bodyEnd)));
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Line : lines.Count;
            parts.Add(new(starts.Count == 1 ? "附件" : "附件" + starts[i].Name, [.. lines.Skip(starts[i].Line).Take(end - starts[i].Line)], Notice: 0));
        }

        return parts;
    }

    /// <summary>Lines up to the date under the notice's signature; 0 where the document is no notice about another text.</summary>
    private static int NoticeLength(IReadOnlyList<TextLine> lines, int bodyEnd)
    {
        var speaksOfAnother = false;
        for (var i = 0; i < Math.Min(bodyEnd, LongestNotice); i++)
        {
            var line = lines[i];
            speaksOfAnother |= Forwards().IsMatch(line.Trimmed);
            if (!line.NamesAttachments && ClauseMark.Read(line.Trimmed) is { Kind: MarkKind.Section or MarkKind.Article or MarkKind.Chapter, Number: 1 })
                return 0;
            if (!line.IsDate || i == 0 || !speaksOfAnother)
                continue;
            var length = i + 1;
            while (length < bodyEnd && (lines[length].IsBlank || PublicNote().IsMatch(lines[length].Trimmed)))
                length++;
            return length < lines.Count ? length : 0;
        }

        return 0;
    }

    private static List<(int Line, string Name)> AttachmentStarts(IReadOnlyList<TextLine> lines)
    {
        var starts = new List<(int Line, string Name)>();
        var named = -1;
        for (var i = 1; i < lines.Count; i++)
        {
            var match = lines[i].AttachmentStart;
            if (!match.Success || lines[i].Trimmed.Length > 70)
            {
                if (lines[i].NamesAttachments)
                    named = i;
                continue;
            }

            var hasColon = lines[i].NamesAttachments;
            // The first 附件： names the attachments; one that comes again later, apart from it, begins them.
            if (hasColon && (named < 0 || i - named <= 2))
            {
                named = i;
                continue;
            }

            var title = match.Groups["title"].Value;
            if (title.Length > 0 && !hasColon && (title.EndsWith('：') || ListsMore(lines, i)))
                continue;
            var number = match.Groups["n"].Value;
            starts.Add((i, number.Length > 0 ? number : (starts.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return [.. starts.DistinctBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>附件 1.甲 with 2.乙 on the next line is a list of names.</summary>
    private static bool ListsMore(IReadOnlyList<TextLine> lines, int i) =>
        ClauseMark.Read(lines[i].Trimmed[2..].Trim()) is { Kind: MarkKind.Arabic } && i + 1 < lines.Count && ClauseMark.Read(lines[i + 1].Trimmed) is { Kind: MarkKind.Arabic };

    [GeneratedRegex("印发|转发|批转|公布|发布", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Forwards();

    [GeneratedRegex("^[（(](?:此件|公开|信息公开|联系)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex PublicNote();
}

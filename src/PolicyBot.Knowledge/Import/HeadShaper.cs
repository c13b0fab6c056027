using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>Finds what stands at the head of a document: title, number, addressees, and the signature and date that end a covering notice.</summary>
internal sealed partial class HeadShaper(ShapedLines lines, Stretch stretch)
{
    private List<SourceLine> Content => lines.Content;

    public List<SourceLine> TitleLines { get; } = [];

    public List<SourceLine> AddresseeLines { get; } = [];

    public List<SourceLine> SignatureLines { get; } = [];

    public SourceLine? NumberLine { get; private set; }

    public SourceLine? DateLine { get; private set; }

    /// <summary>The covering notice ends here (index of the date line in the head); -1 without one.</summary>
    public int NoticeEnd { get; private set; } = -1;

    /// <summary>Index of the first line after the head.</summary>
    public int Shape()
    {
        var head = ShapeHead();
        ShapeDate(head);
        return head;
    }

    private int ShapeHead()
    {
        var at = 0;
        var number = stretch.NumberAt >= 0 ? stretch.NumberAt - stretch.First : -1;
        var title = stretch.TitleAt - stretch.First;
        if (stretch.TitleCount > 0)
        {
            TitleLines.AddRange(Content.Skip(title).Take(stretch.TitleCount));
            lines.Roles.Together(Content, title, stretch.TitleCount);
            lines.Roles.StartPart(Content[title]);
            at = title + stretch.TitleCount;
        }

        if (number >= 0)
        {
            NumberLine = Content[number];
            lines.Roles.Together(Content, number, 1);
            at = Math.Max(at, number + 1);
        }

        // （2024年3月1日市政府第5次常务会议通过） under the title.
        if (at < Content.Count && Content[at].Words is ['（', .., '）'] or ['(', .., ')'])
            lines.Roles.Together(Content, at++, 1);
        for (var count = 1; count <= 6 && at + count <= Content.Count; count++)
        {
            var words = Content[at + count - 1].Words;
            if (LineEnd.IsTerminal(words) || ItemMark.At(words) is not null || LineShapes.AttachmentHeading().IsMatch(words))
                break;
            if (words[^1] is not ('：' or ':'))
                continue;
            var joined = string.Concat(Content.Skip(at).Take(count).Select(l => l.Words));
            if (joined.Length <= 200 && !NotAddressees().IsMatch(joined))
            {
                AddresseeLines.AddRange(Content.Skip(at).Take(count));
                lines.Roles.Together(Content, at, count);
                at += count;
            }

            break;
        }

        return at;
    }

    private void ShapeDate(int head)
    {
        for (var d = head; d < Content.Count; d++)
        {
            if (!LineShapes.Date().IsMatch(Content[d].Words) || !lines.IsStandalone(d))
                continue;
            DateLine = Content[d];
            var first = d;
            while (first > head && d - first < 12 && ShapedLines.IsSignature(Content[first - 1]))
                first--;
            for (var i = first; i < d; i++)
            {
                SignatureLines.Add(Content[i]);
                lines.Roles.Together(Content, i, 1);
            }

            lines.Roles.Together(Content, d, 1);
            if (d + 1 < Content.Count && AddresseeLines.Count + TitleLines.Count > 0 && IsNotice(head, d))
                NoticeEnd = d;
            return;
        }
    }

    // A notice is short, has no numbered level, and something other than an imprint follows its date.
    private bool IsNotice(int head, int date)
    {
        for (var i = head; i < date; i++)
        {
            if (ItemMark.At(Content[i].Words) is { Kind: not (MarkKind.AttachmentNote or MarkKind.Digit or MarkKind.Dash or MarkKind.NamedLabel) })
                return false;
        }

        return !LineShapes.AttachmentHeading().IsMatch(Content[date + 1].Words);
    }

    [GeneratedRegex(@"如下|现将|根据|为了|为贯彻|决定|通知|有关事项|^现就|^[一二三]、|。", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex NotAddressees();
}

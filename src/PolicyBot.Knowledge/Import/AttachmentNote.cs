using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>The note at the end of a text that names its attachments: one name over several lines, or a numbered list.</summary>
internal sealed partial class AttachmentNote(ShapedLines lines)
{
    private List<SourceLine> Content => lines.Content;

    /// <summary>The names, in order.</summary>
    /// <param name="end">Index of the first line after the note.</param>
    public List<string> Shape(int note, int heading, out int end)
    {
        var limit = heading > note ? heading : Math.Min(Content.Count, note + 40);
        var first = Content[note].Words;
        var numbered = NumberedName().IsMatch(first) || (LineShapes.AttachmentHeading().IsMatch(first) && note + 1 < limit && NumberedName().IsMatch("附件：" + Content[note + 1].Words));
        var count = numbered ? CountNumbered(note, limit) : CountNote(note, heading, limit);
        end = note + count;
        if (!numbered)
            lines.Roles.Together(Content, note, count);
        else
        {
            lines.Roles.BreakBefore(Content[note]);
            if (end < Content.Count)
                lines.Roles.BreakBefore(Content[end]);
        }

        var joined = NotePrefix().Replace(string.Concat(Content.Skip(note).Take(count).Select(l => l.Words)), "");
        return numbered ? [.. ListNumber().Split(joined).Where(n => n.Length > 1)] : joined.Length > 1 ? [joined] : [];
    }

    private int CountNumbered(int note, int limit)
    {
        var count = 1;
        while (note + count < limit)
        {
            var words = Content[note + count].Words;
            var item = ItemMark.At(words) is { Kind: MarkKind.Digit };
            if (!item && (ShapedLines.IsSignature(Content[note + count]) || LineShapes.Date().IsMatch(words) || Content[note + count].StartsColumn || LineEnd.HasComma(words) || words is ['（', .., '）'] || lines.Layout.WidthOf(Content[note + count - 1]) < lines.Layout.Column * 0.6 || !lines.Layout.Wrapped))
                break;
            count++;
        }

        return count;
    }

    // The name goes on over lines: as far as it spells the printed title, else while lines are full.
    private int CountNote(int note, int heading, int limit)
    {
        if (heading > note && heading + 1 < Content.Count)
        {
            var printed = Content.Skip(heading + 1).Take(5).Aggregate(new List<string> { "" }, (all, line) => [.. all, all[^1] + line.Words]).Skip(1).ToList();
            var (best, likest) = (0, 0.6);
            for (var count = 1; count <= 6 && note + count <= limit; count++)
            {
                var name = NotePrefix().Replace(string.Concat(Content.Skip(note).Take(count).Select(l => l.Words)), "");
                var like = printed.Max(p => LineShapes.Likeness(name, p));
                if (like > likest + 1e-9)
                    (best, likest) = (count, like);
            }

            if (best > 0)
                return best;
        }

        var taken = LineShapes.AttachmentHeading().IsMatch(Content[note].Words) ? 2 : 1;
        while (note + taken < limit && lines.Layout.Wrapped && !Content[note + taken].StartsColumn && !ShapedLines.IsSignature(Content[note + taken]) && !LineShapes.Date().IsMatch(Content[note + taken].Words)
            && lines.Layout.WidthOf(Content[note + taken - 1]) >= lines.Layout.Column - 3.5 && !LineEnd.HasComma(Content[note + taken].Words))
            taken++;
        return Math.Min(taken, Content.Count - note);
    }

    [GeneratedRegex(@"^附件?\d{0,2}[：:]?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex NotePrefix();

    [GeneratedRegex(@"^附件?[：:]?1[.．、]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex NumberedName();

    [GeneratedRegex(@"\d{1,2}[.．、]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex ListNumber();
}

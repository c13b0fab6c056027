using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>Finds the title of what a covering notice puts into force, under the notice or torn away by the columns.</summary>
internal sealed partial class PlanTitleShaper(ShapedLines lines, HeadShaper head)
{
    private List<SourceLine> Content => lines.Content;

    public void Shape()
    {
        var names = NamesIn(0, head.NoticeEnd + 1);
        var at = head.NoticeEnd + 1;
        while (at < Content.Count - 1 && Content[at].Words is ['（', .., '）'] or ['(', .., ')'])
            lines.Roles.Together(Content, at++, 1);
        lines.Roles.StartPart(Content[at]);
        var count = lines.CountTitleLines(at, names);
        if (count > 0)
            lines.Roles.Together(Content, at, count);
        else
            MoveStrayTitle(at, names);
    }

    private List<string> NamesIn(int first, int end)
    {
        var joined = string.Concat(Content.Skip(first).Take(end - first).Select(l => l.Words));
        var names = LineShapes.BookName().Matches(joined).Select(m => m.Groups["name"].Value).ToList();
        var title = string.Concat(head.TitleLines.Select(l => l.Words));
        if (PrintedName().Match(title) is { Success: true } printed)
            names.Add(printed.Groups["name"].Value);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    // The first line of the title, torn away by the columns, stands somewhere in mid-sentence.
    private void MoveStrayTitle(int at, IReadOnlyList<string> names)
    {
        for (var i = at + 1; i + 1 < Content.Count; i++)
        {
            var words = Content[i].Words;
            if (words.Length < 4 || LineEnd.IsTerminal(Content[i - 1].Words) || LineEnd.HasComma(words) || lines.Layout.WidthOf(Content[i]) > lines.Layout.Column - 3)
                continue;
            var count = names.Any(n => n.StartsWith(words, StringComparison.Ordinal)) ? 1 : 0;
            while (count > 0 && i + count + 1 < Content.Count && names.Any(n => n.StartsWith(string.Concat(Content.Skip(i).Take(count + 1).Select(l => l.Words)), StringComparison.Ordinal)))
                count++;
            if (count == 0)
                continue;
            lines.Move(i, count, at, "标题被版面带进正文，移回正文之前");
            var moved = string.Concat(Content.Skip(at).Take(count).Select(l => l.Words));
            if (!names.Contains(moved, StringComparer.Ordinal))
                lines.Doubts.Add($"第{Content[at].Number}行：标题只印出“{moved}”，原件可能还有“{names.First(n => n.StartsWith(moved, StringComparison.Ordinal))[moved.Length..]}”，请对照原件");
            lines.Roles.Together(Content, at, count);
            lines.Roles.StartPart(Content[at]);
            return;
        }

        lines.Doubts.Add($"第{Content[at].Number}行：通知之后没有印出所印发文件的标题");
    }

    [GeneratedRegex(@"(?:印发|发布|转发|公布)《?(?<name>[^《》]{4,80}?)》?的?(?:通知|公告|函)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex PrintedName();
}

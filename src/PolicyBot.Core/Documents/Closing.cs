using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>Where the numbered text of a part ends: unnumbered paragraphs after the last level that speak of the whole, names of attachments, signature and date.</summary>
internal static partial class Closing
{
    /// <summary>The first line after <paramref name="lastMark"/> that closes the part; the number of lines where none does.</summary>
    public static int Start(IReadOnlyList<TextLine> lines, int lastMark, IReadOnlyList<MarkedLine> marks)
    {
        var usual = UsualLength(lines, marks);
        var hasArticles = marks.Any(m => m.Mark.Kind == MarkKind.Article);
        for (var i = Math.Max(lastMark + 1, 1); i < lines.Count; i++)
        {
            if (lines[i].IsBlank)
                continue;
            if (lines[i].NamesAttachments || IsSignature(lines, i) || SpeaksOfWhole(lines[i].Trimmed) && !hasArticles)
                return i;
            // The item before was closed by its units; what follows stands outside it.
            if (!hasArticles && marks.Count > 0 && ClosedByUnits(lines[i - 1].Trimmed) && i > lastMark)
                return i;
            if (usual is { } most && i - lastMark > most && !lines[i].IsTableRow)
                return i;
        }

        return lines.Count;
    }

    public static bool SpeaksOfWhole(string line) => Whole().IsMatch(line);

    /// <summary>Lines of the levels beside the last one, where these all have the same number; null where they differ or are too few to tell.</summary>
    private static int? UsualLength(IReadOnlyList<TextLine> lines, IReadOnlyList<MarkedLine> marks)
    {
        if (marks.Count < 3 || marks[^1].Mark.Number < 3)
            return null;
        var kind = marks[^1].Mark.Kind;
        var lengths = new List<int>();
        for (var i = marks.Count - 2; i >= 0 && marks[i].Mark.Kind == kind; i--)
            lengths.Add(marks[i + 1].Line - marks[i].Line);
        return lengths.Count >= 2 && lengths.Distinct().Count() == 1 && lengths[0] > 1 ? lengths[0] - 1 : null;
    }

    private static bool IsSignature(IReadOnlyList<TextLine> lines, int i)
    {
        if (lines[i].IsDate)
            return true;
        for (var j = i; j < Math.Min(lines.Count, i + 4); j++)
        {
            if (lines[j].IsDate)
                return true;
            if (lines[j].Trimmed.Length > 40 || lines[j].EndsSentence)
                return false;
        }

        return false;
    }

    private static bool ClosedByUnits(string line) => Units().IsMatch(line);

    [GeneratedRegex(@"^(?:特此|(?:本|该|此)(?:《[^》]{1,20}》|通知|意见|办法|方案|规定|规程|措施|细则|文件|公告|通告|决定|规划|计划|政策|行动)|上述(?:各项|各类|政策|措施|规定|补贴|奖励|补助)|以上(?:各项|各类|政策|措施|规定|补贴|奖励|补助)|自[^。]{0,12}起(?:施行|实施|执行)|此前|未尽事宜)|[^。]{0,60}起(?:施行|实施)(?:，|。|,|$)[^。]{0,80}$|同时废止。?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?:责任|牵头|配合|主办|协办|落实)(?:单位|部门)[^〕）)\n]*(?:[（(][^（()）]*[）)][^〕）)\n]*)*[〕）)]。?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Units();
}

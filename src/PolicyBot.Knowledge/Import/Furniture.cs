using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>Page numbers, running headers and imprints: recognised by shape, repetition and position, never by their words.</summary>
internal static partial class Furniture
{
    /// <summary>Index of the line → why it is furniture. Of lines with a place on a page, the reader of the form has decided by that place.</summary>
    public static SortedDictionary<int, string> Find(IReadOnlyList<SourceLine> lines)
    {
        var found = new SortedDictionary<int, string>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Style == LineStyle.HeaderOrFooter)
                found[i] = "页眉页脚";
            else if (LineShapes.PageNumber().IsMatch(lines[i].Words))
                found[i] = "页码";
        }

        AddBareNumbers(lines, found);
        AddRunningHeaders(lines, found);
        return found;
    }

    // 12, 13, 14 alone on their lines are page numbers when they rise through the file; a single one may be a wrapped figure.
    private static void AddBareNumbers(IReadOnlyList<SourceLine> lines, SortedDictionary<int, string> found)
    {
        var bare = new List<(int Index, int Value)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Y is null && BareNumber().IsMatch(lines[i].Words))
                bare.Add((i, int.Parse(lines[i].Words, System.Globalization.CultureInfo.InvariantCulture)));
        }

        for (var i = 0; i < bare.Count; i++)
        {
            var fits = (i > 0 && bare[i].Value - bare[i - 1].Value is 1 or 2 && bare[i].Index - bare[i - 1].Index > 5)
                || (i + 1 < bare.Count && bare[i + 1].Value - bare[i].Value is 1 or 2 && bare[i + 1].Index - bare[i].Index > 5);
            if (fits)
                found[bare[i].Index] = "页码";
        }
    }

    private static void AddRunningHeaders(IReadOnlyList<SourceLine> lines, SortedDictionary<int, string> found)
    {
        var groups = Enumerable.Range(0, lines.Count)
            .Where(i => !found.ContainsKey(i) && CouldRepeat(lines[i]))
            .GroupBy(i => Digits().Replace(lines[i].Words, "#"), StringComparer.Ordinal)
            .Where(g => g.Count() > 1).Select(g => g.ToList()).ToList();
        var lengths = lines.Select(l => l.Words.Length).Order().ToList();
        var column = lengths.Count == 0 ? 0 : lengths[lengths.Count * 3 / 4];
        // Two passes: a header below another header is next to a page break only once the first is known.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var group in groups)
            {
                // Signatures repeat too, but a date follows them.
                if (group.Exists(i => i + 1 < lines.Count && LineShapes.Date().IsMatch(lines[i + 1].Words)))
                    continue;
                // A wrapped line may repeat by chance: then it stands elsewhere in mid-sentence, as long as its neighbours.
                if (group.Exists(i => !IsAtPageBreak(lines, i, found) && IsInSentence(lines, i) && lines[i].Words.Length > column * 0.7))
                    continue;
                // The end of a heading may repeat too: a full line before it, a mark after it.
                if (group.Exists(i => !IsAtPageBreak(lines, i, found) && EndsHeading(lines, i, column)))
                    continue;
                var evident = group.Count(i => IsAtPageBreak(lines, i, found) || (IsInSentence(lines, i) && lines[i].Words.Length <= column * 0.6));
                if (evident * 2 >= group.Count)
                    group.ForEach(i => found[i] = "页眉（重复出现）");
            }
        }
    }

    private static bool CouldRepeat(SourceLine line)
    {
        var words = line.Words;
        return words.Length is >= 3 and <= 40 && words.AsSpan().IndexOfAny("，。；、：！？|") < 0 && !words.EndsWith('〕') && !words.EndsWith('〉')
            && line.Style is LineStyle.Text && line.Y is null && ItemMark.At(words) is null && words.Any(Han.Is) && !line.Text.Contains('\t')
            && !LineShapes.Date().IsMatch(words) && !LineShapes.Number().IsMatch(words) && !LineShapes.AttachmentHeading().IsMatch(words)
            && !LineShapes.NameAndPost().IsMatch(line.Text.Trim());
    }

    private static bool IsInSentence(IReadOnlyList<SourceLine> lines, int i) =>
        i > 0 && i + 1 < lines.Count && !LineEnd.IsTerminal(lines[i - 1].Words) && !LineEnd.IsWeak(lines[i - 1].Words) && ItemMark.At(lines[i + 1].Words) is null
        && (LineEnd.HasComma(lines[i - 1].Words) || LineEnd.HasComma(lines[i + 1].Words));

    private static bool EndsHeading(IReadOnlyList<SourceLine> lines, int i, int column) =>
        i > 0 && i + 1 < lines.Count && ItemMark.At(lines[i + 1].Words) is not null && ItemMark.At(lines[i - 1].Words) is not null
        && !LineEnd.IsTerminal(lines[i - 1].Words) && lines[i - 1].Words.Length >= column * 0.75;

    private static bool IsAtPageBreak(IReadOnlyList<SourceLine> lines, int i, SortedDictionary<int, string> found)
    {
        if (i == 0 || i == lines.Count - 1)
            return true;
        var (before, after) = (lines[i - 1], lines[i + 1]);
        return found.ContainsKey(i - 1) || found.ContainsKey(i + 1) || after.StartsColumn || lines[i].Text.Contains('\f')
            || (lines[i].Page is { } page && (before.Page != page || after.Page != page));
    }

    [GeneratedRegex(@"^\d{1,3}$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Digits();
}

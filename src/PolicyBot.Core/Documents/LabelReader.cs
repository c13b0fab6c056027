namespace PolicyBot.Core.Documents;

/// <summary>
/// Which lines of a part are levels by the name of their field. A part has at least three of one form, and no articles; lines whose values are left blank are a
/// form to be filled in and no levels.
/// </summary>
internal static class LabelReader
{
    private const int Fewest = 3;

    /// <summary>By line, in the order of the text; empty where the part has none.</summary>
    public static IReadOnlyDictionary<int, ClauseMark> Read(IReadOnlyList<TextLine> lines, int from, Func<int, bool> isOutside)
    {
        var found = Enumerable.Range(from, lines.Count - from).Where(i => !lines[i].IsBlank && !isOutside(i))
            .Select(i => (Line: i, Label: FieldLabel.Read(lines[i].Text))).Where(l => l.Label is not null).Select(l => (l.Line, Label: l.Label!.Value))
            .GroupBy(l => l.Label.Form).Where(g => g.Select(l => l.Label.Name).Distinct(StringComparer.Ordinal).Count() >= Fewest).SelectMany(g => g).OrderBy(l => l.Line).ToList();
        if (found.Count == 0 || IsToBeFilledIn(lines, found) || IsAside(lines, from, found))
            return new Dictionary<int, ClauseMark>();
        var kind = RankOf(lines, found.ConvertAll(l => l.Line));
        return found.Select((l, i) => (l.Line, Mark: new ClauseMark(kind, i + 1, l.Label.Name, l.Label.Length))).ToDictionary(l => l.Line, l => l.Mark);
    }

    private static bool IsToBeFilledIn(IReadOnlyList<TextLine> lines, List<(int Line, FieldLabel Label)> found) =>
        found.Count(l => IsBare(lines, l) && !IsFilledBelow(lines, l, found)) * 2 >= found.Count;

    /// <summary>Some lines with telephones and addresses in a text that is built otherwise.</summary>
    private static bool IsAside(IReadOnlyList<TextLine> lines, int from, List<(int Line, FieldLabel Label)> found) =>
        found.TrueForAll(l => l.Label.Form == FieldLabelForm.Named) && !found.Exists(l => IsBare(lines, l) && IsFilledBelow(lines, l, found)) && found.Count * 2 < lines.Skip(from).Count(l => !l.IsBlank);

    private static bool IsBare(IReadOnlyList<TextLine> lines, (int Line, FieldLabel Label) found) =>
        found.Label.Form == FieldLabelForm.Named && found.Label.Length >= lines[found.Line].Text.TrimEnd().Length;

    private static bool IsFilledBelow(IReadOnlyList<TextLine> lines, (int Line, FieldLabel Label) found, List<(int Line, FieldLabel Label)> all) =>
        Next(lines, found.Line) is { } next && !all.Exists(f => f.Line == next);

    /// <summary>Labels stand below the numbers that they follow, and above the numbers that begin anew under them.</summary>
    private static MarkKind RankOf(IReadOnlyList<TextLine> lines, List<int> labels)
    {
        if (labels[0] > 0 && ClauseMark.Read(lines[labels[0] - 1].Text) is { } above)
        {
            return above.Kind switch
            {
                < MarkKind.Bracketed => MarkKind.LabelAboveBracketed,
                < MarkKind.Arabic => MarkKind.LabelAboveArabic,
                _ => MarkKind.LabelBelowArabic,
            };
        }

        var below = labels.Select(l => Next(lines, l) is { } next ? ClauseMark.Read(lines[next].Text) : null).FirstOrDefault(m => m is { Number: 1 });
        return below?.Kind switch
        {
            MarkKind.Section => MarkKind.LabelAboveSection,
            MarkKind.Bracketed => MarkKind.LabelAboveBracketed,
            MarkKind.BracketedArabic or MarkKind.Circled => MarkKind.LabelBelowArabic,
            _ => MarkKind.LabelAboveArabic,
        };
    }

    private static int? Next(IReadOnlyList<TextLine> lines, int line)
    {
        for (var i = line + 1; i < lines.Count; i++)
        {
            if (!lines[i].IsBlank)
                return i;
        }

        return null;
    }
}

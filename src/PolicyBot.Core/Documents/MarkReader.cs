namespace PolicyBot.Core.Documents;

/// <summary>A line that begins a numbered level.</summary>
internal readonly record struct MarkedLine(int Line, ClauseMark Mark);

/// <summary>
/// Which lines are headings: those with a mark whose number can come next, outside quotations and tables. A wrapped line that only looks like a heading fails the sequence.
/// </summary>
internal static class MarkReader
{
    /// <summary>Numbers that an issuer skips by mistake.</summary>
    private const int Slip = 2;

    private static readonly IReadOnlyDictionary<int, ClauseMark> NoLabels = new Dictionary<int, ClauseMark>();

    public static List<MarkedLine> Read(IReadOnlyList<TextLine> lines, int from)
    {
        var marks = new List<MarkedLine>();
        var last = new Dictionary<MarkKind, int>();
        var above = new Dictionary<MarkKind, int>();
        var quotes = QuotedLines(lines);
        var hasArticles = lines.Skip(from).Any(l => ClauseMark.Read(l.Trimmed) is { Kind: MarkKind.Article, Number: 1 } or { Kind: MarkKind.Article, IsSetApart: true });
        var labels = hasArticles ? NoLabels : LabelReader.Read(lines, from, IsOutside);
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i];
            if (labels.TryGetValue(i, out var label))
            {
                Enter(label);
                marks.Add(new(i, label));
                continue;
            }

            if (IsOutside(i) || ClauseMark.Read(line.Text) is not { } mark)
                continue;
            if (mark.Kind == MarkKind.Article && !hasArticles || mark.Length >= line.Text.TrimEnd().Length && mark.Kind > MarkKind.Article)
                continue;
            if (!CanCome(mark, last) && !RunsOn(mark, last, above))
                continue;
            Enter(mark);
            marks.Add(new(i, mark));
        }

        return marks.Count > 0 ? marks : Questions(lines, from);

        bool IsOutside(int i) => lines[i].IsTableRow || lines[i].NamesAttachments || quotes[i];

        void Enter(ClauseMark mark)
        {
            last[mark.Kind] = mark.Number;
            // Deeper levels begin anew or run on without a slip; articles and （一） run on and keep their count.
            foreach (var deeper in last.Keys.Where(k => k > mark.Kind && k is not (MarkKind.Bracketed or MarkKind.Article)).ToList())
            {
                last.Remove(deeper, out var count);
                if (count > 0)
                    above[deeper] = count;
            }

            if (mark.Kind is MarkKind.Article)
                last.Remove(MarkKind.Bracketed);
        }
    }

    private static bool CanCome(ClauseMark mark, Dictionary<MarkKind, int> last)
    {
        if (mark.Number <= 1)
            return mark.Number == 1;
        var before = last.GetValueOrDefault(mark.Kind);
        // An extract leaves articles and chapters out; what is set apart by a blank is no reference in the middle of a sentence.
        if (mark is { Kind: MarkKind.Article or MarkKind.Chapter, IsSetApart: true } && mark.Number > before)
            return true;
        return before > 0 && mark.Number > before && mark.Number <= before + Slip;
    }

    /// <summary>1. 2. under 一、 and 3. 4. under 二、: the count of the heading before goes on.</summary>
    private static bool RunsOn(ClauseMark mark, Dictionary<MarkKind, int> last, Dictionary<MarkKind, int> above) =>
        mark.Kind is MarkKind.Section or MarkKind.Arabic && !last.ContainsKey(mark.Kind) && above.GetValueOrDefault(mark.Kind) is > 0 and var before && mark.Number == before + 1;

    /// <summary>Lines that begin inside “…”: new words of an amended article are no levels of the amending text.</summary>
    private static bool[] QuotedLines(IReadOnlyList<TextLine> lines)
    {
        var quoted = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (Depth(lines[i].Text) <= 0 || quoted[i])
                continue;
            var close = i + 1;
            for (var depth = Depth(lines[i].Text); close < lines.Count && (depth += Depth(lines[close].Text)) > 0;)
                close++;
            // A quotation mark that is never closed is a slip of the pen, not a quotation of all that follows.
            if (close >= lines.Count)
                continue;
            for (var inside = i + 1; inside <= close; inside++)
                quoted[inside] = true;
        }

        return quoted;
    }

    private static int Depth(string text) => text.Count(c => c == '“') - text.Count(c => c == '”');

    /// <summary>A text of 问：… 答：… without numbers, or one whose lines ask and are answered below: every question begins a level.</summary>
    private static List<MarkedLine> Questions(IReadOnlyList<TextLine> lines, int from)
    {
        var marks = new List<MarkedLine>();
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i].Text.TrimStart();
            if (line.Length > 2 && line[0] is '问' or 'Q' && line[1] is '：' or ':')
                marks.Add(new(i, new ClauseMark(MarkKind.Question, marks.Count + 1, $"问{marks.Count + 1}", 2 + lines[i].Text.Length - line.Length)));
        }

        return marks.Count > 1 ? marks : Asking(lines, from);
    }

    private static List<MarkedLine> Asking(IReadOnlyList<TextLine> lines, int from)
    {
        var marks = new List<MarkedLine>();
        for (var i = from; i + 1 < lines.Count; i++)
        {
            if (lines[i].Trimmed is { Length: > 3 and <= LongestQuestion } line && line[^1] is '？' or '?' && !lines[i + 1].IsBlank)
                marks.Add(new(i, new ClauseMark(MarkKind.Question, marks.Count + 1, $"问{marks.Count + 1}", Length: 0)));
        }

        return marks.Count >= FewestQuestions ? marks : [];
    }

    private const int LongestQuestion = 40;
    private const int FewestQuestions = 3;
}

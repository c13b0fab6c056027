namespace PolicyBot.Search.Ranking;

/// <summary>The stretch of a clause that shares most with the question, verbatim, and what to mark in it.</summary>
internal static class SnippetMaker
{
    private const int Longest = 120;
    private const string Stops = "。；！？\n";

    public static Snippet Make(CandidateText text, QuestionForm question)
    {
        var official = text.Row.Clause;
        var marks = Marks(text.Own, question);
        var start = official.Text.Length <= Longest ? 0 : BestStart(text.Own, marks);
        var end = Math.Min(official.Text.Length, start + Longest);
        // Never through the middle of a character beyond the basic plane.
        if (end < official.Text.Length && char.IsLowSurrogate(official.Text[end]))
            end++;
        var highlights = Merge(marks.Where(m => m.Start >= start && m.End <= end).Select(m => new TextSpan(m.Start - start, m.End - start)));
        return new(official.Text[start..end], official.Start + start, highlights);
    }

    private static List<(int Start, int End, double Idf)> Marks(string own, QuestionForm question)
    {
        var marks = new List<(int, int, double)>();
        foreach (var gram in Words(question.Content).Concat(question.Terms.SelectMany(t => Words(t.Grams))).Where(g => g.Clauses > 0).DistinctBy(g => g.Text))
        {
            for (var at = CandidateText.IndexOf(own, gram, 0); at >= 0; at = CandidateText.IndexOf(own, gram, at + 1))
                marks.Add((at, at + gram.Text.Length, gram.Idf));
        }

        marks.Sort((a, b) => a.Item1.CompareTo(b.Item1));
        return marks;
    }

    /// <summary>
    /// Without the pairs that join the end of one word to the beginning of the next: rarer than both neighbours, whose characters they share.
    /// Where the whole phrase stands its neighbours mark it without a gap; alone such a pair marks halves of two other words (就业补助 for 创业补贴).
    /// </summary>
    private static IEnumerable<WeightedGram> Words(IReadOnlyList<WeightedGram> grams)
    {
        for (var i = 0; i < grams.Count; i++)
        {
            var (gram, before, after) = (grams[i], i > 0 ? grams[i - 1] : null, i + 1 < grams.Count ? grams[i + 1] : null);
            if (before is null || after is null || before.End <= gram.Start || after.Start >= gram.End || before.Clauses <= gram.Clauses || after.Clauses <= gram.Clauses)
                yield return gram;
        }
    }

    // From the sentence that holds the densest marks; from its beginning where that fits.
    private static int BestStart(string own, List<(int Start, int End, double Idf)> marks)
    {
        var best = (Start: 0, Sum: -1.0);
        foreach (var candidate in marks.Select(m => m.Start).Distinct())
        {
            var sum = marks.Where(m => m.Start >= candidate && m.End <= candidate + Longest - 20).Sum(m => m.Idf);
            if (sum > best.Sum)
                best = (candidate, sum);
        }

        var sentence = best.Start == 0 ? 0 : own.AsSpan(0, best.Start).LastIndexOfAny(Stops) + 1;
        var start = best.Start - sentence <= 40 ? sentence : best.Start;
        while (start < own.Length && char.IsWhiteSpace(own[start]))
            start++;
        return start > 0 && start < own.Length && char.IsLowSurrogate(own[start]) ? start - 1 : start;
    }

    private static List<TextSpan> Merge(IEnumerable<TextSpan> spans)
    {
        var merged = new List<TextSpan>();
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
                merged[^1] = new(merged[^1].Start, Math.Max(merged[^1].End, span.End));
            else
                merged.Add(span);
        }

        return merged;
    }
}

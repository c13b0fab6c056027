using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Evaluation;

/// <summary>Compares an answer with what the gold question asks of it. Source: definitions of quality.md.</summary>
public static class GoldScorer
{
    /// <summary>Everything that is wrong, in the order: status, strings, verdict, amount.</summary>
    public static IReadOnlyList<string> FaultsOf(GoldQuestion gold, Answer answer)
    {
        var faults = new List<string>();
        var status = AnswerJson.StatusOf(answer);
        if (gold.Status.Count > 0 && !gold.Status.Contains(status, StringComparer.Ordinal))
            faults.Add($"状态为 {status}，应为 {string.Join("|", gold.Status)}");

        var said = Squeeze(answer.Text);
        foreach (var group in gold.Must.Where(g => g.Count > 0 && !g.Any(m => said.Contains(Squeeze(m), StringComparison.Ordinal))))
            faults.Add($"缺少「{string.Join("｜", group)}」");
        foreach (var forbidden in gold.MustNot.Where(m => said.Contains(Squeeze(m), StringComparison.Ordinal)))
            faults.Add($"不应出现「{forbidden}」");

        if (gold.Verdict is { } verdict && !string.Equals(VerdictOf(answer), verdict, StringComparison.Ordinal))
            faults.Add($"结论为 {VerdictOf(answer) ?? "无"}，应为 {verdict}");
        if (gold.Amount is { } amount && answer.Amount?.Value != amount && !MentionsAmount(said, amount))
            faults.Add($"金额为 {answer.Amount?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "无"}，应为 {amount}");
        if (gold.Missing is { Count: > 0 } && gold.Verdict is "need_more_info" && answer.Missing.Count == 0 && answer.Citations.Count == 0)
            faults.Add($"没有追问，应问「{string.Join("、", gold.Missing)}」");
        return faults;
    }

    /// <summary>
    /// Whether a fact that the gold question expects to be asked (正常经营月数) is named in the answer's missing facts or its open conditions. The gold names facts in words,
    /// the answer in a question and its choices: half of the pairs of characters have to agree.
    /// </summary>
    public static bool Names(string missing, Answer answer)
    {
        var named = Pairs(string.Concat(answer.Missing.Select(m => m.Ask + "\n" + string.Join('\n', m.Choices) + "\n"))
            + string.Concat(answer.Text.Split('\n').Where(l => l.StartsWith('？')).Select(l => l + "\n")));
        var wanted = Pairs(missing);
        return wanted.Count > 0 && wanted.Count(named.Contains) * 2 >= wanted.Count;
    }

    private static HashSet<string> Pairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2)).Where(p => p.All(char.IsLetterOrDigit))];

    public static string? VerdictOf(Answer answer) => answer.Verdict is { } v ? AnswerJson.NameOf(v) : null;

    /// <summary>True where the citation names a gold clause; a gold path also accepts the clauses under it.</summary>
    public static bool Matches(GoldQuestion gold, Citation citation) =>
        gold.Clauses.Any(c => Matches(c, citation.Document, citation.Clause));

    public static bool Matches(string goldClause, DocumentNumber document, ClausePath clause)
    {
        var cut = goldClause.IndexOf('#', StringComparison.Ordinal);
        return cut > 0
            && DocumentNumber.TryParse(goldClause[..cut], out var number) && number == document
            && ClausePath.TryParse(goldClause[(cut + 1)..], out var path) && path == clause;
    }

    private static bool MentionsAmount(string said, decimal amount)
    {
        var plain = amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        var wan = (amount / 10000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) + "万元";
        return said.Contains(plain + "元", StringComparison.Ordinal) || said.Contains(wan, StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>What a grant comes to, in the words of the text: the giving part of each sentence with its caps, and the rows of the table it points to.</summary>
internal static class DraftRates
{
    private const int Most = 14;

    public static IReadOnlyList<ClauseWords> Of(PolicyDocument document, IReadOnlyList<ClauseSentence> grants) =>
        [.. grants.SelectMany(g => One(document, g)).DistinctBy(w => (w.Start, w.End)).Take(Most)];

    private static IEnumerable<ClauseWords> One(PolicyDocument document, ClauseSentence grant)
    {
        yield return grant.All;
        // A cap often stands in a sentence of its own beside the rate, a table right below it.
        var sentences = ClauseSentences.Of(grant.Clause);
        foreach (var next in sentences.SkipWhile(s => s.Start <= grant.Start).TakeWhile(s => s.IsTableRow || IsCap(s.Text)))
            yield return next.All;
        // 补助标准为： goes on in the items below.
        if (grant.Text[^1] is '：' or ':')
        {
            foreach (var item in document.Clauses.Where(c => c.Path.Value.StartsWith(grant.Clause.Path.Value + "/", StringComparison.Ordinal)).SelectMany(c => ClauseSentences.Of(c).Take(1)).Where(s => GrantPatterns.Grants(s.Text)))
                yield return item.All;
        }
    }

    private static bool IsCap(string text) => text.Contains("不超过", StringComparison.Ordinal) || text.Contains("最高", StringComparison.Ordinal) || text.Contains("最长", StringComparison.Ordinal) || text.Contains("就高", StringComparison.Ordinal);
}

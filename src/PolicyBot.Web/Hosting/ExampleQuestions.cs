using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// Questions that the documents can answer: what they grant by name where somebody wrote that down, sums first, then the headings of their clauses, those with a sum first;
/// one from each document in turn, so that all are shown.
/// </summary>
public static class ExampleQuestions
{
    private const int Most = 12;
    private const int Shortest = 5;
    private const int Longest = 14;

    public static IReadOnlyList<string> From(KnowledgeBase knowledge) =>
    [
        .. InTurn(knowledge.Documents.Select(d => GrantsOf(knowledge, d)))
            .Concat(InTurn(knowledge.Documents.Select(HeadingsOf)))
            .Distinct(StringComparer.Ordinal)
            .Take(Most),
    ];

    private static IEnumerable<string> InTurn(IEnumerable<IEnumerable<string>> lines)
    {
        var queues = lines.Select(l => new Queue<string>(l.Distinct(StringComparer.Ordinal))).ToList();
        while (queues.Exists(q => q.Count > 0))
        {
            foreach (var queue in queues.Where(q => q.Count > 0))
                yield return queue.Dequeue();
        }
    }

    private static IEnumerable<string> GrantsOf(KnowledgeBase knowledge, PolicyDocument document) =>
        from benefit in knowledge.Benefits
        where benefit.Document == document.Number
        orderby benefit.Amounts.Count == 0
        let name = NameOf(benefit)
        where name.Length <= Longest
        select benefit.Amounts.Count > 0 ? $"{name}给多少钱？" : $"谁可以申请{name}？";

    /// <summary>Without what tells one sum of a subsidy from another: that is what is asked about.</summary>
    private static string NameOf(Benefit benefit) =>
        benefit.Title.IndexOf('（', StringComparison.Ordinal) is > 0 and var at ? benefit.Title[..at] : benefit.Title;

    private static IEnumerable<string> HeadingsOf(PolicyDocument document) =>
        document.Clauses.Where(c => IsLeaf(document, c)).OrderBy(c => !NamesASum(c.Text)).Select(TopicOf).Where(IsAskable).Select(topic => $"“{topic}”是怎么规定的？");

    private static bool NamesASum(string text) => text.Contains('元', StringComparison.Ordinal) && text.Any(char.IsAsciiDigit);

    private static bool IsLeaf(PolicyDocument document, Clause clause) =>
        !document.Clauses.Any(c => c.Path != clause.Path && clause.Path.Contains(c.Path));

    /// <summary>The heading without its mark: 1. / （一） / 一、 / 第三条.</summary>
    private static string TopicOf(Clause clause)
    {
        var mark = clause.Path.Segments[^1];
        var heading = clause.Heading.Trim();
        if (heading.StartsWith(mark, StringComparison.Ordinal))
            heading = heading[mark.Length..];
        return heading.Trim(' ', '\u3000', '.', '．', '、', '。', '：');
    }

    private static bool IsAskable(string topic) =>
        topic.Length is >= Shortest and <= Longest && topic.All(c => char.IsLetterOrDigit(c) || c is '、');
}

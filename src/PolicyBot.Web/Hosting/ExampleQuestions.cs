using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// Questions that the documents can answer: what they grant by name where somebody wrote that down, then the headings of their clauses, those that name a sum first;
/// one from each document in turn, so that all are shown.
/// </summary>
public static class ExampleQuestions
{
    private const int Most = 12;
    private const int Shortest = 5;
    private const int Longest = 14;

    public static IReadOnlyList<string> From(KnowledgeBase knowledge)
    {
        var lines = knowledge.Documents.Select(d => new Queue<string>(GrantsOf(knowledge, d).Concat(HeadingsOf(d)).Distinct(StringComparer.Ordinal))).ToList();
        var examples = new List<string>();
        while (examples.Count < Most && lines.Exists(l => l.Count > 0))
        {
            foreach (var line in lines.Where(l => l.Count > 0))
                examples.Add(line.Dequeue());
        }

        return [.. examples.Take(Most)];
    }

    private static IEnumerable<string> GrantsOf(KnowledgeBase knowledge, PolicyDocument document) =>
        knowledge.Benefits.Where(b => b.Document == document.Number && b.Title.Length <= Longest)
            .OrderBy(b => b.Amounts.Count == 0)
            .Select(b => b.Amounts.Count > 0 ? $"{b.Title}给多少钱？" : $"谁可以申请{b.Title}？");

    private static IEnumerable<string> HeadingsOf(PolicyDocument document) =>
        document.Clauses.Where(c => IsLeaf(document, c)).OrderBy(c => !NamesASum(c.Text)).Select(TopicOf).Where(IsAskable).Select(topic => $"“{topic}”是怎么规定的？");

    /// <summary>What people ask about first is what comes with a sum.</summary>
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

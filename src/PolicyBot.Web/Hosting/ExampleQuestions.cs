using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Web.Hosting;

/// <summary>Questions that the documents can answer, made from the headings of their clauses: one from each document in turn, so that all are shown.</summary>
public static class ExampleQuestions
{
    private const int Most = 12;
    private const int Shortest = 5;
    private const int Longest = 14;

    public static IReadOnlyList<string> From(KnowledgeBase knowledge)
    {
        var lines = knowledge.Documents.Select(d => new Queue<string>(d.Clauses.Where(c => IsLeaf(d, c)).Select(TopicOf).Where(IsAskable).Distinct(StringComparer.Ordinal))).ToList();
        var examples = new List<string>();
        while (examples.Count < Most && lines.Exists(l => l.Count > 0))
        {
            foreach (var line in lines.Where(l => l.Count > 0))
                examples.Add($"“{line.Dequeue()}”是怎么规定的？");
        }

        return [.. examples.Take(Most)];
    }

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

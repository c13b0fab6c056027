using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Evaluation;

/// <summary>What differs between two editions of the knowledge: documents by what people call them, everything else by file.</summary>
/// <param name="Added">Numbers of documents that are new.</param>
/// <param name="Reworded">Numbers of documents whose official text is another.</param>
/// <param name="OtherFiles">Changed files that hold no official text (rules, words, replies, metadata), relative to the knowledge folder.</param>
public sealed record KnowledgeChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Reworded, IReadOnlyList<string> OtherFiles)
{
    public static KnowledgeChange None { get; } = new([], [], [], []);

    public bool IsEmpty => Added.Count + Removed.Count + Reworded.Count + OtherFiles.Count == 0;

    /// <param name="changedFiles">Every file that differs, relative to the knowledge folder.</param>
    public static KnowledgeChange Between(KnowledgeBase before, KnowledgeBase after, IReadOnlyList<string> changedFiles)
    {
        var old = before.Documents.ToDictionary(d => d.Number);
        var now = after.Documents.ToDictionary(d => d.Number);
        // Files of a document that came or went are told by its number.
        var whole = after.Documents.Where(d => !old.ContainsKey(d.Number)).Concat(before.Documents.Where(d => !now.ContainsKey(d.Number))).Select(d => d.Folder).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. after.Documents.Where(d => !old.ContainsKey(d.Number)).Select(d => d.Number.Value)],
            [.. before.Documents.Where(d => !now.ContainsKey(d.Number)).Select(d => d.Number.Value)],
            [.. after.Documents.Where(d => old.TryGetValue(d.Number, out var was) && !string.Equals(was.Digest, d.Digest, StringComparison.Ordinal)).Select(d => d.Number.Value)],
            [.. changedFiles.Where(f => !IsText(f) && !f.Split('/').Any(whole.Contains))]);
    }

    /// <summary>One line for the history. Chinese.</summary>
    public string Describe()
    {
        string[] parts = [Part("新增", Added), Part("改正文", Reworded), Part("撤下", Removed), OtherFiles.Count == 0 ? "" : $"改动其他文件{OtherFiles.Count}个"];
        return string.Join("；", parts.Where(p => p.Length > 0)) is { Length: > 0 } said ? said : "内容没有改动";
    }

    private static string Part(string what, IReadOnlyList<string> numbers) =>
        numbers.Count == 0 ? "" : $"{what}{numbers.Count}份（{string.Join("、", numbers.Take(5))}{(numbers.Count > 5 ? "等" : "")}）";

    private static bool IsText(string file) => file.EndsWith("document.md", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("source.", StringComparison.Ordinal);
}

namespace PolicyBot.Core.Evaluation;

/// <summary>One answer that the new version gives otherwise. <see cref="Why"/> is Chinese and never empty.</summary>
public sealed record AnswerChange(ReviewQuestion Question, AnswerGist Before, AnswerGist After, IReadOnlyList<string> Why)
{
    /// <summary>By the question's own expectations; null where it has none.</summary>
    public bool? WasRight { get; init; }

    public bool? IsRight { get; init; }

    /// <summary>What the expectations miss in the new answer; empty for a right one.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public bool IsWorse => WasRight == true && IsRight == false;

    public bool IsBetter => WasRight == false && IsRight == true;
}

/// <summary>Why an answer changed, read from what it rests on before and after and from what was changed in the knowledge.</summary>
public static class ChangeReason
{
    public static IReadOnlyList<string> Of(AnswerGist before, AnswerGist after, KnowledgeChange change)
    {
        var why = new List<string>();
        if (!string.Equals(before.Status, after.Status, StringComparison.Ordinal))
            why.Add($"结果由 {before.Status} 变为 {after.Status}");
        if (!string.Equals(before.Verdict, after.Verdict, StringComparison.Ordinal))
            why.Add($"结论由 {before.Verdict ?? "无"} 变为 {after.Verdict ?? "无"}");
        if (!string.Equals(before.Amount, after.Amount, StringComparison.Ordinal))
            why.Add($"金额由 {before.Amount ?? "无"} 变为 {after.Amount ?? "无"}");
        why.AddRange(after.Citations.Where(c => !before.Citations.Any(c.IsSamePlace)).Select(c => Gained(c, change)).Distinct(StringComparer.Ordinal));
        why.AddRange(before.Citations.Where(c => !after.Citations.Any(c.IsSamePlace)).Select(c => Lost(c, change)).Distinct(StringComparer.Ordinal));
        foreach (var now in after.Citations)
        {
            if (before.Citations.FirstOrDefault(now.IsSamePlace) is not { } was)
                continue;
            if (!string.Equals(was.Validity, now.Validity, StringComparison.Ordinal))
                why.Add($"{now.Document} {now.Clause} 的效力由 {was.Validity} 变为 {now.Validity}");
            if (!string.Equals(was.Quote, now.Quote, StringComparison.Ordinal))
                why.Add(string.Equals(was.Digest, now.Digest, StringComparison.Ordinal) ? $"{now.Document} {now.Clause} 引用了同一条的别的文字" : $"{now.Document} {now.Clause} 的文字改了");
        }

        // Nothing of what the answer rests on was touched: what was touched elsewhere is the cause (words, rules, or where a clause ranks among others).
        if (!after.Citations.Concat(before.Citations).Any(c => IsTouched(c, change)))
            why.Add(change.OtherFiles.Count > 0 ? $"条款原文没有变；改动了 {string.Join("、", change.OtherFiles.Take(4))}{(change.OtherFiles.Count > 4 ? " 等" : "")}" : $"条款原文没有变，排序和比较受别的改动影响：{change.Describe()}");
        return [.. why.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsTouched(GistCitation citation, KnowledgeChange change) =>
        change.Added.Concat(change.Removed).Concat(change.Reworded).Contains(citation.Document, StringComparer.Ordinal);

    private static string Gained(GistCitation citation, KnowledgeChange change) =>
        change.Added.Contains(citation.Document, StringComparer.Ordinal) ? $"引用了新增的 {citation.Document} {citation.Clause}" : $"改为引用 {citation.Document} {citation.Clause}";

    private static string Lost(GistCitation citation, KnowledgeChange change) =>
        change.Removed.Contains(citation.Document, StringComparer.Ordinal) ? $"原来引用的 {citation.Document} 已撤下" : $"不再引用 {citation.Document} {citation.Clause}";
}

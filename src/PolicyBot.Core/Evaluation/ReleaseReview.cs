namespace PolicyBot.Core.Evaluation;

/// <summary>
/// A new version held against the one that serves: the measured table of both, and every answer that changes.
/// Shape: <see cref="Changes"/> worse ones first, then in the order asked; <see cref="Before"/> empty where nothing serves yet.
/// </summary>
public sealed record ReleaseReview(KnowledgeChange Knowledge, IReadOnlyList<Metric> Before, IReadOnlyList<Metric> After, IReadOnlyList<AnswerChange> Changes, int Asked)
{
    public int Worse => Changes.Count(c => c.IsWorse);

    public int Better => Changes.Count(c => c.IsBetter);

    /// <summary>Why this version should not serve without somebody's word for it, Chinese; empty for one that may.</summary>
    /// <param name="mostWorse">How many answers may turn from right to wrong.</param>
    public IReadOnlyList<string> Refusals(int mostWorse)
    {
        var reasons = After.Where(m => m.IsUnderFloor).Select(m => $"{m.Name} 为 {Show(m.Value)}（{BeforeOf(m)}），{(m.AtLeast ? "低于下限" : "高于上限")} {Show(m.Floor!.Value)}").ToList();
        if (Worse > mostWorse)
            reasons.Add($"有 {Worse} 个原来答对的问题变成答错（最多允许 {mostWorse} 个）");
        return reasons;
    }

    /// <summary>One line for the history. Chinese.</summary>
    public string Describe() => Before.Count == 0
        ? $"首次发布，核对了 {Asked} 个问题"
        : $"核对了 {Asked} 个问题，{Changes.Count} 个回答有变化（变对 {Better}，变错 {Worse}）";

    private string BeforeOf(Metric metric) =>
        Before.FirstOrDefault(b => string.Equals(b.Name, metric.Name, StringComparison.Ordinal)) is { } before ? $"发布前 {Show(before.Value)}" : "发布前没有";

    private static string Show(double value) => value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}

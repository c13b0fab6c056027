using System.Globalization;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Cli.Publishing;

/// <summary>A review on the terminal: what changed in the knowledge, the measures before and after, every answer that changes with why.</summary>
internal static class ReviewText
{
    private const int MostShown = 100;

    public static void Write(TextWriter output, ReleaseReview review)
    {
        output.WriteLine($"改动：{review.Knowledge.Describe()}");
        output.WriteLine(review.Describe());
        foreach (var after in review.After)
        {
            var before = review.Before.FirstOrDefault(b => string.Equals(b.Name, after.Name, StringComparison.Ordinal));
            output.WriteLine($"  {after.Name,-28} {(before is null ? "" : Show(before.Value) + " → ")}{Show(after.Value)}{(after.Floor is { } floor ? $"（{(after.AtLeast ? "不低于" : "不高于")} {Show(floor)}）" : "")}{(after.IsUnderFloor ? " ✗" : "")}");
        }

        foreach (var change in review.Changes.Take(MostShown))
            Write(output, change);
        if (review.Changes.Count > MostShown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"……还有 {review.Changes.Count - MostShown} 个，用 --json 看全部。"));
    }

    private static void Write(TextWriter output, AnswerChange change)
    {
        output.WriteLine();
        output.WriteLine($"{Mark(change)}　{NameOf(change.Question.Source)} {change.Question.Id}　{change.Question.Text}");
        output.WriteLine($"    原来：{Say(change.Before)}");
        output.WriteLine($"    现在：{Say(change.After)}");
        output.WriteLine($"    原因：{string.Join("；", change.Why)}");
        if (change.Faults.Count > 0)
            output.WriteLine($"    不足：{string.Join("；", change.Faults)}");
    }

    private static string Mark(AnswerChange change) => change switch
    {
        { IsWorse: true } => "✗ 变错",
        { IsBetter: true } => "✓ 变对",
        _ => "· 变化",
    };

    private static string NameOf(ReviewSource source) => source switch
    {
        ReviewSource.Gold => "题库",
        ReviewSource.Asked => "真实提问",
        _ => "用例",
    };

    private static string Say(AnswerGist gist)
    {
        var text = gist.Text.ReplaceLineEndings(" ");
        string[] parts = [gist.Status, gist.Verdict ?? "", gist.Amount ?? "", text.Length > 160 ? text[..160] + "…" : text];
        return string.Join(" | ", parts.Where(p => p.Length > 0));
    }

    private static string Show(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>Words for the states of work and the parts of a comparison.</summary>
public static class JobText
{
    public static string NameOf(JobState state) => state switch
    {
        JobState.Waiting => "排队中",
        JobState.Running => "进行中",
        JobState.Done => "完成",
        JobState.Refused => "没有通过",
        JobState.Failed => "失败",
        JobState.Cancelled => "已取消",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    public static string ClassOf(JobState state) => state switch
    {
        JobState.Done => "in_force",
        JobState.Failed or JobState.Refused => "expired",
        _ => "",
    };

    /// <summary>检查（3/20），约还需 12 秒</summary>
    public static string Describe(JobView view)
    {
        if (view.State == JobState.Waiting)
            return "前面还有工作，正在排队";
        var count = view.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"（{view.Done}/{view.Total}）") : "";
        var left = view.Left is { } time ? string.Create(CultureInfo.InvariantCulture, $"，这一步约还需 {Math.Max(1, Math.Ceiling(time.TotalSeconds))} 秒") : "";
        return view.IsOver ? view.Message : $"{view.Step}{count}{left}";
    }

    public static string NameOf(ReviewSource source) => source switch
    {
        ReviewSource.Gold => "标准问题",
        ReviewSource.Asked => "真实提问",
        _ => "用例",
    };

    public static string NameOf(ProblemSeverity severity) => severity == ProblemSeverity.Error ? "错误" : "提醒";

    public static string Show(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Say(AnswerGist gist)
    {
        string[] parts = [gist.Status, gist.Verdict ?? "", gist.Amount ?? ""];
        var head = string.Join(" · ", parts.Where(p => p.Length > 0));
        return head.Length > 0 ? $"[{head}] {gist.Text}" : gist.Text;
    }
}

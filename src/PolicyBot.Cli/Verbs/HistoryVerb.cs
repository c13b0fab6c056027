using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>history</c>: who made which version serve, when, and what changed; newest first.</summary>
internal static class HistoryVerb
{
    public static Command Create(CliHost host)
    {
        var json = CommonOptions.Json();
        var command = new Command("history", "发布历史：谁、什么时候、改了什么") { json };
        command.SetAction((parsed, _) => Task.FromResult(Run(host, new KnowledgeSession(host, parsed).Versions, parsed.GetValue(json))));
        return command;
    }

    private static int Run(CliHost host, VersionStore store, bool json)
    {
        var kept = store.List().Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var current = store.Current;
        var events = store.History().Reverse().ToList();
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new { serving = current?.Version, events = events.Select(e => new { e.Version, e.Action, e.By, e.At, e.What, e.Reason, e.Previous, e.Name, kept = kept.Contains(e.Name) }) }, AnswerJson.Options));
            return CommandLine.Done;
        }

        if (events.Count == 0)
            host.Out.WriteLine("还没有发布过版本：服务直接使用知识文件夹。");
        foreach (var one in events)
            Write(host.Out, one, string.Equals(one.Id, current?.Id, StringComparison.Ordinal), kept.Contains(one.Name));
        return CommandLine.Done;
    }

    private static void Write(TextWriter output, PublishEvent one, bool serves, bool kept)
    {
        var at = one.At.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(serves ? "●" : " ")} 第 {one.Version} 版　{NameOf(one.Action)}　{at}　{one.By}{(kept ? "" : "　（已清理）")}"));
        output.WriteLine($"    {one.What}{(one.Reason is { } reason ? $"；理由：{reason}" : "")}");
    }

    private static string NameOf(string action) => action switch
    {
        "publish" => "发布",
        "rollback" => "退回",
        "receive" => "接收",
        _ => action,
    };
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Cli.Publishing;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>watch DIR</c>: files dropped into a folder become drafts, and somebody is told. It never publishes.</summary>
internal static class WatchVerb
{
    private sealed record Options(string Folder, TimeSpan Every, bool Once, Uri? Webhook, bool Json);

    public static Command Create(CliHost host)
    {
        var folder = new Argument<string>("DIR") { Description = "收文件的文件夹" };
        var every = new Option<double>("--every") { Description = "隔几秒看一次（默认 5）", HelpName = "SECONDS", DefaultValueFactory = _ => 5 };
        var once = new Option<bool>("--once") { Description = "只处理现有的文件，处理完就结束" };
        var webhook = new Option<string?>("--webhook") { Description = "有新草稿时把结果 POST 到这个地址（本机，或 Publishing:WebhookHosts 里的主机）", HelpName = "URL" };
        var json = CommonOptions.Json();
        var command = new Command("watch", "盯住一个文件夹：收到的文件变成待审的草稿并通知；从不自动发布") { folder, every, once, webhook, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var session = new KnowledgeSession(host, parsed);
            var target = Path.GetFullPath(parsed.GetValue(folder)!, host.WorkingFolder);
            if (!Directory.Exists(target))
                return await RefuseAsync(host, $"没有这个文件夹：{target}");
            if (parsed.GetValue(every) is not (>= 0.1 and <= 3600))
                return await RefuseAsync(host, "--every 应在 0.1 到 3600 秒之间。");
            var address = Webhook.Allow(parsed.GetValue(webhook), session.Publishing.WebhookHosts);
            if (!address.IsSuccess)
                return await RefuseAsync(host, address.Problems[0].ToString());
            return await RunAsync(host, session, new(target, TimeSpan.FromSeconds(parsed.GetValue(every)), parsed.GetValue(once), address.Value, parsed.GetValue(json)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RefuseAsync(CliHost host, string reason)
    {
        await host.Error.WriteLineAsync(reason);
        return CommandLine.WrongUse;
    }

    private static async Task<int> RunAsync(CliHost host, KnowledgeSession session, Options options, CancellationToken cancellationToken)
    {
        var dropped = new DropFolder(options.Folder, Path.Combine(session.Versions.Root, "watch.json"));
        using var timer = new PeriodicTimer(options.Once ? TimeSpan.FromSeconds(1) : options.Every, host.Clock);
        using var webhook = options.Webhook is null ? null : new Webhook(options.Webhook);
        if (!options.Once)
            await host.Error.WriteLineAsync($"正在盯住 {options.Folder}；按 Ctrl+C 结束。");
        var (failed, looks) = (false, 0);
        do
        {
            foreach (var file in dropped.Look())
            {
                var note = await DraftAsync(host, session, file, cancellationToken);
                dropped.Remember(file);
                failed |= note.Event is "failed";
                await TellAsync(host, note, webhook, options.Json, cancellationToken);
            }
        }
        while (!(options.Once && ++looks == 2) && await timer.WaitForNextTickAsync(cancellationToken));
        return failed ? CommandLine.FoundProblems : CommandLine.Done;
    }

    private static async Task<WatchNote> DraftAsync(CliHost host, KnowledgeSession session, DroppedFile file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file.Path);
        var drafts = new DraftStore(session.Versions.Drafts, host.Clock);
        if (drafts.List().Count >= session.Publishing.MaxDrafts)
            return new("failed", name, Draft: null, [], 1, 0, "草稿已满，请先处理或删除旧草稿");
        var made = await DraftImport.RunAsync(drafts, session.Folders.Knowledge, [file.Path], "watch", host.Today, progress: null, cancellationToken);
        if (!made.IsSuccess)
            return new("failed", name, Draft: null, [], made.Problems.Count, 0, string.Join("；", made.Problems.Select(p => p.ToString())));
        var report = made.Value;
        var documents = report.Import.Documents.Select(d => $"{d.Number} {d.Title}").ToList();
        return report.Draft is { } draft
            ? new("draft", name, draft.Id, documents, report.Errors, report.Check.Count - report.Errors, string.Create(CultureInfo.InvariantCulture, $"已起草 {documents.Count} 份文件，待人工核对后发布"))
            : new("unchanged", name, Draft: null, documents, 0, 0, "与现有知识相同，没有新内容");
    }

    private static async Task TellAsync(CliHost host, WatchNote note, Webhook? webhook, bool json, CancellationToken cancellationToken)
    {
        var shape = JsonSerializer.Serialize(note, AnswerJson.Options);
        await host.Out.WriteLineAsync(json ? shape : string.Create(CultureInfo.InvariantCulture, $"{note.File}：{note.Message}{(note.Draft is null ? "" : $"（草稿 {note.Draft}，{note.Errors} 个错误，{note.Warnings} 个提醒）")}"));
        await host.Out.FlushAsync(cancellationToken);
        if (webhook is not null && await webhook.SendAsync(shape, cancellationToken) is { } fault)
            await host.Error.WriteLineAsync($"通知没有送到：{fault}");
    }

    /// <param name="Event">draft, unchanged or failed.</param>
    private sealed record WatchNote(string Event, string File, string? Draft, IReadOnlyList<string> Documents, int Errors, int Warnings, string Message);
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Cli.Publishing;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>publish</c>: check, build, verify, compare with what serves, show which answers change, swap. Exit 1 where it is refused.</summary>
internal static class PublishVerb
{
    private sealed record Options(string? Accept, bool SkipReview, bool DryRun, string? By, bool Json);

    public static Command Create(CliHost host)
    {
        var accept = new Option<string?>("--accept") { Description = "低于下限或有回答变错时仍要发布，写明理由（记入历史）", HelpName = "理由" };
        var skip = new Option<bool>("--no-diff") { Description = "不做前后对比（必须同时用 --accept 写明理由）" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只检查和对比，不切换" };
        var by = new Option<string?>("--by") { Description = "发布人（默认登录名）", HelpName = "NAME" };
        var json = CommonOptions.Json();
        var command = new Command("publish", "检查、建索引、逐题对比，然后不停机切换到新版本") { accept, skip, dryRun, by, json };
        command.SetAction(async (parsed, cancellationToken) =>
            await RunAsync(host, parsed, new(parsed.GetValue(accept), parsed.GetValue(skip), parsed.GetValue(dryRun), parsed.GetValue(by), parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ParseResult parsed, Options options, CancellationToken cancellationToken)
    {
        if (options.SkipReview && string.IsNullOrWhiteSpace(options.Accept))
        {
            await host.Error.WriteLineAsync("--no-diff 不做把关，必须同时用 --accept 写明理由。");
            return CommandLine.WrongUse;
        }

        var session = new KnowledgeSession(host, parsed);
        var request = new PublishRequest(session.Folders.Knowledge, options.By ?? PublishParts.By, host.Today)
        {
            Accept = options.Accept,
            SkipReview = options.SkipReview,
            DryRun = options.DryRun,
            Asked = options.SkipReview ? [] : await AskedQuestions.ReadAsync(host, session.Publishing.MostAsked, cancellationToken),
        };
        var result = await PublishParts.Publisher(host, session).PublishAsync(request, new StepLines(host).Tell, cancellationToken);
        Problems.Write(host.Error, result.Problems);
        if (!result.IsSuccess)
            return CommandLine.FoundProblems;
        var outcome = result.Value;
        Problems.Write(host.Error, outcome.Warnings);
        if (options.Json)
            host.Out.WriteLine(JsonSerializer.Serialize(new { published = outcome.Event, unchanged = outcome.IsUnchanged, refused = outcome.IsRefused, reasons = outcome.Refusals, review = outcome.Review }, AnswerJson.Options));
        else
            Write(host.Out, outcome, options, session.Versions);
        return outcome.IsRefused ? CommandLine.FoundProblems : CommandLine.Done;
    }

    private static void Write(TextWriter output, PublishOutcome outcome, Options options, VersionStore versions)
    {
        if (outcome.IsUnchanged)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"知识与正在服务的第 {versions.Current!.Version} 版相同，没有可发布的改动。"));
            return;
        }

        if (outcome.Review is { } review)
            ReviewText.Write(output, review);
        foreach (var reason in outcome.Refusals)
            output.WriteLine($"{(outcome.IsRefused ? "✗" : "已接受：")} {reason}");
        output.WriteLine(outcome switch
        {
            { IsRefused: true } => "没有发布：正在服务的版本没有变。确认无误时，用 --accept \"理由\" 发布。",
            { Event: { } done } => string.Create(CultureInfo.InvariantCulture, $"已发布第 {done.Version} 版：{done.What}\n正在运行的服务几秒内自动换上；要退回，运行 policybot rollback。"),
            _ when options.DryRun => "试运行：没有切换。",
            _ => "没有发布。",
        });
    }

    /// <summary>One line on stderr for each step as it begins, so that a killed run shows where it was.</summary>
    private sealed class StepLines(CliHost host)
    {
        private readonly Lock _one = new();
        private PublishStep? _last;

        public void Tell(PublishProgress progress)
        {
            lock (_one)
            {
                if (_last == progress.Step)
                    return;
                _last = progress.Step;
                host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"（{(int)progress.Step + 1}/{Enum.GetValues<PublishStep>().Length}）{PublishProgress.NameOf(progress.Step)}"));
                host.Error.Flush();
            }
        }
    }
}

using System.CommandLine;
using System.Text.Json;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge;
using PolicyBot.Search;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>evaluate [FILE.jsonl]</c>: gold questions → the table of quality.md with the failures; exit 1 under a floor.</summary>
internal static class EvaluateVerb
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string?>("FILE") { Description = "题库（默认知识文件夹的 gold/questions.jsonl）", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        var failures = new Option<bool>("--failures") { Description = "列出每一道没有答对的题" };
        var part = new Option<string?>("--part") { Description = "只评这一部分（work 或 weekly）", HelpName = "PART" };
        var without = new Option<string?>("--without") { Description = $"去掉一种做法再评；each 逐一去掉，列成一张表（{string.Join("、", Ablation.All.Select(a => a.Name))}）", HelpName = "NAME" };
        without.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && name != Each && !Ablation.All.Any(a => a.Name == name))
                result.AddError($"--without 没有“{name}”这一种。");
        });
        var command = new Command("evaluate", "用题库评测，指标低于下限时退出码为 1") { file, json, failures, part, without };
        command.SetAction(async (parsed, cancellationToken) =>
            await RunAsync(host, parsed, parsed.GetValue(file), parsed.GetValue(part), parsed.GetValue(failures), parsed.GetValue(json), parsed.GetValue(without), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ParseResult parsed, string? file, string? part, bool failures, bool json, string? without, CancellationToken cancellationToken)
    {
        var path = file is null ? Path.Combine(new KnowledgeSession(host, parsed).Folders.Knowledge, "gold", "questions.jsonl") : Path.GetFullPath(file, host.WorkingFolder);
        var gold = GoldReader.Read(path);
        if (!gold.IsSuccess)
        {
            Problems.Write(host.Error, gold.Problems);
            return CommandLine.FoundProblems;
        }

        using var assistant = await Assistant.OpenAsync(host, parsed, cancellationToken);
        if (assistant is null)
            return CommandLine.FoundProblems;
        using var slow = new SlowWork(host, "评测");
        var questions = part is null ? gold.Value : [.. gold.Value.Where(q => string.Equals(q.Part, part, StringComparison.Ordinal))];
        if (without is not null)
        {
            await AblateAsync(host, assistant.Knowledge, [.. Ablation.All.Where(a => without == Each || a.Name == without)], questions, cancellationToken);
            return CommandLine.Done;
        }

        var report = await new GoldRun(assistant.Bot, host.Today).RunAsync(questions, cancellationToken);
        if (json)
            host.Out.WriteLine(JsonSerializer.Serialize(new { exact = report.Exact, measured = report.Measured, underFloor = report.IsUnderFloor }, AnswerJson.Options));
        else
            EvaluationTable.Write(host.Out, report);
        if (failures)
            EvaluationTable.WriteFailures(host.Out, report);
        return report.IsUnderFloor ? CommandLine.FoundProblems : CommandLine.Done;
    }

    private const string Each = "each";

    /// <summary>One row for each: the same questions asked of the same documents without one mechanism, from an index in memory.</summary>
    private static async Task AblateAsync(CliHost host, KnowledgeBase knowledge, IReadOnlyList<Ablation> ablations, IReadOnlyList<GoldQuestion> questions, CancellationToken cancellationToken)
    {
        host.Out.WriteLine($"| without | {string.Join(" | ", Told)} |");
        host.Out.WriteLine($"|---|{string.Concat(Told.Select(_ => "---|"))}");
        foreach (var ablation in ablations)
        {
            var less = ablation.Knowledge(knowledge);
            using var index = PolicyIndex.InMemory(less, ablation.Search, host.Clock);
            var bot = PolicyAssistant.Create(less, index.Searcher, new ConversationStore(host.Clock), time: host.Clock);
            var report = await new GoldRun(bot, host.Today).RunAsync(questions, cancellationToken);
            host.Out.WriteLine($"| {ablation.Name} | {string.Join(" | ", Told.Select(t => report.Measured.Single(m => m.Name == t).Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)))} |");
        }
    }

    private static readonly string[] Told = ["retrieval R@1", "retrieval R@5", "answer accuracy", "clause hit", "right refusal", "over-refusal", "dialogue"];
}

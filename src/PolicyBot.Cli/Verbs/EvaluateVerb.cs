using System.CommandLine;
using System.Text.Json;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge;

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
        var command = new Command("evaluate", "用题库评测，指标低于下限时退出码为 1") { file, json, failures, part };
        command.SetAction(async (parsed, cancellationToken) =>
            await RunAsync(host, parsed, parsed.GetValue(file), parsed.GetValue(part), parsed.GetValue(failures), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ParseResult parsed, string? file, string? part, bool failures, bool json, CancellationToken cancellationToken)
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
        var report = await new GoldRun(assistant.Bot, host.Today).RunAsync(questions, cancellationToken);
        if (json)
            host.Out.WriteLine(JsonSerializer.Serialize(new { exact = report.Exact, measured = report.Measured, underFloor = report.IsUnderFloor }, AnswerJson.Options));
        else
            EvaluationTable.Write(host.Out, report);
        if (failures)
            EvaluationTable.WriteFailures(host.Out, report);
        return report.IsUnderFloor ? CommandLine.FoundProblems : CommandLine.Done;
    }
}

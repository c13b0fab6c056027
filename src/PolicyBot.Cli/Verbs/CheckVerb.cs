using System.CommandLine;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Check;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>check [DIR]</c>: everything wrong with the knowledge; exit 1 where there is an error.</summary>
internal static class CheckVerb
{
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string?>("DIR") { Description = "知识文件夹", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        var command = new Command("check", "检查知识文件夹里的一切问题") { folder, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(host, parsed, parsed.GetValue(folder), parsed.GetValue(json))));
        return command;
    }

    private static int Run(CliHost host, ParseResult parsed, string? folder, bool json)
    {
        var target = folder is null ? new KnowledgeSession(host, parsed).Folders.Knowledge : Path.GetFullPath(folder, host.WorkingFolder);
        using var slow = new SlowWork(host, "检查");
        var problems = KnowledgeCheck.Run(target, host.Today);
        if (json)
            host.Out.WriteLine(JsonSerializer.Serialize(problems.Select(p => new { severity = p.Severity == ProblemSeverity.Error ? "error" : "warning", p.Where, p.Line, p.Message, p.Found, p.Expected }), AnswerJson.Options));
        else if (problems.Count == 0)
            host.Out.WriteLine("没有发现问题。");
        else
            Problems.Write(host.Out, problems);
        return problems.Any(p => p.Severity == ProblemSeverity.Error) ? CommandLine.FoundProblems : CommandLine.Done;
    }
}

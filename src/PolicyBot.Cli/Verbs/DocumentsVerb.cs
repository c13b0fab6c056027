using System.CommandLine;
using System.Text.Json;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>documents</c>: what is known; with <c>--json</c> one line a document, clauses in order.</summary>
internal static class DocumentsVerb
{
    public static Command Create(CliHost host)
    {
        var json = CommonOptions.Json();
        var asOf = CommonOptions.AsOf();
        var command = new Command("documents", "列出已有的文件") { json, asOf };
        command.SetAction((parsed, _) => Task.FromResult(Run(host, parsed, parsed.GetValue(json), parsed.GetValue(asOf) ?? host.Today)));
        return command;
    }

    private static int Run(CliHost host, ParseResult parsed, bool json, DateOnly asOf)
    {
        if (new KnowledgeSession(host, parsed).Read() is not { } knowledge)
            return CommandLine.FoundProblems;

        var timeline = new ValidityTimeline(knowledge);
        foreach (var document in knowledge.Documents)
        {
            var validity = timeline.FindingFor(document, asOf);
            if (json)
                host.Out.WriteLine(JsonSerializer.Serialize(DocumentJson.LineOf(document, validity), AnswerJson.Options));
            else
                host.Out.WriteLine($"{document.Number}　{AnswerJson.DateOf(document.IssuedOn) ?? "日期不详"}　{document.Clauses.Count} 个条款　{document.Title}\n    {AnswerJson.DateOf(asOf)}：{validity.Note}");
        }

        return CommandLine.Done;
    }
}

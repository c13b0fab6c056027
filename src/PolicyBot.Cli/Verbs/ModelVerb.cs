using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Answering.Model;
using PolicyBot.Core.Answers;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>model check</c>: tries the configured model and says what works. Exit 1 where chat or streaming does not, or nothing is configured.</summary>
internal static class ModelVerb
{
    public static Command Create(CliHost host)
    {
        var json = CommonOptions.Json();
        var check = new Command("check", "试用配置的模型：对话、逐段输出、函数、JSON") { json };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var options = Assistant.ModelOf(host.Configuration);
            if (options.Faults() is [_, ..] faults)
            {
                foreach (var fault in faults)
                    await host.Error.WriteLineAsync(fault);
                return CommandLine.FoundProblems;
            }

            if (!options.IsConfigured)
            {
                await host.Error.WriteLineAsync("没有配置模型（PolicyBot:Model:Endpoint 是空的）：答复一律摘录原文。");
                return CommandLine.FoundProblems;
            }

            var rows = await ModelCheck.RunAsync(options, host.Clock, cancellationToken);
            if (parsed.GetValue(json))
                await host.Out.WriteLineAsync(JsonSerializer.Serialize(rows.Select(r => new { provider = r.Provider, name = r.Name, works = r.Works, needed = r.IsNeeded, detail = r.Detail, ms = (long)r.Took.TotalMilliseconds }), AnswerJson.Options));
            else
                foreach (var row in rows)
                    await host.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(row.Works ? "✓" : row.IsNeeded ? "✗" : "－")} {row.Provider}　{row.Name}　{row.Detail}（{row.Took.TotalMilliseconds:0} ms）"));
            return rows.Any(r => r.IsNeeded && !r.Works) ? CommandLine.FoundProblems : CommandLine.Done;
        });
        return new("model", "语言模型") { check };
    }
}

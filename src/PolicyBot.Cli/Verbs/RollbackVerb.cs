using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Cli.Publishing;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>rollback [VERSION]</c>: an earlier version serves again; nothing is built.</summary>
internal static class RollbackVerb
{
    public static Command Create(CliHost host)
    {
        var version = new Argument<int?>("VERSION")
        {
            Description = "退回哪一版（默认上一个服务的版本）",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result =>
            {
                if (result.Tokens.Count == 0)
                    return null;
                if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                    return number;
                result.AddError($"「{result.Tokens[0].Value}」不是版本号，应写成 3 这样的数字（用 history 查看）。");
                return null;
            },
        };
        var reason = new Option<string?>("--reason") { Description = "理由（记入历史）", HelpName = "理由" };
        var by = new Option<string?>("--by") { Description = "经手人（默认登录名）", HelpName = "NAME" };
        var json = CommonOptions.Json();
        var command = new Command("rollback", "退回以前的版本") { version, reason, by, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(host, parsed, parsed.GetValue(version), parsed.GetValue(by) ?? PublishParts.By, parsed.GetValue(reason), parsed.GetValue(json))));
        return command;
    }

    private static int Run(CliHost host, ParseResult parsed, int? version, string by, string? reason, bool json)
    {
        var done = Rollback.Run(new KnowledgeSession(host, parsed).Versions, version, by, reason, host.Clock);
        if (!done.IsSuccess)
        {
            Problems.Write(host.Error, done.Problems);
            return CommandLine.FoundProblems;
        }

        host.Out.WriteLine(json
            ? JsonSerializer.Serialize(done.Value, AnswerJson.Options)
            : string.Create(CultureInfo.InvariantCulture, $"{done.Value.What}。正在运行的服务几秒内自动换上。"));
        return CommandLine.Done;
    }
}

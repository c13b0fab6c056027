using System.CommandLine;
using PolicyBot.Core.Answers;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>ask TEXT</c>: one question; without TEXT a conversation; with <c>--batch</c> a file of questions.</summary>
internal static class AskVerb
{
    public const int LongestText = 1000;

    public static Command Create(CliHost host)
    {
        var text = new Argument<string?>("TEXT") { Description = "问题；不写就进入对话", Arity = ArgumentArity.ZeroOrOne };
        var asOf = CommonOptions.AsOf();
        var json = CommonOptions.Json();
        var explain = new Option<bool>("--explain") { Description = "列出每一步做了什么、用了多久" };
        var batch = new Option<string?>("--batch") { Description = "逐行回答这个 JSONL 文件里的问题", HelpName = "IN.jsonl" };
        var output = new Option<string?>("--output") { Description = "--batch 的结果写到哪里", HelpName = "OUT.jsonl" };
        var command = new Command("ask", "提问；不写问题就进入对话") { text, asOf, json, explain, batch, output };
        command.Validators.Add(result =>
        {
            var isBatch = result.GetResult(batch) is not null;
            if (isBatch != result.GetResult(output) is not null)
                result.AddError("--batch 和 --output 要一起用。");
            if (isBatch && result.GetResult(text)?.Tokens.Count > 0)
                result.AddError("--batch 时不能再写问题。");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var day = parsed.GetValue(asOf) ?? host.Today;
            if (parsed.GetValue(batch) is { } input)
                return await BatchRun.RunAsync(host, parsed, input, parsed.GetValue(output)!, day, cancellationToken);
            if (parsed.GetValue(text) is { } question && Refusal(question) is { } refusal)
            {
                await host.Error.WriteLineAsync(refusal);
                return CommandLine.WrongUse;
            }

            using var assistant = await Assistant.OpenAsync(host, parsed, cancellationToken);
            if (assistant is null)
                return CommandLine.FoundProblems;
            var show = (Answer answer) => Show(host, answer, id => assistant.Knowledge.Replies.Text(id), parsed.GetValue(json), parsed.GetValue(explain));
            if (parsed.GetValue(text) is not { } one)
                return await ConverseAsync(host, assistant, day, show, cancellationToken);
            show(await assistant.Bot.AnswerAsync(new Question(one, Conversation: null, day), cancellationToken));
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>Null for a text that can be asked.</summary>
    public static string? Refusal(string text) => string.IsNullOrWhiteSpace(text)
        ? "问题是空的。"
        : text.Length > LongestText ? $"问题太长：{text.Length} 字，最多 {LongestText} 字。" : null;

    private static async Task<int> ConverseAsync(CliHost host, Assistant assistant, DateOnly day, Action<Answer> show, CancellationToken cancellationToken)
    {
        var conversation = Guid.NewGuid().ToString("N");
        if (host.IsInteractive)
            await host.Error.WriteLineAsync("请输入问题；空行或“退出”结束。");
        while (true)
        {
            if (host.IsInteractive)
                await host.Error.WriteAsync("> ");
            var line = await host.In.ReadLineAsync(cancellationToken);
            if (line is null || line.Trim() is "" or "退出" or "exit" or "quit")
                return CommandLine.Done;
            if (Refusal(line) is { } refusal)
                await host.Error.WriteLineAsync(refusal);
            else
                show(await assistant.Bot.AnswerAsync(new Question(line, conversation, day), cancellationToken));
        }
    }

    private static void Show(CliHost host, Answer answer, Func<string, string> sentence, bool json, bool explain)
    {
        if (json)
            host.Out.WriteLine(AnswerJson.Serialize(answer, sentence));
        else
            AnswerText.Write(host.Out, answer, sentence);
        if (explain)
            AnswerText.WriteTrace(json ? host.Error : host.Out, answer);
    }
}

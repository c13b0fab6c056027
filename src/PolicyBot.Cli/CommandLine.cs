using System.CommandLine;
using PolicyBot.Cli.Verbs;

namespace PolicyBot.Cli;

/// <summary>
/// The verbs of contracts §4. Exit codes: 0 done, 1 found problems, 2 wrong use. Results go to stdout, progress and errors to stderr.
/// </summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int FoundProblems = 1;
    public const int WrongUse = 2;

    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken = default)
    {
        var parsed = Build(host).Parse(args);
        if (parsed.Errors.Count > 0)
            return Refuse(parsed, host);

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("已取消。");
            return FoundProblems;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"读写文件失败：{e.Message}");
            return FoundProblems;
        }
#pragma warning disable CA1031 // The one boundary of the command line: our own mistakes end here, told in one line, never as a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await host.Error.WriteLineAsync($"程序内部错误（{e.GetType().Name}）：{e.Message}");
            return FoundProblems;
        }
    }

    public static RootCommand Build(CliHost host)
    {
        var root = new RootCommand("PolicyBot：把政策文件变成能引用原文的回答。")
        {
            CommonOptions.Knowledge,
            ImportVerb.Create(host),
            DocumentsVerb.Create(host),
            CheckVerb.Create(host),
            IndexVerb.Create(host),
            SearchVerb.Create(host),
            AskVerb.Create(host),
            EvaluateVerb.Create(host),
            PublishVerb.Create(host),
            RollbackVerb.Create(host),
            HistoryVerb.Create(host),
            WatchVerb.Create(host),
            ModelVerb.Create(host),
        };
        return root;
    }

    private static int Refuse(ParseResult parsed, CliHost host)
    {
        foreach (var error in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            host.Error.WriteLine(error);
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "" : command.Name + " ";
        host.Error.WriteLine($"用法见：policybot {name}--help");
        return WrongUse;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using PolicyBot.Cli.Verbs;

namespace PolicyBot.Cli;

/// <summary>
/// The verbs of contracts §4. Exit codes: 0 done, 1 found problems, 2 wrong use. Results go to stdout, progress and errors to stderr.
/// </summary>
public static partial class CommandLine
{
    public const int Done = 0;
    public const int FoundProblems = 1;
    public const int WrongUse = 2;

    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken = default)
    {
        var parsed = Build(host).Parse(args);
        var unknown = UnknownOptions(parsed, args).ToList();
        if (parsed.Errors.Count > 0 || unknown.Count > 0)
            return Refuse(parsed, unknown, host);

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
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Description = "显示用法";
        return root;
    }

    /// <summary>A mistyped option must not pass for the question, the file or the folder that the verb takes. Behind <c>--</c> everything is text.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed, string[] args)
    {
        var texts = args.SkipWhile(a => a is not "--").Skip(1).ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
            .Where(v => !texts.Contains(v) && OptionLike().IsMatch(v)).Distinct(StringComparer.Ordinal);
    }

    private static int Refuse(ParseResult parsed, List<string> unknown, CliHost host)
    {
        foreach (var option in unknown)
            host.Error.WriteLine($"不认识的选项“{option}”；如果它就是要说的话，请写在 -- 后面。");
        if (unknown.Count == 0)
        {
            // The library's Chinese ends one of its sentences twice.
            foreach (var error in parsed.Errors.Select(e => e.Message.Replace("。.", "。", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
                host.Error.WriteLine(error);
        }

        if (parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens.Count > 0 && Nearest(root, parsed.UnmatchedTokens[0]) is { } verb)
            host.Error.WriteLine($"您要的是不是 {verb}？");
        host.Error.WriteLine($"用法见：policybot {string.Concat(Verbs(parsed.CommandResult).Select(v => v + " "))}--help");
        return WrongUse;
    }

    /// <summary>The verb with its sub-verb, outermost first.</summary>
    private static IEnumerable<string> Verbs(SymbolResult? result) =>
        result is CommandResult { Command: not RootCommand } command ? Verbs(command.Parent).Append(command.Command.Name) : [];

    private static string? Nearest(RootCommand root, string typed) => root.Subcommands
        .Select(c => (c.Name, Slips: SlipsBetween(c.Name, typed)))
        .Where(c => c.Slips <= Math.Max(1, typed.Length / 3))
        .OrderBy(c => c.Slips).Select(c => c.Name).FirstOrDefault();

    /// <summary>Letters put in, left out, taken for another or swapped with their neighbour.</summary>
    private static int SlipsBetween(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }

    [GeneratedRegex("^(--[a-zA-Z][a-zA-Z0-9-]*|-[a-zA-Z])(=.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionLike();
}

using System.CommandLine;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Search;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>index</c>: builds, verifies and publishes; a failed build leaves the old index serving.</summary>
internal static class IndexVerb
{
    public static Command Create(CliHost host)
    {
        var output = new Option<string?>("--output") { Description = "索引文件夹（默认 .index）", HelpName = "DIR" };
        var command = new Command("index", "建立、核对并发布索引；失败时旧索引继续使用") { output };
        command.SetAction((parsed, cancellationToken) => RunAsync(host, parsed, parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ParseResult parsed, string? output, CancellationToken cancellationToken)
    {
        var session = new KnowledgeSession(host, parsed);
        if (!Assistant.TryEmbedding(host, out var embedding) || session.Read() is not { } knowledge)
            return CommandLine.FoundProblems;

        var folder = output is null ? session.Folders.Index : Path.GetFullPath(output, host.WorkingFolder);
        using var slow = new SlowWork(host, "建立索引");
        var started = host.Clock.GetTimestamp();
        var embedded = await ClauseEmbedder.EmbedAsync(embedding, folder, knowledge, cancellationToken);
        embedding?.Dispose();
        Problems.Write(host.Error, embedded.Problems);
        var built = PolicyIndex.Build(folder, knowledge, embedded.Value, time: host.Clock, cancellation: cancellationToken);
        Problems.Write(host.Error, built.Problems);
        if (!built.IsSuccess)
            return CommandLine.FoundProblems;

        using var index = built.Value;
        host.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"已发布索引：{knowledge.Documents.Count} 份文件，{knowledge.Documents.Sum(d => d.Clauses.Count)} 个条款，用时 {host.Clock.GetElapsedTime(started).TotalSeconds:0.00} 秒"));
        host.Out.WriteLine($"位置：{folder}");
        return CommandLine.Done;
    }
}

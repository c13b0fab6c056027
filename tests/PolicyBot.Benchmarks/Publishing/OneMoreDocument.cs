using System.Diagnostics;
using System.Globalization;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>One more document among N, with the program's own commands and a server that follows: from the received file to the answer, without the comparison of answers.</summary>
internal static class OneMoreDocument
{
    private const int Rounds = 3;

    public static async Task RunAsync(string folder, int count)
    {
        var knowledge = PublishBenchmark.Import(folder, count);
        var store = new VersionStore(Path.Combine(folder, "published"));
        await PublishBenchmark.PublishAsync(knowledge, store);
        await using var server = await FollowingServer.StartAsync(folder, knowledge, store.Root);
        var made = new GeneratedDocuments("knowledge");
        for (var n = count + 1; n <= count + Rounds; n++)
        {
            var (question, sum) = GeneratedDocuments.QuestionOf(n);
            if ((await server.AskAsync(question)).Contains(sum, StringComparison.Ordinal))
                throw new InvalidOperationException("It is answered before it is there.");
            var file = PublishBenchmark.Write(folder, n, made.Text(n));
            var used = server.ProcessorSeconds;
            var started = Stopwatch.GetTimestamp();
            var importing = await FollowingServer.CommandAsync(store.Root, "import", file, "--knowledge", knowledge);
            var imported = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var publishing = await FollowingServer.CommandAsync(store.Root, "publish", "--no-diff", "--accept", "benchmark", "--knowledge", knowledge);
            var published = Stopwatch.GetElapsedTime(started).TotalSeconds;
            while (!(await server.AskAsync(question)).Contains(sum, StringComparison.Ordinal))
                await Task.Delay(20);
            var answered = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one more among {count}: {answered:0.0} s (import {imported:0.0}, publish {published - imported:0.0}, until answered {answered - published:0.0}); processor time {importing:0.0} + {publishing:0.0} + {server.ProcessorSeconds - used:0.0} s"));
        }
    }
}

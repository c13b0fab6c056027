using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PolicyBot.Benchmarks.Load;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>
/// Ten publications while citizens ask at a steady pace: how long the requests took that were under way when a version was swapped, beside all others. A request is late by
/// its own time only: the next one does not wait for it.
/// </summary>
internal static class SwapPause
{
    private const int Publications = 10;

    /// <summary>The swap is seen from outside, by polling: requests this near to it count as being at it.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(string folder, int count, int perSecond)
    {
        var knowledge = PublishBenchmark.Import(folder, count);
        var store = new VersionStore(Path.Combine(folder, "published"));
        await PublishBenchmark.PublishAsync(knowledge, store);
        await using var server = await FollowingServer.StartAsync(folder, knowledge, store.Root);
        for (var i = 1; i <= 200; i++)
            await server.AskAsync(GeneratedDocuments.QuestionOf(1 + (i % count)).Question);
        var asked = new ConcurrentQueue<(long From, long To)>();
        var faults = new ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => LoadAsync(server, count, perSecond, asked, faults, stop.Token));
        var idle = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (swaps, begun) = (new List<long>(), Stopwatch.GetTimestamp());
        var made = new GeneratedDocuments("knowledge");
        var next = Directory.CreateDirectory(Path.Combine(knowledge, "documents", "next")).FullName;
        for (var n = 1; n <= Publications; n++)
        {
            await File.WriteAllTextAsync(Path.Combine(next, "document.md"), made.Text(count + n));
            // Its own process, as a maintainer has it: what it needs is not taken from the clock of those who ask.
            await FollowingServer.CommandAsync(store.Root, "publish", "--no-diff", "--accept", "benchmark", "--knowledge", knowledge);
            var published = store.Current!.Version;
            while (await server.VersionAsync() != published)
                await Task.Delay(10);
            swaps.Add(Stopwatch.GetTimestamp());
        }

        await stop.CancelAsync();
        await load;
        var all = asked.ToList();
        Tell("before any publication", all.Where(a => a.To < begun && a.From > idle));
        Tell("while a version is being made", all.Where(a => a.From > begun && !swaps.Exists(s => IsAt(a, s))));
        Tell("at a swap", all.Where(a => swaps.Exists(s => IsAt(a, s))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} questions, {Publications} publications among {count} documents, {faults.Count} failed{(faults.TryPeek(out var fault) ? ": " + fault : "")}"));
    }

    private static async Task LoadAsync(FollowingServer server, int count, int perSecond, ConcurrentQueue<(long, long)> asked, ConcurrentQueue<string> faults, CancellationToken stop)
    {
        var (running, started, sent) = (new List<Task>(), Stopwatch.GetTimestamp(), 0);
        while (!stop.IsCancellationRequested)
        {
            for (; sent < Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond; sent++)
                running.Add(AskAsync(1 + (sent % count)));
            running.RemoveAll(t => t.IsCompleted);
            await Task.Delay(5, CancellationToken.None);
        }

        await Task.WhenAll(running);

        async Task AskAsync(int n)
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                var (question, sum) = GeneratedDocuments.QuestionOf(n);
                if (!(await server.AskAsync(question)).Contains(sum, StringComparison.Ordinal))
                    faults.Enqueue("another answer to " + question);
            }
            catch (HttpRequestException e)
            {
                faults.Enqueue(e.Message);
            }

            asked.Enqueue((from, Stopwatch.GetTimestamp()));
        }
    }

    private static bool IsAt((long From, long To) asked, long swap) =>
        Stopwatch.GetElapsedTime(asked.From, swap) > -Near && Stopwatch.GetElapsedTime(swap, asked.To) > -Near;

    private static void Tell(string when, IEnumerable<(long From, long To)> asked)
    {
        var times = asked.Select(a => Stopwatch.GetElapsedTime(a.From, a.To).TotalMilliseconds).ToList();
        Console.WriteLine($"{when}: {LoadFigures.Of(times, TimeSpan.FromSeconds(1))}, max {times.DefaultIfEmpty().Max().ToString("0.0", CultureInfo.InvariantCulture)} ms");
    }
}

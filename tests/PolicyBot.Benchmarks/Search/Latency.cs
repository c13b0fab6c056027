using System.Diagnostics;

namespace PolicyBot.Benchmarks.Search;

/// <summary>Unit: milliseconds.</summary>
internal sealed record Latency(double P50, double P95)
{
    /// <summary>Runs every item once to warm up, then <paramref name="rounds"/> times.</summary>
    public static Latency Of<T>(IReadOnlyList<T> items, int rounds, Action<T> run) =>
        OfAsync(items, rounds, item =>
        {
            run(item);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    /// <summary>The same for what is awaited, one after the other.</summary>
    public static async Task<Latency> OfAsync<T>(IReadOnlyList<T> items, int rounds, Func<T, Task> run)
    {
        foreach (var item in items)
            await run(item);
        var times = new List<double>(items.Count * rounds);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var item in items)
            {
                var start = Stopwatch.GetTimestamp();
                await run(item);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return new(times[times.Count / 2], times[times.Count * 95 / 100]);
    }

    public override string ToString() => FormattableString.Invariant($"p50 {P50:0.00} ms, p95 {P95:0.00} ms");
}

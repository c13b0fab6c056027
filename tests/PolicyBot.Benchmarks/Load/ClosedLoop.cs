using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PolicyBot.Benchmarks.Load;

/// <summary>Milliseconds at the given shares of all measured times, and how many there were in how long.</summary>
internal sealed record LoadFigures(int Count, TimeSpan Elapsed, double P50, double P95, double P99, double MeanBytes, int Faults)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public static LoadFigures Of(IReadOnlyCollection<double> times, TimeSpan elapsed, double meanBytes = 0, int faults = 0)
    {
        var sorted = times.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return new(sorted.Length, elapsed, At(0.5), At(0.95), At(0.99), meanBytes, faults);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{PerSecond,8:0} /s   p50 {P50,7:0.00} ms   p95 {P95,7:0.00} ms   p99 {P99,7:0.00} ms   {MeanBytes,6:0} bytes   {Count} answers   {Faults} faults");
}

/// <summary>So many clients, each of which sends its next request when the last one is answered.</summary>
internal static class ClosedLoop
{
    public static async Task<LoadFigures> RunAsync(HttpClient http, int clients, int requests, Func<int, HttpRequestMessage> make)
    {
        var times = new ConcurrentBag<double>();
        long bytes = 0;
        var faults = 0;
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            int n;
            while ((n = Interlocked.Increment(ref next)) < requests)
            {
                using var request = make(n);
                var begun = Stopwatch.GetTimestamp();
                using var response = await http.SendAsync(request);
                var body = await response.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                Interlocked.Add(ref bytes, body.Length);
                if (!response.IsSuccessStatusCode)
                    Interlocked.Increment(ref faults);
            }
        })));
        return LoadFigures.Of(times, Stopwatch.GetElapsedTime(started), (double)bytes / Math.Max(1, requests), faults);
    }
}

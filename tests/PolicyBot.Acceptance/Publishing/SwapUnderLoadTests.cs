using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolicyBot.Acceptance.Hosting;
using Xunit.Abstractions;

namespace PolicyBot.Acceptance.Publishing;

/// <summary>Ten publications while citizens ask: every request is answered, each from one version, and conversations go on. <c>POLICYBOT_LOAD</c> sets the requests a second (20; 200 for the measure); no more than 32 are under way, so that a slow machine asks less and does not drown.</summary>
public sealed class SwapUnderLoadTests(ITestOutputHelper output) : IDisposable
{
    private const int Publications = 10;
    private const int MostUnderWay = 32;
    private readonly PublishingFolder _folder = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private readonly Dictionary<string, int> _yuanOf = Enumerable.Range(0, Publications + 1).Select(i => 30 + i)
        .ToDictionary(y => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PublishingFolder.TextOf(y)))), y => y, StringComparer.Ordinal);

    [Fact]
    public async Task Ten_publications_under_load_fail_no_request_and_mix_no_answer()
    {
        await _folder.PublishAsync(30);
        await using var host = await HostProcess.ReadyAsync(_folder.Settings);
        await AskAsync(host, "高温津贴每人每天多少元", "talk");
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(host, int.Parse(Environment.GetEnvironmentVariable("POLICYBOT_LOAD") ?? "20", CultureInfo.InvariantCulture), stop.Token);
        var lasted = Stopwatch.StartNew();
        for (var n = 1; n <= Publications; n++)
        {
            await _folder.PublishAsync(30 + n);
            await ServesAsync(host, n + 1);
        }

        var seconds = lasted.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await load;
        Assert.True(_faults.IsEmpty, string.Join('\n', _faults.Take(5)));
        Assert.Equal(40, await AskAsync(host, "高温津贴每人每天多少元", conversation: null));
        // The conversation that was begun on the first version goes on, on the last.
        Assert.Equal(40, await AskAsync(host, "标准是多少", "talk"));
        var sorted = _milliseconds.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sorted.Count} requests, {sorted.Count / seconds:0} a second, p50 {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, max {sorted[^1]:0.0} ms"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>At a steady pace, whatever single answers take.</summary>
    private async Task LoadAsync(HostProcess host, int perSecond, CancellationToken stop)
    {
        var running = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var started = Stopwatch.StartNew();
        var asked = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                running.RemoveAll(t => t.IsCompletedSuccessfully);
                for (; asked < started.Elapsed.TotalSeconds * perSecond; asked++)
                {
                    if (running.Count < MostUnderWay)
                        running.Add(TryAsync(host));
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(running);
    }

    private async Task TryAsync(HostProcess host)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(host, "高温津贴每人每天多少元", conversation: null);
            _milliseconds.Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception e)
        {
            _faults.Enqueue(e.Message);
        }
    }

    /// <summary>The figure answered. Throws for a failed request, and for an answer whose parts come from two versions.</summary>
    private async Task<int> AskAsync(HostProcess host, string text, string? conversation)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/ask", new { text, conversation });
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        var citations = answer.RootElement.GetProperty("citations").EnumerateArray().ToList();
        if (citations.Count == 0)
            throw new InvalidOperationException("No citation: " + answer.RootElement.GetProperty("answer").GetString());
        var yuan = _yuanOf[citations[0].GetProperty("digest").GetString()!];
        var official = PublishingFolder.TextOf(yuan);
        foreach (var citation in citations)
        {
            var quote = citation.GetProperty("quote").GetString()!;
            if (_yuanOf[citation.GetProperty("digest").GetString()!] != yuan || !string.Equals(official[citation.GetProperty("start").GetInt32()..citation.GetProperty("end").GetInt32()], quote, StringComparison.Ordinal))
                throw new InvalidOperationException("Mixed: " + answer.RootElement);
        }

        return answer.RootElement.GetProperty("answer").GetString()!.Contains($"{yuan}元", StringComparison.Ordinal) ? yuan : throw new InvalidOperationException("Mixed: " + answer.RootElement);
    }

    private static async Task ServesAsync(HostProcess host, int version)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await VersionAsync(host, limit.Token) != version)
            await Task.Delay(50, limit.Token);
    }

    private static async Task<int> VersionAsync(HostProcess host, CancellationToken cancellationToken)
    {
        using var ready = JsonDocument.Parse(await host.Http.GetStringAsync("/health/ready", cancellationToken));
        return ready.RootElement.GetProperty("version").GetProperty("number").GetInt32();
    }
}

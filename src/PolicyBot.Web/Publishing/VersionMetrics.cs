using System.Diagnostics.Metrics;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Publishing;

/// <summary>What <c>/metrics</c> tells of the version that serves: its number (0: the knowledge folder as it stands; absent: nothing serves), and whether a newer one is refused.</summary>
public sealed class VersionMetrics : IHostedService, IDisposable
{
    private readonly Meter _meter = new(TurnMetrics.MeterName);

    public VersionMetrics(ServingState state)
    {
        _meter.CreateObservableGauge("policybot.serving.version", () => Version(state), description: "Number of the published version that serves");
        _meter.CreateObservableGauge("policybot.serving.refused", () => state.Refused is null ? 0 : 1, description: "1 where a published version is refused");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> Version(ServingState state) =>
        state.Current is { } serving ? [new(serving.Version?.Number ?? 0, new KeyValuePair<string, object?>("digest", serving.Version?.Digest ?? ""))] : [];
}

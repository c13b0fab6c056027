using System.Diagnostics.Metrics;

namespace PolicyBot.Web.Hosting;

/// <summary>What <c>/metrics</c> tells of the turns: how many by channel and status, and how long they took (seconds).</summary>
public sealed class TurnMetrics : IDisposable
{
    public const string MeterName = "PolicyBot";
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _turns;
    private readonly Histogram<double> _seconds;
    private readonly Counter<long> _connectorPosts;

    public TurnMetrics()
    {
        _turns = _meter.CreateCounter<long>("policybot.turns", description: "Turns by channel and status");
        _seconds = _meter.CreateHistogram<double>("policybot.turn.duration", unit: "s", description: "Duration of a turn");
        _connectorPosts = _meter.CreateCounter<long>("policybot.connector.posts", description: "Activities sent to connectors by outcome");
    }

    public void Count(string channel, string status, TimeSpan elapsed)
    {
        _turns.Add(1, new("channel", channel), new("status", status));
        _seconds.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
    }

    public void CountConnectorPost(string outcome) => _connectorPosts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}

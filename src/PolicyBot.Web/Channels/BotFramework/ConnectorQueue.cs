using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// Activities on their way to connectors: bounded as a whole, in order within a conversation, retried with a growing pause that holds up nobody else.
/// What cannot be delivered is logged and dropped; the caller has long had its 200.
/// </summary>
public sealed class ConnectorQueue(ConnectorClient client, TimeProvider clock, ILogger<ConnectorQueue> logger) : BackgroundService
{
    private const int Most = 10_000;
    private const int Senders = 16;
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, Queue<Posting>> _lines = new(StringComparer.Ordinal);
    private int _waiting;

    public bool IsFull => Volatile.Read(ref _waiting) >= Most;

    /// <summary>False where the queue is full, or the activity lacks serviceUrl or conversation.id.</summary>
    public bool TryEnqueue(JsonObject activity) => TryEnqueue(new Posting(activity));

    /// <summary>In its conversation's order like every other; true once the connector has taken it, false where it did not after all attempts.</summary>
    public async Task<bool> SendAsync(JsonObject activity, CancellationToken cancellationToken)
    {
        var posting = new Posting(activity);
        return TryEnqueue(posting) && await posting.Ended.Task.WaitAsync(cancellationToken);
    }

    private bool TryEnqueue(Posting posting)
    {
        var activity = posting.Activity;
        if (IncomingActivity.TextOf(activity, "serviceUrl") is not { } service || IncomingActivity.TextOf(activity["conversation"], "id") is not { } conversation)
            return false;
        if (IsFull)
        {
            logger.LogWarning("The queue to connectors is full, an activity was dropped");
            return false;
        }

        Interlocked.Increment(ref _waiting);
        var key = $"{service}\n{conversation}";
        lock (_lines)
        {
            if (_lines.TryGetValue(key, out var line))
            {
                line.Enqueue(posting);
                return true;
            }

            _lines[key] = new Queue<Posting>([posting]);
        }

        return _ready.Writer.TryWrite(key);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAllAsync(stoppingToken)));

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var key in _ready.Reader.ReadAllAsync(stoppingToken))
                await SendNextAsync(key, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SendNextAsync(string key, CancellationToken stoppingToken)
    {
        Posting posting;
        lock (_lines)
            posting = _lines[key].Peek();
        posting.Attempt++;
        var outcome = await client.PostAsync(posting.Activity, stoppingToken);
        if (outcome.MayRetry && posting.Attempt < Attempts)
        {
            var pause = outcome.RetryAfter ?? FirstPause * Math.Pow(3, posting.Attempt - 1);
            RetryLater(key, pause < LongestPause ? pause : LongestPause, stoppingToken);
            return;
        }

        if (!outcome.IsSent)
            logger.LogWarning("An activity was not delivered to its connector after {Attempts} attempts: {Reason}", posting.Attempt, outcome.Reason);
        posting.Ended.TrySetResult(outcome.IsSent);
        Interlocked.Decrement(ref _waiting);
        lock (_lines)
        {
            var line = _lines[key];
            line.Dequeue();
            if (line.Count == 0)
            {
                _lines.Remove(key);
                return;
            }
        }

        _ready.Writer.TryWrite(key);
    }

    /// <summary>The sender goes on with other conversations; this one comes back by itself.</summary>
    private void RetryLater(string key, TimeSpan pause, CancellationToken stoppingToken) =>
        _ = Task.Delay(pause, clock, stoppingToken).ContinueWith(_ => _ready.Writer.TryWrite(key), stoppingToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private sealed record Posting(JsonObject Activity)
    {
        public int Attempt { get; set; }

        public TaskCompletionSource<bool> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

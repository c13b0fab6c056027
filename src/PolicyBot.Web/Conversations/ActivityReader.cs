using System.Threading.Channels;

namespace PolicyBot.Web.Conversations;

/// <summary>Activities as JSON and the watermark after them.</summary>
public sealed record ActivityFrame(IReadOnlyList<string> Activities, int Watermark);

/// <summary>
/// One open stream. Its queue is bounded: a reader that stalls is dropped (<see cref="Dropped"/>), the conversation and the server go on.
/// </summary>
public sealed class ActivityReader(ActivityFrame backlog, int queueLength, Action<ActivityReader> forget) : IDisposable
{
    private readonly Channel<ActivityFrame> _queue = Channel.CreateBounded<ActivityFrame>(new BoundedChannelOptions(queueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _dropped = new();

    /// <summary>What was stored before the reader came; its activities may be none.</summary>
    public ActivityFrame Backlog => backlog;

    public ChannelReader<ActivityFrame> Frames => _queue.Reader;

    public CancellationToken Dropped => _dropped.Token;

    internal void Offer(ActivityFrame frame)
    {
        if (!_queue.Writer.TryWrite(frame))
            Drop();
    }

    internal void Drop()
    {
        forget(this);
        _queue.Writer.TryComplete();
        _dropped.Cancel();
    }

    public void Dispose()
    {
        forget(this);
        _queue.Writer.TryComplete();
        // The source stays undisposed: it holds no timer, and a frame offered at this moment may still cancel it.
    }
}

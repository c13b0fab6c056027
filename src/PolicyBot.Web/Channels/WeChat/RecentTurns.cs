namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// The dedupe table: one task a message, shared by the platform's retries, so that each retry awaits and gives the same reply.
/// Owner of its state; a reply is kept for <c>lifetime</c>, that its message was taken for <c>replayable</c>: as long as a copy of it could come with a timestamp that still counts.
/// The oldest goes first when a table is full.
/// </summary>
public sealed class RecentTurns<T>(TimeProvider clock, TimeSpan lifetime, TimeSpan replayable, int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<T>?> _tasks = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset Since)> _answered = new();
    private readonly Queue<(string Key, DateTimeOffset Since)> _spent = new();

    /// <summary>
    /// The running or finished task of that key; starts it where the key is new. Null: it was answered too long ago for a retry, this is a replay.
    /// <paramref name="start"/> must not block.
    /// </summary>
    public Task<T>? GetOrStart(string key, Func<Task<T>> start)
    {
        lock (_gate)
        {
            Forget();
            if (_tasks.TryGetValue(key, out var running))
                return running;
            // Task.Run: the turn's synchronous part must not hold the gate.
            var task = Task.Run(start);
            _tasks[key] = task;
            _answered.Enqueue((key, clock.GetUtcNow()));
            return task;
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        while (_answered.TryPeek(out var oldest) && (_answered.Count >= capacity || now - oldest.Since > lifetime))
        {
            _spent.Enqueue(_answered.Dequeue());
            _tasks[oldest.Key] = null;
        }

        while (_spent.TryPeek(out var oldest) && (_spent.Count >= capacity || now - oldest.Since > replayable))
        {
            _spent.Dequeue();
            _tasks.Remove(oldest.Key);
        }
    }
}

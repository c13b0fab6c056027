namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// The dedupe table: one task a message, shared by the platform's retries, so that each retry awaits and gives the same reply.
/// Owner of its state; an entry lives for <c>lifetime</c>, the oldest goes first when the table is full.
/// </summary>
public sealed class RecentTurns<T>(TimeProvider clock, TimeSpan lifetime, int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<T>> _tasks = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset Since)> _order = new();

    /// <summary>The running or finished task of that key; starts it where there is none. <paramref name="start"/> must not block.</summary>
    public Task<T> GetOrStart(string key, Func<Task<T>> start)
    {
        lock (_gate)
        {
            Forget();
            if (_tasks.TryGetValue(key, out var running))
                return running;
            // Task.Run: the turn's synchronous part must not hold the gate.
            var task = Task.Run(start);
            _tasks[key] = task;
            _order.Enqueue((key, clock.GetUtcNow()));
            return task;
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        while (_order.TryPeek(out var oldest) && (_order.Count >= capacity || now - oldest.Since > lifetime))
        {
            _order.Dequeue();
            _tasks.Remove(oldest.Key);
        }
    }
}

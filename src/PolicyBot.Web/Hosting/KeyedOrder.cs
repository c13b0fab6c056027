namespace PolicyBot.Web.Hosting;

/// <summary>One at a time for each key, in the order of asking; other keys do not wait. A key takes memory only while somebody is in or waits.</summary>
public sealed class KeyedOrder
{
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Dispose what is returned to let the next one in. Errors: <see cref="OperationCanceledException"/>; who gave up waiting lets the next one in after those before.</summary>
    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_last)
        {
            before = _last.GetValueOrDefault(key, Task.CompletedTask);
            _last[key] = mine.Task;
        }

        try
        {
            await before.WaitAsync(cancellationToken);
            return new Place(() => Leave(key, mine));
        }
        catch (OperationCanceledException)
        {
            _ = before.ContinueWith(_ => Leave(key, mine), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    internal int Count
    {
        get
        {
            lock (_last)
                return _last.Count;
        }
    }

    private void Leave(string key, TaskCompletionSource mine)
    {
        lock (_last)
        {
            if (_last.TryGetValue(key, out var last) && last == mine.Task)
                _last.Remove(key);
        }

        mine.TrySetResult();
    }

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, value: null)?.Invoke();
    }
}

namespace PolicyBot.Web.Hosting;

/// <summary>Counts the work that runs on an edition, so that what it holds is released after its last reader and never under one.</summary>
public sealed class EditionUse(IDisposable held) : IDisposable
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _isRetired;

    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        Enter();
        try
        {
            return await work();
        }
        finally
        {
            Leave();
        }
    }

    public T While<T>(Func<T> work)
    {
        Enter();
        try
        {
            return work();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>No new work is expected; what runs may end.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isRetired)
                return;
            _isRetired = true;
            if (_users > 0)
                return;
        }

        held.Dispose();
    }

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isRetired && _users == 0, this);
            _users++;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_users > 0 || !_isRetired)
                return;
        }

        held.Dispose();
    }
}

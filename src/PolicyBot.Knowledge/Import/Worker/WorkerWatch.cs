namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>Why a worker was stopped from outside.</summary>
internal enum StopReason
{
    None,
    Time,
    Memory,
    Cancelled,
}

/// <summary>Kills the worker when a file takes too long or too much, or when nobody waits for it any more. Lifetime: one file.</summary>
internal sealed class WorkerWatch : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private readonly WorkerProcess _process;
    private readonly ImportLimits _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly long _started;
    private long _extraTicks;
    private int _reason;

    public WorkerWatch(WorkerProcess process, ImportLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        (_process, _limits, _time, _started) = (process, limits, time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Look(), state: null, Glance, Glance);
        _cancelled = cancellationToken.Register(() => Stop(StopReason.Cancelled));
    }

    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    public void PageBegun() => Interlocked.Add(ref _extraTicks, _limits.TimePerScannedPage.Ticks);

    public void Dispose()
    {
        _timer.Dispose();
        _cancelled.Dispose();
    }

    private void Look()
    {
        if (_time.GetElapsedTime(_started) > _limits.TimePerFile + TimeSpan.FromTicks(Interlocked.Read(ref _extraTicks)))
            Stop(StopReason.Time);
        else if (_process.MegabytesInUse > _limits.MemoryMegabytes * 3L / 2)
            Stop(StopReason.Memory);
    }

    private void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) == (int)StopReason.None)
            _process.Kill();
    }
}

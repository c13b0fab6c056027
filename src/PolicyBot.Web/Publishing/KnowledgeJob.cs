using PolicyBot.Core;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Web.Publishing;

public enum JobState
{
    Waiting,
    Running,
    Done,
    Refused,
    Failed,
    Cancelled,
}

/// <summary>What a page shows of a piece of long work at one moment. Immutable; the next moment is another one.</summary>
/// <param name="Step">Chinese; empty while it waits.</param>
/// <param name="Total">0 where the step cannot be counted.</param>
public sealed record JobView(JobState State, string Step, int Done, int Total)
{
    /// <summary>Time left of the step, from how quickly it went so far; null where nothing can be said yet.</summary>
    public TimeSpan? Left { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Why it was refused, or what was accepted. Chinese.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>One sentence at the end. Chinese.</summary>
    public string Message { get; init; } = "";

    /// <summary>Where to go on: the draft that was made or worked on; null where there is none.</summary>
    public string? Draft { get; init; }

    public ReleaseReview? Review { get; init; }

    public bool IsOver => State is JobState.Done or JobState.Refused or JobState.Failed or JobState.Cancelled;
}

/// <summary>
/// A piece of long work that somebody asked for: it goes on whatever page is open, and can be cancelled by whoever may maintain. Lives in memory; what it made stands on disk.
/// </summary>
public sealed class KnowledgeJob(string title, string by, Func<KnowledgeJob, CancellationToken, Task<JobView>> work, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile JobView _view = new(JobState.Waiting, "", 0, 0);
    private long _stepStarted;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string Title { get; } = title;

    public string By { get; } = by;

    public DateTimeOffset AskedAt { get; } = clock.GetUtcNow();

    public JobView View => _view;

    /// <summary>Completes when it is over, however it ended; never faults.</summary>
    public Task Over => _over.Task;

    public void Tell(string step, int done, int total)
    {
        var before = _view;
        if (before.IsOver)
            return;
        if (!string.Equals(before.Step, step, StringComparison.Ordinal))
            _stepStarted = clock.GetTimestamp();
        var elapsed = clock.GetElapsedTime(_stepStarted);
        _view = new(JobState.Running, step, done, total) { Left = done > 0 && total > done ? elapsed / done * (total - done) : null };
    }

    public void Cancel()
    {
        if (!_view.IsOver)
            _stop.Cancel();
    }

    /// <summary>Errors: none; our own mistakes end as <see cref="JobState.Failed"/> and are given back for the log.</summary>
    public async Task<Exception?> RunAsync(CancellationToken host)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, host);
        try
        {
            both.Token.ThrowIfCancellationRequested();
            Tell("开始", 0, 0);
            _view = await work(this, both.Token);
            return null;
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            _view = new(JobState.Cancelled, "", 0, 0) { Message = "已取消，没有留下任何改动。" };
            return null;
        }
#pragma warning disable CA1031 // The boundary of a job: our own mistakes end here, logged once by the caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _view = new(JobState.Failed, "", 0, 0) { Message = $"程序内部错误（{e.GetType().Name}），没有完成。" };
            return e;
        }
        finally
        {
            _over.TrySetResult();
        }
    }

    public void Dispose() => _stop.Dispose();
}

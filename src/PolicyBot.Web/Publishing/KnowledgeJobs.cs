using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PolicyBot.Web.Publishing;

/// <summary>Runs long work on the knowledge one after the other. The queue is bounded; the last pieces that are over stay to be looked at.</summary>
public sealed class KnowledgeJobs(TimeProvider clock, ILogger<KnowledgeJobs> logger) : BackgroundService
{
    private const int MostWaiting = 20;
    private const int MostKept = 50;
    private readonly Channel<KnowledgeJob> _queue = Channel.CreateBounded<KnowledgeJob>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ConcurrentDictionary<string, KnowledgeJob> _known = new(StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<KnowledgeJob> List() => [.. _known.Values.OrderByDescending(j => j.AskedAt)];

    public KnowledgeJob? Find(string id) => _known.GetValueOrDefault(id);

    /// <summary>Null where too much waits already.</summary>
    public KnowledgeJob? Add(string title, string by, Func<KnowledgeJob, CancellationToken, Task<JobView>> work)
    {
        var job = new KnowledgeJob(title, by, work, clock);
        _known[job.Id] = job;
        if (_queue.Writer.TryWrite(job))
            return job;
        _known.TryRemove(job.Id, out _);
        job.Dispose();
        return null;
    }

    public override void Dispose()
    {
        foreach (var job in _known.Values)
            job.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                if (await job.RunAsync(stoppingToken) is { } fault)
                    logger.LogError(fault, "Work on the knowledge failed: {Title}", job.Title);
                foreach (var old in List().Where(j => j.View.IsOver).Skip(MostKept))
                {
                    if (_known.TryRemove(old.Id, out _))
                        old.Dispose();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}

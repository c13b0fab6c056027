using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Writes turns and feedback to the database, in batches and in the order they came, beside the answers and never in their way.
/// The queue is bounded: while the database cannot keep up, turns are dropped from the statistics (logged), never from the conversation.
/// </summary>
public sealed class TurnLog(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock, ILogger<TurnLog> logger) : BackgroundService
{
    private const int Batch = 200;
    private const int Attempts = 5;
    private readonly Channel<Entry> _queue = Channel.CreateBounded<Entry>(new BoundedChannelOptions(20_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <summary>Personal data has to be taken out before.</summary>
    public void Record(StoredTurn turn) => Enqueue(new(turn, FeedbackOn: null, Feedback: null));

    /// <param name="feedback">like or dislike.</param>
    public void RecordFeedback(string turnId, string feedback) => Enqueue(new(Turn: null, turnId, feedback));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
                await WriteAsync(Take(), CancellationToken.None); // What is taken is written, also when the host stops meanwhile.
        }
        catch (OperationCanceledException)
        {
            // The host stops: what is left is written with a short limit.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            while (_queue.Reader.TryPeek(out _) && !limit.IsCancellationRequested)
                await WriteAsync(Take(), limit.Token);
        }
    }

    private void Enqueue(Entry entry)
    {
        if (!_queue.Writer.TryWrite(entry))
            logger.LogWarning("A turn was left out of the log: its queue is full");
    }

    private List<Entry> Take()
    {
        var batch = new List<Entry>();
        while (batch.Count < Batch && _queue.Reader.TryRead(out var entry))
            batch.Add(entry);
        return batch;
    }

    /// <summary>What was written leaves the batch, so that another try after a locked table repeats nothing.</summary>
    private async Task WriteAsync(List<Entry> batch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; batch.Count > 0; attempt++)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                db.Turns.AddRange(batch.Where(e => e.Turn is not null).Select(e => e.Turn!));
                await db.SaveChangesAsync(cancellationToken);
                batch.RemoveAll(e => e.Turn is not null);
                foreach (var entry in batch.ToList())
                {
                    var now = clock.GetUtcNow();
                    await db.Turns.Where(t => t.Id == entry.FeedbackOn).ExecuteUpdateAsync(s => s.SetProperty(t => t.Feedback, entry.Feedback).SetProperty(t => t.FeedbackAt, now), cancellationToken);
                    batch.Remove(entry);
                }
            }
#pragma warning disable CA1031 // Statistics: a database that is away costs these rows, not the service.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (attempt == Attempts)
                {
                    logger.LogError(e, "{Count} turns could not be logged", batch.Count);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), CancellationToken.None);
            }
        }
    }

    private sealed record Entry(StoredTurn? Turn, string? FeedbackOn, string? Feedback);
}

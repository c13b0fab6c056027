using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Writes turns and feedback to the database, in batches and in the order they came, beside the answers and never in their way.
/// The queue is bounded: while the database cannot keep up, turns are dropped from the statistics (logged), never from the conversation.
/// </summary>
public sealed class TurnLog(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock, ILogger<TurnLog> logger) : BackgroundService
{
    /// <summary>The feedback that marks a gap.</summary>
    public const string Dislike = "dislike";

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
        // When the host stops, what was taken and what is left is written, within a short limit.
        using var limit = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => limit.CancelAfter(TimeSpan.FromSeconds(5)));
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
                await WriteAsync(Take(), limit.Token);
        }
        catch (OperationCanceledException)
        {
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

    /// <summary>What was written leaves the batch, so that another try repeats nothing. While the database is away the batch waits for it; a row that it refuses is left out.</summary>
    private async Task WriteAsync(List<Entry> batch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; batch.Count > 0 && !cancellationToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                await WriteTurnsAsync(db, batch, attempt <= Attempts ? batch.Count : 1, cancellationToken);
                await WriteFeedbackAsync(db, batch, cancellationToken);
            }
#pragma warning disable CA1031 // Statistics: a database that is away delays these rows, not the answers.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (!await IsThereAsync(cancellationToken))
                    attempt = 0;
                else if (attempt > Attempts)
                    batch.Remove(batch.Find(b => b.Turn is not null) ?? batch[0]);
                logger.Log(attempt > Attempts ? LogLevel.Error : LogLevel.Warning, e, attempt > Attempts ? "A turn could not be logged" : "Turns wait for the database");
                await Task.Delay(TimeSpan.FromMilliseconds(attempt == 0 ? 1000 : 100 * attempt), CancellationToken.None);
            }
        }
    }

    private static async Task WriteTurnsAsync(PolicyBotDb db, List<Entry> batch, int atOnce, CancellationToken cancellationToken)
    {
        // Numbers go on after the last turn, and never back into a block that is written already.
        var no = Math.Max(await db.Turns.MaxAsync(t => (long?)t.No, cancellationToken) + 1 ?? 0, await TurnIndex.FirstOpenAsync(db, cancellationToken));
        foreach (var entries in batch.Where(e => e.Turn is not null).ToList().Chunk(atOnce))
        {
            foreach (var entry in entries)
                entry.Turn!.No = no++;
            db.Turns.AddRange(entries.Select(e => e.Turn!));
            await db.SaveChangesAsync(cancellationToken);
            batch.RemoveAll(entries.Contains);
            foreach (var entry in entries.Where(e => e.Turn is { IsHandOff: true, Conversation: not null }))
                await PassOnAsync(db, entry.Turn!, cancellationToken);
        }
    }

    /// <summary>Who asks for a person does it because of the question before: that one is the gap, not the words of asking.</summary>
    private static async Task PassOnAsync(PolicyBotDb db, StoredTurn request, CancellationToken cancellationToken)
    {
        var before = await db.Turns.Where(t => t.Channel == request.Channel && t.Conversation == request.Conversation && t.At < request.At && !t.IsHandOff && t.Status != "greeting")
            .OrderByDescending(t => t.At).FirstOrDefaultAsync(cancellationToken);
        if (before is null)
            return;
        before.IsHandOff = true;
        before.IsGap = true;
        request.IsGap = request.Status is "failed";
        await db.SaveChangesAsync(cancellationToken);
        await TurnIndex.AddAsync(db, before.No, TurnTerms.HandOff, cancellationToken);
    }

    private async Task WriteFeedbackAsync(PolicyBotDb db, List<Entry> batch, CancellationToken cancellationToken)
    {
        foreach (var entry in batch.ToList())
        {
            if (await db.Turns.SingleOrDefaultAsync(t => t.Id == entry.FeedbackOn, cancellationToken) is { } turn)
            {
                turn.Feedback = entry.Feedback;
                turn.FeedbackAt = clock.GetUtcNow();
                turn.IsGap |= entry.Feedback is Dislike;
                await db.SaveChangesAsync(cancellationToken);
                await TurnIndex.AddAsync(db, turn.No, TurnTerms.Feedback(entry.Feedback!), cancellationToken);
            }

            batch.Remove(entry);
        }
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    private sealed record Entry(StoredTurn? Turn, string? FeedbackOn, string? Feedback);
}

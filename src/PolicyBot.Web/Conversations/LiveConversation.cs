using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// The one owner of a conversation while anybody uses it. Storing, telling the readers and taking a backlog happen under one lock,
/// or an activity would be lost or doubled. Lifetime: while it is leased from <see cref="LiveConversations"/>.
/// </summary>
public sealed class LiveConversation(string id, string channel, IDbContextFactory<PolicyBotDb> databases, TimeProvider clock) : IDisposable
{
    private const int MostReaders = 16;
    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly List<ActivityReader> _readers = [];
    private TaskCompletionSource _readersChanged = NewChange();
    private bool _isLoaded;

    /// <summary>A save failed: whether it arrived all the same is known only after reading again.</summary>
    private bool _isInDoubt;
    private bool _isStreamed;
    private int _count;
    private long _sequence;

    public string Id => id;

    /// <summary>True while a stream is open: what is told live only has somebody to hear it.</summary>
    public bool HasReaders
    {
        get
        {
            lock (_readers)
                return _readers.Count > 0;
        }
    }

    /// <summary>Ends once no stream has been open for <paramref name="patience"/> without a break: a client that reloads or reconnects within it never left.</summary>
    public async Task DesertedAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            bool hasReaders;
            lock (_readers)
                (changed, hasReaders) = (_readersChanged.Task, _readers.Count > 0);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var enough = hasReaders ? Task.Delay(Timeout.InfiniteTimeSpan, waiting.Token) : Task.Delay(patience, clock, waiting.Token);
            var first = await Task.WhenAny(changed, enough);
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            // A change is heard of through the thread pool: on a busy machine after a delay that ended later.
            if (first == enough && !changed.IsCompleted)
                return;
        }
    }

    /// <summary>
    /// Stamps, stores and tells the readers. Returns the activity's index. Errors: whatever the database throws; the same activity may then be appended again,
    /// and one that <paramref name="settles"/> a question is never stored twice.
    /// </summary>
    /// <param name="role">user or bot; on a citizen's activity nothing the client says can make it the bot's.</param>
    /// <param name="isPending">True for a question whose answer is still to come.</param>
    /// <param name="settles">Index of the question that this activity answers.</param>
    public async Task<int> AppendAsync(JsonObject activity, string role, bool isPending, int? settles, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var wasInDoubt = _isInDoubt;
            await LoadAsync(db, cancellationToken);
            if (wasInDoubt && settles is { } asked && !await db.Activities.AnyAsync(a => a.ConversationId == id && a.Index == asked && a.IsPending, cancellationToken))
                return _count;
            var now = clock.GetUtcNow();
            var index = _count + 1;
            Stamp(activity, role, $"{id}|{_count.ToString("0000000", CultureInfo.InvariantCulture)}", now);
            var json = ActivityJson.Write(activity);
            db.Activities.Add(new StoredActivity { ConversationId = id, Index = index, Json = json, Sequence = _sequence, At = now, IsPending = isPending });
            if (settles is { } question)
                db.Activities.Attach(new StoredActivity { ConversationId = id, Index = question, Json = "", IsPending = true }).Entity.IsPending = false;
            var touched = db.Conversations.Attach(new StoredConversation { Id = id, Channel = channel });
            touched.Entity.LastAt = now;
            _isInDoubt = true;
            await db.SaveChangesAsync(cancellationToken);
            _isInDoubt = false;
            _count = index;
            Tell(new ActivityFrame([json], _count));
            return index;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Tells the readers only: never stored, never replayed, and the watermark stays. Returns the id given.</summary>
    public async Task<string> PushAsync(JsonObject activity, string role, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
                await LoadAsync(db, cancellationToken);
            Stamp(activity, role, storedId: null, clock.GetUtcNow());
            Tell(new ActivityFrame([ActivityJson.Write(activity)], _count));
            return activity.Text("id")!;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>A question that ended without an answer of its own (an event): nothing is owed for it after a restart.</summary>
    public async Task SettleAsync(int question, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Activities.Where(a => a.ConversationId == id && a.Index == question).ExecuteUpdateAsync(s => s.SetProperty(a => a.IsPending, false), cancellationToken);
    }

    /// <summary>Everything after a watermark, in order; a watermark beyond the end counts as the end.</summary>
    public async Task<ActivityFrame> ReadAsync(int after, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await LoadAsync(db, cancellationToken);
            return new(await BacklogAsync(db, after, cancellationToken), _count);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>
    /// A reader that first gets what it missed, then everything new, with nothing between lost or doubled.
    /// Null <paramref name="after"/>: everything where no stream was opened before, else only what is new.
    /// </summary>
    public async Task<ActivityReader> SubscribeAsync(int? after, int queueLength, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await LoadAsync(db, cancellationToken);
            var from = after ?? (_isStreamed ? _count : 0);
            var backlog = await BacklogAsync(db, from, cancellationToken);
            if (!_isStreamed)
            {
                await db.Conversations.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.IsStreamed, true), cancellationToken);
                _isStreamed = true;
            }

            var reader = new ActivityReader(new ActivityFrame(backlog, _count), queueLength, Forget);
            if (_readers.Count >= MostReaders)
                _readers[0].Drop();
            lock (_readers)
            {
                _readers.Add(reader);
                TellOfChange();
            }

            return reader;
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private void Tell(ActivityFrame frame)
    {
        ActivityReader[] readers;
        lock (_readers)
            readers = [.. _readers];
        foreach (var reader in readers)
            reader.Offer(frame);
    }

    private void Forget(ActivityReader reader)
    {
        lock (_readers)
        {
            _readers.Remove(reader);
            TellOfChange();
        }
    }

    /// <summary>Within the readers' lock.</summary>
    private void TellOfChange()
    {
        _readersChanged.SetResult();
        _readersChanged = NewChange();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IReadOnlyList<string>> BacklogAsync(PolicyBotDb db, int after, CancellationToken cancellationToken) =>
        after >= _count ? [] : await db.Activities.Where(a => a.ConversationId == id && a.Index > after).OrderBy(a => a.Index).Select(a => a.Json).ToListAsync(cancellationToken);

    private async Task LoadAsync(PolicyBotDb db, CancellationToken cancellationToken)
    {
        if (_isLoaded && !_isInDoubt)
            return;
        var known = _count;
        var last = await db.Activities.AsNoTracking().Where(a => a.ConversationId == id).OrderByDescending(a => a.Index).FirstOrDefaultAsync(cancellationToken);
        _count = last?.Index ?? 0;
        _sequence = last?.Sequence ?? 0;
        _isStreamed = await db.Conversations.Where(c => c.Id == id).Select(c => c.IsStreamed).SingleOrDefaultAsync(cancellationToken);
        if (_isLoaded && _count > known)
            Tell(new ActivityFrame(await BacklogAsync(db, known, cancellationToken), _count));
        (_isLoaded, _isInDoubt) = (true, false);
    }

    private void Stamp(JsonObject activity, string role, string? storedId, DateTimeOffset now)
    {
        // Milliseconds, so that Web Chat's own fallback (the timestamp) sorts alike; never twice the same, never back, also over a restart.
        _sequence = Math.Max(_sequence + 1, now.ToUnixTimeMilliseconds());
        activity["id"] = storedId ?? $"{id}|live.{_sequence.ToString(CultureInfo.InvariantCulture)}";
        activity["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        activity["channelId"] = channel;
        activity["conversation"] = new JsonObject { ["id"] = id };
        if (activity.Object("from") is not { } from)
            activity["from"] = from = [];
        from["role"] = role;
        if (activity.Object("channelData") is not { } data)
            activity["channelData"] = data = [];
        data["webchat:sequence-id"] = _sequence;
    }
}

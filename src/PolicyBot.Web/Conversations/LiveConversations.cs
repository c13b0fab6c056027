using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// One <see cref="LiveConversation"/> for each conversation in use, held only while somebody leases it: memory follows use, not history.
/// One process per database for these channels: readers are told in memory.
/// </summary>
public sealed class LiveConversations(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Begins a conversation that is not there yet. False: it had been begun before.</summary>
    public async Task<bool> TryBeginAsync(string id, string channel, string? user, string? locale, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(id, cancellationToken))
            return false;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        db.Conversations.Add(new StoredConversation { Id = id, Channel = channel, User = user, Locale = locale, StartedAt = now, LastAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two first requests at once: the one that lost finds it begun; anything else is a fault.
            if (await ExistsAsync(id, cancellationToken))
                return false;
            throw;
        }
    }

    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.AnyAsync(c => c.Id == id, cancellationToken);
    }

    /// <summary>Dispose the lease when done; the conversation has to exist.</summary>
    public ConversationLease Lease(string id, string channel)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(id, out var entry))
                _entries[id] = entry = new Entry(new LiveConversation(id, channel, databases, clock));
            entry.Leases++;
            return new(entry.Conversation, () => Return(id, entry));
        }
    }

    internal int Count
    {
        get
        {
            lock (_entries)
                return _entries.Count;
        }
    }

    private void Return(string id, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Leases > 0)
                return;
            _entries.Remove(id);
            entry.Conversation.Dispose();
        }
    }

    private sealed class Entry(LiveConversation conversation)
    {
        public LiveConversation Conversation => conversation;

        public int Leases { get; set; }
    }
}

/// <summary>The right to use a conversation until disposed; disposing twice counts once.</summary>
public sealed class ConversationLease(LiveConversation conversation, Action onReturn) : IDisposable
{
    private Action? _onReturn = onReturn;

    public LiveConversation Conversation => conversation;

    public void Dispose() => Interlocked.Exchange(ref _onReturn, value: null)?.Invoke();
}

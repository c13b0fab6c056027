namespace PolicyBot.Answering.Conversations;

/// <summary>
/// Conversations in memory, the one owner of their state. Survives a change of knowledge: assistants come and go, the store stays.
/// Lifetime: forgotten after the configured silence, or, above the bound, the one longest silent first. Safe for any number of threads.
/// </summary>
public sealed class ConversationStore(TimeProvider time, AnsweringOptions? options = null)
{
    private readonly AnsweringOptions _options = options ?? AnsweringOptions.Default;
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byAge = new();
    private readonly Lock _guard = new();

    public int Count
    {
        get
        {
            lock (_guard)
                return _byKey.Count;
        }
    }

    /// <summary>A new state where the conversation is unknown or was forgotten.</summary>
    public ConversationState Get(string? conversation)
    {
        if (conversation is null)
            return ConversationState.New;
        lock (_guard)
        {
            Forget();
            return _byKey.TryGetValue(conversation, out var node) ? node.Value.State : ConversationState.New;
        }
    }

    public void Set(string? conversation, ConversationState state)
    {
        if (conversation is null)
            return;
        lock (_guard)
        {
            Remove(conversation);
            _byKey[conversation] = _byAge.AddLast(new Entry(conversation, state, time.GetUtcNow()));
            Forget();
        }
    }

    public void Clear(string? conversation)
    {
        if (conversation is null)
            return;
        lock (_guard)
            Remove(conversation);
    }

    private void Remove(string conversation)
    {
        if (_byKey.Remove(conversation, out var node))
            _byAge.Remove(node);
    }

    private void Forget()
    {
        var oldest = time.GetUtcNow() - _options.ConversationLifetime;
        while (_byAge.First is { } first && (first.Value.At < oldest || _byKey.Count > _options.MostConversations))
            Remove(first.Value.Key);
    }

    private sealed record Entry(string Key, ConversationState State, DateTimeOffset At);
}

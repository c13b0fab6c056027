using System.Text.Json;
using PolicyBot.Answering.Conversations;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Gives the assistant back what it knew of a conversation before a restart, and keeps what it knows after each turn.
/// A database that is away costs the memory over a restart, not the answer.
/// </summary>
public sealed class DialogueMemory(ConversationStore live, DialogueStore stored, ILogger<DialogueMemory> logger)
{
    /// <param name="conversation">The key that the assistant is given; null for a question that stands alone.</param>
    public async Task<T> AroundAsync<T>(string? conversation, Func<Task<T>> turn, CancellationToken cancellationToken)
    {
        if (conversation is null)
            return await turn();
        await TryAsync(() => RestoreAsync(conversation, cancellationToken), cancellationToken);
        var before = live.Get(conversation);
        var result = await turn();
        var after = live.Get(conversation);
        if (!ReferenceEquals(before, after))
            await TryAsync(() => KeepAsync(conversation, after, cancellationToken), cancellationToken);
        return result;
    }

    private async Task RestoreAsync(string conversation, CancellationToken cancellationToken)
    {
        // The store answers with New itself where it knows nothing.
        if (!ReferenceEquals(live.Get(conversation), ConversationState.New) || await stored.LoadAsync(conversation, cancellationToken) is not { } json)
            return;
        if (JsonSerializer.Deserialize<ConversationState>(json) is { } state)
            live.Set(conversation, state);
    }

    private Task KeepAsync(string conversation, ConversationState state, CancellationToken cancellationToken) => ReferenceEquals(state, ConversationState.New)
        ? stored.ForgetAsync(conversation, cancellationToken)
        : stored.SaveAsync(conversation, JsonSerializer.Serialize(state), cancellationToken);

    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // As the summary says: the answer goes out all the same.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "The memory of a conversation could not be read or kept");
        }
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Replies;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// Where conversations can be reached, by the key that their questions carry (<see cref="IncomingActivity.Key"/>), and messages into them that answer no activity.
/// In memory the most recent 10,000; <see cref="KeepAsync"/> stores one, for as long as conversations are stored, so that a person's answer finds its way after a restart.
/// </summary>
public sealed class ConversationReferences(ConnectorQueue connectors, IDbContextFactory<PolicyBotDb> databases, IOptions<BotFrameworkOptions> options, TimeProvider clock)
{
    private const int Most = 10_000;
    private readonly Dictionary<string, LinkedListNode<(string Key, ConversationReference Reference)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, ConversationReference Reference)> _recent = new();

    public void Remember(IncomingActivity activity)
    {
        if (activity.ServiceUrl is null)
            return;
        lock (_recent)
        {
            if (_byKey.Remove(activity.Key, out var old))
                _recent.Remove(old);
            _byKey[activity.Key] = _recent.AddFirst((activity.Key, ConversationReference.Of(activity)));
            if (_recent.Count <= Most)
                return;
            _byKey.Remove(_recent.Last!.Value.Key);
            _recent.RemoveLast();
        }
    }

    /// <summary>Stores the reference of a conversation that is in memory; without one (replies were expected in the response) there is nothing to store.</summary>
    public async Task KeepAsync(string key, CancellationToken cancellationToken)
    {
        if (Recent(key) is not { } reference)
            return;
        var json = reference.ToJson();
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var isThere = await db.Conversations.Where(c => c.Id == key)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Reference, json).SetProperty(c => c.LastAt, now), cancellationToken) > 0;
        if (isThere)
            return;
        db.Conversations.Add(new StoredConversation { Id = key, Channel = BotTurn.Channel, Reference = json, StartedAt = now, LastAt = now });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes the stored reference away again; the conversation's record stays for as long as records stay.</summary>
    public async Task ForgetAsync(string key, CancellationToken cancellationToken)
    {
        lock (_recent)
        {
            if (_byKey.Remove(key, out var node))
                _recent.Remove(node);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Conversations.Where(c => c.Id == key && c.Channel == BotTurn.Channel).ExecuteUpdateAsync(s => s.SetProperty(c => c.Reference, (string?)null), cancellationToken);
    }

    /// <summary>Null where it is unknown, or its serviceUrl is no longer allowed.</summary>
    public async Task<ConversationReference?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (Recent(key) is { } reference)
            return reference;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var json = await db.Conversations.Where(c => c.Id == key && c.Channel == BotTurn.Channel).Select(c => c.Reference).SingleOrDefaultAsync(cancellationToken);
        return json is null ? null : ConversationReference.Parse(json, options.Value);
    }

    /// <summary>A message of the bot's own accord (a person's answer to a ticket). True once the connector has it.</summary>
    public Task<bool> SayAsync(ConversationReference reference, string text, CancellationToken cancellationToken)
    {
        var activity = reference.Activity;
        var to = new IncomingActivity(activity, "message", IncomingActivity.TextOf(activity["conversation"], "id")!, IncomingActivity.TextOf(activity["from"], "id")!);
        var message = BotTurn.Addressed(ActivityReply.Sentence(text), to);
        message["id"] = Guid.NewGuid().ToString("N");
        message["timestamp"] = clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return connectors.SendAsync(message, cancellationToken);
    }

    /// <summary>As <see cref="SayAsync"/>, by key; false where the conversation cannot be reached.</summary>
    public async Task<bool> CarryAsync(string key, string text, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } reference && await SayAsync(reference, text, cancellationToken);

    private ConversationReference? Recent(string key)
    {
        lock (_recent)
            return _byKey.TryGetValue(key, out var node) ? node.Value.Reference : null;
    }
}

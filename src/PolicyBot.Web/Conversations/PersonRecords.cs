using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Answering.Conversations;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Everything stored of one conversation, or of all conversations of one user of a channel: handed out, or deleted, on the citizen's request.
/// A channel's user id is what its client says: whoever asks for all of them looks first at what they are.
/// </summary>
public sealed class PersonRecords(IDbContextFactory<PolicyBotDb> databases, TurnIndex index, ConversationStore live, IEnumerable<TicketCarrier> carriers)
{
    /// <summary>The conversation itself first, then the others of its user, newest first.</summary>
    public async Task<IReadOnlyList<string>> ConversationsOfAsync(string channel, string conversation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var user = await db.Conversations.Where(c => c.Id == conversation && c.Channel == channel).Select(c => c.User).SingleOrDefaultAsync(cancellationToken);
        var others = string.IsNullOrEmpty(user)
            ? []
            : await db.Conversations.Where(c => c.Channel == channel && c.User == user && c.Id != conversation).OrderByDescending(c => c.LastAt).Select(c => c.Id).ToListAsync(cancellationToken);
        return [conversation, .. others];
    }

    /// <summary>Shape: one object, with a list for every table; instants in ISO 8601, activities as the clients read them.</summary>
    public async Task<JsonObject> ExportAsync(string channel, IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var keys = conversations.Select(c => $"{channel}:{c}").ToList();
        return new JsonObject
        {
            ["channel"] = channel,
            ["conversations"] = List(await db.Conversations.Where(c => c.Channel == channel && conversations.Contains(c.Id)).OrderBy(c => c.StartedAt).ToListAsync(cancellationToken)),
            ["activities"] = new JsonArray([.. (await db.Activities.Where(a => conversations.Contains(a.ConversationId)
                    && db.Conversations.Any(c => c.Id == a.ConversationId && c.Channel == channel)).OrderBy(a => a.ConversationId).ThenBy(a => a.Index).Select(a => a.Json).ToListAsync(cancellationToken))
                .Select(json => JsonNode.Parse(json))]),
            ["turns"] = List(await db.Turns.Where(t => t.Channel == channel && conversations.Contains(t.Conversation!)).OrderBy(t => t.At).ToListAsync(cancellationToken)),
            ["tickets"] = List(await db.Tickets.Where(t => t.Channel == channel && conversations.Contains(t.Conversation)).OrderBy(t => t.CreatedAt).ToListAsync(cancellationToken)),
            ["dialogues"] = List(await db.Dialogues.Where(d => keys.Contains(d.Conversation)).ToListAsync(cancellationToken)),
        };
    }

    /// <summary>All or nothing in the tables; then the search index, the assistant's memory and what a channel keeps to reach the person. Returns how many turns were deleted.</summary>
    public async Task<int> DeleteAsync(string channel, IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        var deleted = new List<long>();
        await using (var strategy = await databases.CreateDbContextAsync(cancellationToken))
            await strategy.Database.CreateExecutionStrategy().ExecuteAsync(async () => deleted = await DeleteRowsAsync(channel, conversations, cancellationToken));
        var forget = carriers.FirstOrDefault(c => string.Equals(c.Channel, channel, StringComparison.Ordinal))?.ForgetAsync;
        foreach (var conversation in conversations)
        {
            live.Clear($"{channel}:{conversation}");
            if (forget is not null)
                await forget(conversation, cancellationToken);
        }

        await index.ForgetAsync(deleted, cancellationToken);
        return deleted.Count;
    }

    private async Task<List<long>> DeleteRowsAsync(string channel, IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var keys = conversations.Select(c => $"{channel}:{c}").ToList();
        var turns = db.Turns.Where(t => t.Channel == channel && conversations.Contains(t.Conversation!));
        var numbers = await turns.Select(t => t.No).ToListAsync(cancellationToken);
        await turns.ExecuteDeleteAsync(cancellationToken);
        await db.Dialogues.Where(d => keys.Contains(d.Conversation)).ExecuteDeleteAsync(cancellationToken);
        await db.Tickets.Where(t => t.Channel == channel && conversations.Contains(t.Conversation)).ExecuteDeleteAsync(cancellationToken);
        // Activities go with their conversation.
        await db.Conversations.Where(c => c.Channel == channel && conversations.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return numbers;
    }

    private static JsonArray List<T>(IEnumerable<T> rows) => new([.. rows.Select(r => System.Text.Json.JsonSerializer.SerializeToNode(r, ExportJson.Options))]);
}

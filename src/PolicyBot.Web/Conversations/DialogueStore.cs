using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>The assistant's memory of a conversation, kept over restarts. Opaque JSON of the assistant's; personal data in its strings is masked.</summary>
public sealed class DialogueStore(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock)
{
    /// <summary>Null where nothing is known.</summary>
    public async Task<string?> LoadAsync(string conversation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Dialogues.Where(d => d.Conversation == conversation).Select(d => d.Json).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Two turns of one conversation at once: the later save stays.</summary>
    public async Task SaveAsync(string conversation, string json, CancellationToken cancellationToken)
    {
        var node = JsonNode.Parse(json) ?? throw new ArgumentException("A dialogue is a JSON object.", nameof(json));
        PersonalData.Rewrite(node, PersonalData.Mask);
        var masked = ActivityJson.Write(node);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await UpdateAsync(db, conversation, masked, now, cancellationToken))
            return;
        db.Dialogues.Add(new StoredDialogue { Conversation = conversation, Json = masked, LastAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            if (!await UpdateAsync(db, conversation, masked, now, cancellationToken))
                throw;
        }
    }

    public async Task ForgetAsync(string conversation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Dialogues.Where(d => d.Conversation == conversation).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> UpdateAsync(PolicyBotDb db, string conversation, string json, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Dialogues.Where(d => d.Conversation == conversation)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Json, json).SetProperty(d => d.LastAt, now), cancellationToken) > 0;
}

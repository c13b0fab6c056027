using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

/// <summary>Once an hour deletes what is older than <see cref="StorageOptions.RetentionDays"/>: conversations with their activities, dialogues, turns, tickets that are closed.</summary>
public sealed class Retention(IDbContextFactory<PolicyBotDb> databases, TurnIndex index, IOptions<StorageOptions> options, TimeProvider clock, ILogger<Retention> logger) : BackgroundService
{
    /// <summary>Returns how many conversations were deleted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionDays == 0)
            return 0;
        var border = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Turns.Where(t => t.At < border).ExecuteDeleteAsync(cancellationToken) > 0)
            await index.ForgetBeforeAsync(cancellationToken);
        await db.Dialogues.Where(d => d.LastAt < border).ExecuteDeleteAsync(cancellationToken);
        await db.Tickets.Where(t => t.State == TicketState.Closed && t.CreatedAt < border).ExecuteDeleteAsync(cancellationToken);
        return await db.Conversations.Where(c => c.LastAt < border).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                if (await RunOnceAsync(stoppingToken) is > 0 and var deleted)
                    logger.LogInformation("Retention deleted {Conversations} conversations", deleted);
            }
#pragma warning disable CA1031 // The next hour tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(e, "Retention failed");
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>Once a day deletes audit entries older than <see cref="ConsoleOptions.AuditDays"/>.</summary>
public sealed class AuditRetention(IDbContextFactory<PolicyBotDb> databases, IOptions<ConsoleOptions> options, TimeProvider clock, ILogger<AuditRetention> logger) : BackgroundService
{
    /// <summary>Returns how many were deleted.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AuditDays == 0)
            return 0;
        var border = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.AuditDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.Where(a => a.At < border).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The next day tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(e, "Old audit entries could not be deleted");
            }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }
}

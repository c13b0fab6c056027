namespace PolicyBot.Web.Conversations.Finding;

/// <summary>Writes blocks as they fill, beside the answers.</summary>
public sealed class TurnIndexing(TurnIndex index, TimeProvider clock, ILogger<TurnIndexing> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                while (await index.SealNextAsync(stoppingToken))
                    logger.LogInformation("A block of turns can be searched");
            }
#pragma warning disable CA1031 // The next round tries again; until then the turns are read as they are.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(e, "A block of turns could not be indexed");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

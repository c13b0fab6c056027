using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace PolicyBot.Web.Storage;

/// <summary>Brings the database to the newest schema, once, before anything listens. Errors: throws; a host without its storage does not start.</summary>
public sealed class DatabaseMigration(IDbContextFactory<PolicyBotDb> databases, IOptions<StorageOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        // Readers do not wait for the writer; a crash of the machine may lose the last moment, a crash of the process nothing. Kept in the file.
        if (!options.Value.IsPostgreSql)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

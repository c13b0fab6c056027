using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace PolicyBot.Web.Storage;

public static class StorageRegistration
{
    private static readonly FlushAtCheckpoints Flushing = new();

    /// <summary>Registers <c>IDbContextFactory&lt;PolicyBotDb&gt;</c>; its schema is there once <see cref="DatabaseMigration"/> has started, before hosted services registered later and before anything listens.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations()
            .Validate(o => !o.IsPostgreSql || o.ConnectionString.Length > 0, "Storage:ConnectionString is required for postgresql.")
            .ValidateOnStart();
        services.AddPooledDbContextFactory<PolicyBotDb>((provider, options) => Configure(options, provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton<ServerSecrets>();
        services.AddHostedService<DatabaseMigration>();
        return services;
    }

    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, StorageOptions storage)
    {
        if (storage.IsPostgreSql)
            options.UseNpgsql(storage.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.FromSeconds(2), errorCodesToAdd: null));
        else
            options.UseSqlite(SqliteConnectionString(storage)).AddInterceptors(Flushing);
        // One snapshot serves two providers; StorageTests compares it with the model of each, this check would know only one.
        return options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static string SqliteConnectionString(StorageOptions storage)
    {
        var given = storage.ConnectionString.Length > 0 ? storage.ConnectionString : "Data Source=data/policybot.db";
        var parts = new SqliteConnectionStringBuilder(given) { ForeignKeys = true };
        if (parts.DataSource is not (":memory:" or "") && Path.GetDirectoryName(Path.GetFullPath(parts.DataSource)) is { } folder)
            Directory.CreateDirectory(folder);
        return parts.ToString();
    }

    /// <summary>For the migrations tool only.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PolicyBotDb>
    {
        public PolicyBotDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PolicyBotDb>();
            Configure(options, new StorageOptions { ConnectionString = "Data Source=:memory:" });
            return new(options.Options);
        }
    }
}

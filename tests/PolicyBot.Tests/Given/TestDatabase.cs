using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Given;

/// <summary>A migrated SQLite file of its own, deleted afterwards.</summary>
public sealed class TestDatabase : IDbContextFactory<PolicyBotDb>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-").FullName;
    private readonly DbContextOptions<PolicyBotDb> _options;

    /// <param name="patience">How long a writer waits for another. Unit: seconds.</param>
    public TestDatabase(int patience = 30)
    {
        ConnectionString = $"Data Source={Path.Combine(_folder, "test.db")};Pooling=False;Default Timeout={patience}";
        var options = new DbContextOptionsBuilder<PolicyBotDb>();
        StorageRegistration.Configure(options, new StorageOptions { ConnectionString = ConnectionString });
        _options = options.Options;
        using var db = CreateDbContext();
        db.Database.Migrate();
    }

    public string ConnectionString { get; }

    public PolicyBotDb CreateDbContext() => new(_options);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Storage;

public sealed class StorageModelTests
{
    [Theory]
    [InlineData("sqlite", "Data Source=:memory:")]
    [InlineData("postgresql", "Host=127.0.0.1;Database=none")]
    public void The_migrations_make_the_tables_that_the_model_describes_on_both_servers(string provider, string connection)
    {
        using var db = Open(provider, connection);
        var snapshot = db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
        var initialized = db.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)snapshot).FinalizeModel(), designTime: true, validationLogger: null);

        var differences = db.GetService<IMigrationsModelDiffer>().GetDifferences(initialized.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel());

        Assert.Empty(differences.Select(d => d.ToString()));
    }

    [Fact]
    public void No_migration_names_a_column_type_that_only_one_server_knows()
    {
        using var db = Open("sqlite", "Data Source=:memory:");
        var assembly = db.GetService<IMigrationsAssembly>();

        var typed = assembly.Migrations.Values
            .SelectMany(m => assembly.CreateMigration(m, db.Database.ProviderName!).UpOperations)
            .OfType<Microsoft.EntityFrameworkCore.Migrations.Operations.CreateTableOperation>()
            .SelectMany(t => t.Columns)
            .Where(c => c.ColumnType is not null);

        Assert.Empty(typed.Select(c => $"{c.Table}.{c.Name}"));
    }

    private static PolicyBotDb Open(string provider, string connection)
    {
        var options = new DbContextOptionsBuilder<PolicyBotDb>();
        StorageRegistration.Configure(options, new StorageOptions { Provider = provider, ConnectionString = connection });
        return new(options.Options);
    }
}

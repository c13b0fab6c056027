using Microsoft.EntityFrameworkCore;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Storage;
using PolicyBot.Web.Storage.Backup;

namespace PolicyBot.Tests.Web.Storage.Backup;

public sealed class SqliteBackupTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-backup-").FullName;

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_backed_up_while_somebody_writes_is_restored_whole()
    {
        await using var writing = _database.CreateDbContext();
        writing.Turns.Add(Turn("kept"));
        await writing.SaveChangesAsync();
        await using var transaction = await writing.Database.BeginTransactionAsync();
        writing.Turns.Add(Turn("in mid-work"));
        await writing.SaveChangesAsync();

        var backed = await BackupCommand.RunAsync("backup", File("b"), new() { ConnectionString = _database.ConnectionString }, CancellationToken.None);
        await transaction.CommitAsync();
        var restored = await BackupCommand.RunAsync("restore", File("b"), Place("restored.db"), CancellationToken.None);

        Assert.True(backed.IsSuccess, string.Join('；', backed.Problems));
        Assert.True(restored.IsSuccess, string.Join('；', restored.Problems));
        await using var db = BackupCommand.Open(Place("restored.db"));
        Assert.Equal("kept", Assert.Single(await db.Turns.ToListAsync()).Id);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(["b"], Directory.GetFiles(_folder).Select(Path.GetFileName).Where(f => !f!.StartsWith("restored", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_that_exists_is_overwritten()
    {
        var here = new StorageOptions { ConnectionString = _database.ConnectionString };
        await BackupCommand.RunAsync("backup", File("b"), here, CancellationToken.None);

        Assert.Contains("已经存在", Problem(await BackupCommand.RunAsync("backup", File("b"), here, CancellationToken.None)), StringComparison.Ordinal);
        Assert.Contains("已经存在", Problem(await BackupCommand.RunAsync("restore", File("b"), here, CancellationToken.None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_leaves_nothing_behind()
    {
        await System.IO.File.WriteAllTextAsync(File("b"), "这不是数据库，只是一段很长很长很长很长很长很长很长的文字。");

        Assert.Contains("没有恢复成", Problem(await BackupCommand.RunAsync("restore", File("b"), Place("restored.db"), CancellationToken.None)), StringComparison.Ordinal);
        Assert.Contains("没有这个文件", Problem(await BackupCommand.RunAsync("restore", File("none"), Place("restored.db"), CancellationToken.None)), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File("restored.db")));
    }

    [Fact]
    public async Task Wrong_use_is_explained()
    {
        using var error = new StringWriter();

        Assert.Equal(2, await BackupCommand.RunAsync(["backup"], TextWriter.Null, error));

        Assert.Contains("backup 文件", error.ToString(), StringComparison.Ordinal);
    }

    private static StoredTurn Turn(string id) => new() { Id = id, Channel = "page", Question = "问", Status = "answered", Answer = "答", Clauses = "" };

    private static string Problem(PolicyBot.Core.Result<string> result) => Assert.Single(result.Problems).Message;

    private string File(string name) => Path.Combine(_folder, name);

    private StorageOptions Place(string name) => new() { ConnectionString = $"Data Source={File(name)};Pooling=False" };
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Storage.Backup;

/// <summary>
/// <c>backup FILE</c> while the host runs, and <c>restore FILE</c> into a place that is empty, on the host's own settings. Nothing that exists is ever overwritten.
/// Exit codes: 0 done, 1 refused, 2 wrong use.
/// </summary>
public static class BackupCommand
{
    private const string Usage = """
        用法：
          backup 文件     把数据库备份成一个文件；主机可以照常运行
          restore 文件    恢复到设置里写明的数据库；SQLite 的文件必须还不存在，PostgreSQL 的数据库必须是空的
        """;

    public static bool IsMeant(string[] args) => args is ["backup" or "restore", ..];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        if (args is not [var verb, { Length: > 0 } file] || file.StartsWith('-'))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        await using var app = PolicyBotHost.Build([], builder => builder.Logging.AddFilter(level => level >= LogLevel.Warning));
        var result = await RunAsync(verb, Path.GetFullPath(file), app.Services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
        if (!result.IsSuccess)
        {
            foreach (var problem in result.Problems)
                await error.WriteLineAsync(problem.Message);
            return 1;
        }

        await output.WriteLineAsync(result.Value);
        return 0;
    }

    /// <summary>What was done, in Chinese. A file that is written is readable to its owner only.</summary>
    internal static async Task<Result<string>> RunAsync(string verb, string file, StorageOptions storage, CancellationToken cancellationToken)
    {
        try
        {
            return verb switch
            {
                "backup" when File.Exists(file) => Refused(file, "这个文件已经存在，请换一个名字"),
                "restore" when !File.Exists(file) => Refused(file, "没有这个文件"),
                "backup" => await WriteAsync(file, part => storage.IsPostgreSql ? PostgreSqlBackup.WriteAsync(storage, part, cancellationToken) : SqliteBackup.WriteAsync(storage, part, cancellationToken)),
                _ => storage.IsPostgreSql ? await PostgreSqlBackup.ReadAsync(storage, file, cancellationToken) : await SqliteBackup.ReadAsync(storage, file, cancellationToken),
            };
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refused(file, (verb is "backup" ? "没有备份成：" : "没有恢复成：") + e.Message);
        }
    }

    internal static Result<string> Refused(string file, string message) => Result<string>.Failure(new Problem(file, $"{message}（{file}）"));

    /// <summary>Brings the restored tables to what this program expects.</summary>
    internal static async Task MigrateAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        await using var db = Open(storage);
        await db.Database.MigrateAsync(cancellationToken);
    }

    internal static PolicyBotDb Open(StorageOptions storage)
    {
        var options = new DbContextOptionsBuilder<PolicyBotDb>();
        StorageRegistration.Configure(options, storage);
        return new(options.Options);
    }

    /// <summary>Under a name of its own until it is whole, so that a broken one is never taken for a backup.</summary>
    private static async Task<Result<string>> WriteAsync(string file, Func<string, Task<int>> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var part = file + ".part";
        try
        {
            await using (new FileStream(part, NewFile()))
            {
            }

            var tables = await write(part);
            SqliteConnection.ClearAllPools();
            File.Move(part, file);
            return Result<string>.Success($"已备份 {tables} 张表，{new FileInfo(file).Length:N0} 字节：{file}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

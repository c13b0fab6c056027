using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;

namespace PolicyBot.Web.Storage.Backup;

/// <summary>SQLite's own online backup: the database as it is at one moment, while others read and write it. The file is an ordinary database.</summary>
internal static class SqliteBackup
{
    /// <summary>Returns the number of tables. Errors: throws <see cref="InvalidDataException"/> where the copy is not whole.</summary>
    public static async Task<int> WriteAsync(StorageOptions storage, string file, CancellationToken cancellationToken)
    {
        await using var db = BackupCommand.Open(storage);
        var source = (SqliteConnection)db.Database.GetDbConnection();
        if (!File.Exists(source.DataSource))
            throw new InvalidDataException($"数据库还不存在：{source.DataSource}");
        await source.OpenAsync(cancellationToken);
        await using var target = await OpenAsync(file, SqliteOpenMode.ReadWriteCreate, cancellationToken);
        await CopyAsync(source, target, cancellationToken);
        // One file, without a journal beside it.
        await AskAsync(target, "PRAGMA journal_mode=DELETE", cancellationToken);
        return await CheckAsync(target, cancellationToken);
    }

    public static async Task<Result<string>> ReadAsync(StorageOptions storage, string file, CancellationToken cancellationToken)
    {
        string place;
        await using (var db = BackupCommand.Open(storage))
            place = Path.GetFullPath(((SqliteConnection)db.Database.GetDbConnection()).DataSource);
        if (File.Exists(place))
            return BackupCommand.Refused(place, "数据库文件已经存在，没有动它；请停下主机，把它移走，再恢复");
        int tables;
        await using (var source = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken))
        {
            tables = await CheckAsync(source, cancellationToken);
            await using var target = await OpenAsync(place, SqliteOpenMode.ReadWriteCreate, cancellationToken);
            source.BackupDatabase(target);
        }

        await BackupCommand.MigrateAsync(storage, cancellationToken);
        return Result<string>.Success($"已恢复 {tables} 张表：{place}");
    }

    /// <summary>The copy itself does not wait for a writer or a checkpoint as commands do: it is begun again until it gets through, at most as long as a command would wait.</summary>
    private static async Task CopyAsync(SqliteConnection source, SqliteConnection target, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                source.BackupDatabase(target);
                return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked && tried < MostTries)
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    private const int Busy = 5;
    private const int Locked = 6;
    private const int MostTries = 150;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private static async Task<int> CheckAsync(SqliteConnection database, CancellationToken cancellationToken)
    {
        if (await AskAsync(database, "PRAGMA integrity_check", cancellationToken) is not "ok")
            throw new InvalidDataException("文件不完整");
        if (await AskAsync(database, "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'", cancellationToken) is not 1L)
            throw new InvalidDataException("这不是本系统的备份");
        return (int)(long)(await AskAsync(database, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", cancellationToken))!;
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<object?> AskAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PolicyBot.Web.Storage;

/// <summary>
/// With SQLite's write-ahead log a commit need not reach the disk at once: a crash of the machine may lose the last moment, a crash of the process nothing.
/// A flush at every commit was what turns waited for (p95 of an answer 0.4 s on a busy disk); a writer that met another one slept 150 ms in the driver, now a few in SQLite.
/// Settings of the connection, not of the file.
/// </summary>
internal sealed class FlushAtCheckpoints : DbConnectionInterceptor
{
    private const string Pragma = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=2000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

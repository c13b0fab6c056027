using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using PolicyBot.Web.Console;

namespace PolicyBot.Tests.Web.Console;

public sealed class StorageNoticeTests
{
    [Fact]
    public void A_database_that_cannot_be_reached_is_away_and_our_own_mistakes_are_not()
    {
        Assert.True(StorageNotice.IsAway(new InvalidOperationException("retried", new Npgsql.NpgsqlException("gone", new SocketException()))));
        Assert.True(StorageNotice.IsAway(new Npgsql.PostgresException("terminating", "FATAL", "FATAL", "57P01")));
        Assert.True(StorageNotice.IsAway(new SqliteException("locked", 5)));
        Assert.False(StorageNotice.IsAway(new Npgsql.PostgresException("unique", "ERROR", "ERROR", "23505")));
        Assert.False(StorageNotice.IsAway(new SqliteException("constraint", 19)));
        Assert.False(StorageNotice.IsAway(new InvalidOperationException("ours")));
    }
}

using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PolicyBot.Core;

namespace PolicyBot.Web.Storage.Backup;

/// <summary>
/// Every table of the schema as COPY writes it, out of one snapshot, in a zip with a list of what is in it. Needs no program of the server's: pg_dump of another version would refuse.
/// </summary>
internal static class PostgreSqlBackup
{
    private const string ListName = "tables.json";
    private const string History = "__EFMigrationsHistory";

    /// <summary>Returns the number of tables.</summary>
    public static async Task<int> WriteAsync(StorageOptions storage, string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(storage, cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var contents = new Contents(
            [.. await ListAsync(connection, $"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY 1", cancellationToken)],
            [.. (await TablesAsync(connection, cancellationToken)).Where(t => t.Name is not History)]);
        await using var stream = new FileStream(file, FileMode.Truncate);
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        await using (var list = await zip.CreateEntry(ListName).OpenAsync(cancellationToken))
            await JsonSerializer.SerializeAsync(list, contents, cancellationToken: cancellationToken);
        foreach (var table in contents.Tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Columnlist} TO STDOUT (FORMAT BINARY)", cancellationToken);
            await using var entry = await zip.CreateEntry(table.Name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await rows.CopyToAsync(entry, cancellationToken);
        }

        return contents.Tables.Count;
    }

    /// <summary>The tables as they were at the backup, its rows, then what has changed in the schema since: all rows or none.</summary>
    public static async Task<Result<string>> ReadAsync(StorageOptions storage, string file, CancellationToken cancellationToken)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
        if (zip.GetEntry(ListName) is not { } list)
            throw new InvalidDataException("这不是本系统的备份");
        Contents contents;
        await using (var json = await list.OpenAsync(cancellationToken))
            contents = await JsonSerializer.DeserializeAsync<Contents>(json, cancellationToken: cancellationToken) ?? throw new InvalidDataException("这不是本系统的备份");

        await using var connection = await OpenAsync(storage, cancellationToken);
        if ((await TablesAsync(connection, cancellationToken)).Count > 0)
            return BackupCommand.Refused(file, "数据库不是空的，没有动它；请新建一个空数据库，改好设置，再恢复");
        await using (var db = BackupCommand.Open(storage))
            await db.GetService<IMigrator>().MigrateAsync(contents.Migrations[^1], cancellationToken);
        await CopyInAsync(connection, zip, contents, cancellationToken);
        await BackupCommand.MigrateAsync(storage, cancellationToken);
        return Result<string>.Success($"已恢复 {contents.Tables.Count} 张表。");
    }

    private static async Task CopyInAsync(NpgsqlConnection connection, ZipArchive zip, Contents contents, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A migration may have put rows of its own into new tables; those of the backup are meant.
        await RunAsync(connection, $"TRUNCATE {string.Join(", ", contents.Tables.Select(t => Quoted(t.Name)))}", cancellationToken);
        foreach (var table in await InOrderAsync(connection, contents.Tables, cancellationToken))
        {
            await using var entry = await (zip.GetEntry(table.Name) ?? throw new InvalidDataException($"备份里缺少 {table.Name}")).OpenAsync(cancellationToken);
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Columnlist} FROM STDIN (FORMAT BINARY)", cancellationToken))
                await entry.CopyToAsync(rows, cancellationToken);
            foreach (var column in table.Counted)
                await RunAsync(connection, $"SELECT setval(pg_get_serial_sequence('{Quoted(table.Name)}', '{column}'), (SELECT COALESCE(MAX({Quoted(column)}), 0) + 1 FROM {Quoted(table.Name)}), false)", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A table comes after those that its rows point to.</summary>
    private static async Task<IReadOnlyList<Table>> InOrderAsync(NpgsqlConnection connection, IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        var arrows = (await ListAsync(connection, """
            SELECT f.relname || '|' || t.relname FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
            WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND f.oid <> t.oid
            """, cancellationToken)).Select(a => a.Split('|')).ToLookup(a => a[0], a => a[1], StringComparer.Ordinal);
        var ordered = new List<Table>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
            Visit(table);
        return ordered;

        void Visit(Table table)
        {
            if (!seen.Add(table.Name))
                return;
            foreach (var target in tables.Where(t => arrows[table.Name].Contains(t.Name, StringComparer.Ordinal)))
                Visit(target);
            ordered.Add(table);
        }
    }

    private static async Task<IReadOnlyList<Table>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var columns = await ListAsync(connection, """
            SELECT c.table_name || '|' || c.column_name || '|' || CASE WHEN c.is_identity = 'YES' OR c.column_default LIKE 'nextval(%' THEN '1' ELSE '' END
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
            """, cancellationToken);
        return
        [
            .. columns.Select(c => c.Split('|')).GroupBy(c => c[0], StringComparer.Ordinal)
                .Select(g => new Table(g.Key, [.. g.Select(c => c[1])], [.. g.Where(c => c[2].Length > 0).Select(c => c[1])])),
        ];
    }

    private static async Task<NpgsqlConnection> OpenAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

#pragma warning disable CA2100 // Names come from the server's own catalogue or from a backup that its owner restores, and are quoted.
    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            values.Add(reader.GetString(0));
        return values;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
#pragma warning restore CA2100

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <param name="Migrations">Applied at the time of the backup, in order.</param>
    private sealed record Contents(IReadOnlyList<string> Migrations, IReadOnlyList<Table> Tables);

    /// <param name="Counted">Columns whose next value the server counts.</param>
    private sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Counted)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Columnlist => $"{Quoted(Name)} ({string.Join(", ", Columns.Select(Quoted))})";
    }
}

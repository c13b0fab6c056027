using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Cli.Publishing;

/// <summary>
/// What citizens really asked in the last month, read from the host's storage: masked there, grouped here, the most frequent first. Read-only, one query;
/// a storage that is not there or cannot be read is told and gives none.
/// </summary>
internal static class AskedQuestions
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    // The host's table of turns (Web/Storage). What never reached the assistant is no question to compare.
    private const string Query = """
        SELECT "Question" FROM turns
        WHERE "At" >= @from AND "IsHandOff" = @no AND "Status" NOT IN ('not_ready', 'busy', 'too_many', 'failed', 'refused', 'greeting')
        GROUP BY "Question" ORDER BY COUNT(*) DESC, "Question" LIMIT @most
        """;

    public static async Task<IReadOnlyList<ReviewQuestion>> ReadAsync(CliHost host, int most, CancellationToken cancellationToken)
    {
        var storage = host.Configuration.GetSection("PolicyBot:Storage");
        if (most == 0 || Open(storage, host.WorkingFolder) is not { } connection)
            return [];
        await using (connection)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return await ReadAsync(connection, host, most, cancellationToken);
            }
            catch (DbException e)
            {
                await host.Error.WriteLineAsync($"提醒　读不到群众的真实提问，不参加对比：{e.Message}");
                return [];
            }
        }
    }

    private static async Task<IReadOnlyList<ReviewQuestion>> ReadAsync(DbConnection connection, CliHost host, int most, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Query;
        Add(command, "@from", (host.Clock.GetUtcNow() - Month).ToUnixTimeMilliseconds());
        Add(command, "@no", value: false);
        Add(command, "@most", most);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var questions = new List<ReviewQuestion>();
        while (await rows.ReadAsync(cancellationToken))
            questions.Add(new(ReviewSource.Asked, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"提问{questions.Count + 1}"), rows.GetString(0), host.Today));
        return questions;
    }

    private static DbConnection? Open(IConfiguration storage, string workingFolder)
    {
        var text = storage["ConnectionString"] ?? "";
        if (string.Equals(storage["Provider"], "postgresql", StringComparison.OrdinalIgnoreCase))
            return text.Length > 0 ? new NpgsqlConnection(text) : null;
        var parts = new SqliteConnectionStringBuilder(text.Length > 0 ? text : "Data Source=data/policybot.db") { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        parts.DataSource = Path.GetFullPath(parts.DataSource, workingFolder);
        return File.Exists(parts.DataSource) ? new SqliteConnection(parts.ToString()) : null;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

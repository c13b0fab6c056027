using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Benchmarks.Hotline;

/// <summary>
/// The console's searches and groupings over many stored turns, on SQLite (a file kept with <c>--sqlite FILE</c>) or, with <c>--postgresql CONNECTION</c>, on an empty database
/// there; with <c>--only gaps</c> just the groupings, which need no index of words.
/// </summary>
internal static class HotlineSpeed
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = int.Parse(Option(args, "--turns") ?? "1000000", System.Globalization.CultureInfo.InvariantCulture);
        var documents = Option(args, "--documents") ?? throw new ArgumentException("--documents LINES.jsonl is needed.", nameof(args));
        var folder = Directory.CreateTempSubdirectory("policybot-benchmark-").FullName;
        try
        {
            var storage = Option(args, "--postgresql") is { } connection
                ? new StorageOptions { Provider = "postgresql", ConnectionString = connection }
                : new StorageOptions { ConnectionString = $"Data Source={Option(args, "--sqlite") ?? Path.Combine(folder, "turns.db")}" };
            var database = new Database(storage);
            var isWhole = Option(args, "--only") is not "gaps";
            await FillAsync(database, GeneratedTurns.From(["knowledge/gold/questions.jsonl"], [documents], seed: 7), count);
            if (isWhole)
            {
                await SealAsync(database);
                await SearchAsync(database);
            }

            await GroupAsync(database);
            await CountAsync(database);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task FillAsync(Database database, GeneratedTurns turns, int count)
    {
        await using (var db = database.CreateDbContext())
        {
            await db.Database.MigrateAsync();
            if (await db.Turns.AnyAsync())
            {
                Console.WriteLine("The turns of an earlier run are used.");
                count = 0;
            }
            else if (db.Database.IsSqlite())
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");
        }

        var start = Stopwatch.GetTimestamp();
        foreach (var some in count == 0 ? [] : turns.Make(count).Chunk(5000))
        {
            await using var db = database.CreateDbContext();
            db.Turns.AddRange(some);
            await db.SaveChangesAsync();
        }

        Console.WriteLine(FormattableString.Invariant($"{count} turns stored in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        await using var filled = database.CreateDbContext();
        if (!filled.Database.IsSqlite())
            await filled.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    private static async Task SealAsync(Database database)
    {
        var start = Stopwatch.GetTimestamp();
        var index = new TurnIndex(database);
        var blocks = 0;
        while (await index.SealNextAsync(CancellationToken.None))
            blocks++;
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{blocks} blocks indexed in {elapsed:0.0} s ({elapsed / Math.Max(blocks, 1):0.00} s a block)"));
        await using var last = database.CreateDbContext();
        if (!last.Database.IsSqlite())
            await last.Database.ExecuteSqlRawAsync("ANALYZE");
        Console.WriteLine(FormattableString.Invariant($"{await last.TurnPostings.LongCountAsync()} postings; {await SizeAsync(last) / 1e6:0} MB on disk"));
    }

    private static async Task<double> SizeAsync(PolicyBotDb db) => await db.Database
        .SqlQueryRaw<long>(db.Database.IsSqlite() ? "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()" : "SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync();

    private static async Task SearchAsync(Database database)
    {
        var finder = new TurnFinder(database);
        DateOnly from = new(2026, 8, 1), to = new(2026, 8, 7);
        (string Name, TurnQuery Query)[] queries =
        [
            ("newest", new()),
            ("frequent word", new() { Words = "补贴" }),
            ("rare word", new() { Words = "灵活就业" }),
            ("very rare words", new() { Words = "都等了77天了 住房" }),
            ("absent word", new() { Words = "量子纠缠" }),
            ("absent, of present pairs", new() { Words = "创业担保贷款租房" }),
            ("one character", new() { Words = "炕" }),
            ("two words", new() { Words = "贷款 大学生" }),
            ("long phrase", new() { Words = "给予一次性创业补贴" }),
            ("word and status", new() { Words = "公租房", Status = "not_found" }),
            ("word and week", new() { Words = "社保", From = from, To = to }),
            ("rare word and channel and document", new() { Words = "见习", Channel = "wechat", Document = "云政办发〔2024〕7号" }),
            ("status", new() { Status = "out_of_scope" }),
            ("day", new() { From = from, To = from }),
            ("document", new() { Document = "云政办发〔2024〕17号" }),
            ("disliked with a word", new() { Feedback = "dislike", Words = "补贴" }),
            ("page deep down", new() { Words = "补贴", Before = 100_000 }),
            ("handed over in a week", new() { IsHandOff = true, From = from, To = to }),
        ];
        var all = new List<double>();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var (name, query) in queries)
        {
            var times = new List<double>();
            var found = 0;
            for (var round = 0; round <= Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                found = (await finder.FindAsync(query, CancellationToken.None)).Turns.Count;
                if (round > 0)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                else
                    Console.Write(FormattableString.Invariant($"  {name}: first {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
            }

            all.AddRange(times);
            Console.WriteLine(FormattableString.Invariant($", then {string.Join(" / ", times.Select(t => t.ToString("0", System.Globalization.CultureInfo.InvariantCulture)))} ms, {found} shown"));
        }

        var used = Environment.CpuUsage.TotalTime - before;
        all.Sort();
        Console.WriteLine(FormattableString.Invariant($"search: p50 {all[all.Count / 2]:0} ms, p95 {all[all.Count * 95 / 100]:0} ms, slowest {all[^1]:0} ms; {used.TotalMilliseconds / (queries.Length * (Rounds + 1)):0} ms of this process's processor time a search"));
    }

    private static async Task GroupAsync(Database database)
    {
        foreach (var (name, query) in new (string, GapQuery)[]
        {
            ("all 180 days", new(new(2026, 5, 1), new(2026, 12, 31))),
            ("all 180 days, not found only", new(new(2026, 5, 1), new(2026, 12, 31), Disliked: false, HandedOff: false)),
            ("one month", new(new(2026, 8, 1), new(2026, 8, 31))),
        })
        {
            using var book = new GapBook(database, TimeProvider.System);
            var start = Stopwatch.GetTimestamp();
            var processor = Environment.CpuUsage.TotalTime;
            var groups = await book.GroupAsync(query, CancellationToken.None);
            Console.WriteLine(FormattableString.Invariant(
                $"gaps, {name}: {groups.Questions} questions in {groups.Groups.Count} groups, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s ({(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.00} s of this process's processor time); largest {string.Join(", ", groups.Groups.Take(3).Select(g => $"{g.Turns.Count} × {g.Question}"))}"));
        }
    }

    private static async Task CountAsync(Database database)
    {
        var counts = new TurnCounts(database);
        var start = Stopwatch.GetTimestamp();
        await counts.MonthAsync(2026, 8, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"month's table by unit: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s"));
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private sealed class Database(StorageOptions storage) : IDbContextFactory<PolicyBotDb>
    {
        public PolicyBotDb CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<PolicyBotDb>();
            StorageRegistration.Configure(options, storage);
            return new(options.Options);
        }
    }
}

using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Npgsql;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;
using PolicyBot.Web.Storage.Backup;
using static Microsoft.Playwright.Assertions;

namespace PolicyBot.Acceptance.Storage;

/// <summary>What the unit tests show on SQLite, on a real PostgreSQL server: searching, grouping, backup and restore, and a restart of the server in mid-work.</summary>
public sealed class HotlineOnPostgreSqlTests
{
    private const string Password = "一句只有我知道的长话";

    [PostgreSqlFact]
    public async Task Turns_are_found_grouped_and_counted_and_a_backup_taken_meanwhile_is_restored_whole()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var storage = new StorageOptions { Provider = "postgresql", ConnectionString = server.ConnectionString };
        var database = new Database(storage);
        await FillAsync(database);

        var found = await new TurnFinder(database).FindAsync(new() { Words = "渡船票", Document = "云政发〔2024〕7号" }, CancellationToken.None);
        Assert.Equal([8000L, 4000L], found.Turns.Select(t => t.No));
        Assert.Empty((await new TurnFinder(database).FindAsync(new() { Words = "渡船票", To = new(2026, 10, 31) }, CancellationToken.None)).Turns);
        using (var book = new GapBook(database, TimeProvider.System))
            Assert.Equal("渡船票怎么买", Assert.Single((await book.GroupAsync(new(new(2026, 11, 1), new(2026, 11, 30)), CancellationToken.None)).Groups).Question);
        Assert.Equal(8300, Assert.Single(await new TurnCounts(database).CountAsync(CountBy.Channel, new(2026, 11, 1), new(2026, 11, 30), CancellationToken.None)).Asked);

        var file = Path.Combine(Path.GetTempPath(), $"policybot-{Guid.NewGuid():N}.backup");
        try
        {
            await using var writing = new NpgsqlConnection(server.ConnectionString);
            await writing.OpenAsync();
            await using var transaction = await writing.BeginTransactionAsync();
            await RunAsync(writing, "DELETE FROM turns WHERE \"No\" > 100");
            var backed = await BackupCommand.RunAsync("backup", file, storage, CancellationToken.None);
            Assert.True(backed.IsSuccess, string.Join('；', backed.Problems));
            await transaction.CommitAsync();

            Assert.False((await BackupCommand.RunAsync("restore", file, storage, CancellationToken.None)).IsSuccess);
            await RunAsync(writing, "CREATE DATABASE restored");
            var second = new StorageOptions { Provider = "postgresql", ConnectionString = server.ConnectionString.Replace("Database=postgres", "Database=restored", StringComparison.Ordinal) };
            var restored = await BackupCommand.RunAsync("restore", file, second, CancellationToken.None);
            Assert.True(restored.IsSuccess, string.Join('；', restored.Problems));

            await using var db = BackupCommand.Open(second);
            Assert.Equal(8300, await db.Turns.CountAsync());
            Assert.Equal("渡船票怎么买", (await db.Turns.SingleAsync(t => t.No == 8000)).Question);
            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
            Assert.Equal([8000L, 4000L], (await new TurnFinder(new Database(second)).FindAsync(new() { Words = "渡船票" }, CancellationToken.None)).Turns.Select(t => t.No));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [PostgreSqlFact]
    public async Task Turns_answered_while_the_server_is_away_are_logged_when_it_is_back()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var host = await ScriptedHost.StartAsync(("Storage:Provider", "postgresql"), ("Storage:ConnectionString", server.ConnectionString));
        using var http = new HttpClient();

        await server.DownAsync();
        var answered = await http.PostAsJsonAsync($"{host.Url}/api/ask", new { text = "断线时的问题" });
        await server.UpAsync();

        Assert.Equal(System.Net.HttpStatusCode.OK, answered.StatusCode);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            await using var db = host.OpenDatabase();
            if (await db.Turns.AnyAsync(t => t.Question == "断线时的问题", limit.Token))
                break;
            await Task.Delay(100, limit.Token);
        }
    }

    [PostgreSqlBrowserFact]
    public async Task An_operator_who_sends_an_answer_while_the_server_restarts_loses_no_word()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var host = await ScriptedHost.StartAsync(("Storage:Provider", "postgresql"), ("Storage:ConnectionString", server.ConnectionString), ("HandOff:Tickets", "true"));
        await host.AddStaffAsync("小王", Password, StaffRole.Operator);
        await using (var db = host.OpenDatabase())
        {
            db.Tickets.Add(new Ticket { Id = "T1", Channel = "wechat", Conversation = "k", CreatedAt = TimeProvider.System.GetUtcNow(), Transcript = "问：怎么领\n答：见文件。" });
            await db.SaveChangesAsync();
        }

        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync($"{host.Url}/console/sign-in?back=/console/tickets/T1");
        page.SetDefaultTimeout(60_000);
        await page.Locator("#name").FillAsync("小王");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await page.Locator("#answer").FillAsync("写了很久的一段回复。");

        await server.DownAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发送回复" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("您填写的内容都在下面", new() { Timeout = 60_000 });
        await Expect(page.Locator("textarea")).ToHaveValueAsync("写了很久的一段回复。");
        await Browser.ShootAsync(page, "hotline-storage-away-360");
        await server.UpAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "再次提交" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已回复", new() { Timeout = 60_000 });
        await using var after = host.OpenDatabase();
        Assert.Equal("写了很久的一段回复。", (await after.Tickets.SingleAsync()).Answer);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task FillAsync(Database database)
    {
        await using (var db = database.CreateDbContext())
            await db.Database.MigrateAsync();
        foreach (var numbers in Enumerable.Range(1, 8300).Chunk(2000))
        {
            await using var db = database.CreateDbContext();
            db.Turns.AddRange(numbers.Select(no => new StoredTurn
            {
                Id = $"t{no:000000}",
                No = no,
                Channel = "page",
                At = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(no),
                Question = no % 4000 == 0 ? "渡船票怎么买" : $"第{no}号问题",
                Status = no % 4000 == 0 ? "not_found" : "answered",
                Answer = "见文件。",
                Clauses = "云政发〔2024〕7号#正文/一",
                IsGap = no % 4000 == 0,
            }));
            await db.SaveChangesAsync();
        }

        while (await new TurnIndex(database).SealNextAsync(CancellationToken.None))
        {
        }
    }

    private sealed class Database(StorageOptions storage) : IDbContextFactory<PolicyBotDb>
    {
        public PolicyBotDb CreateDbContext() => BackupCommand.Open(storage);
    }
}

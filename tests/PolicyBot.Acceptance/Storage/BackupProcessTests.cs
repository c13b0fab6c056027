using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Web.Storage;
using PolicyBot.Web.Storage.Backup;

namespace PolicyBot.Acceptance.Storage;

/// <summary>
/// The backup command beside the program while it answers, each in a process of its own, on both servers; then a second program on what was restored: accounts sign in, what was
/// asked is found in the console, and new questions are answered and stored.
/// </summary>
public sealed class BackupProcessTests : IDisposable
{
    private const string Password = "一句只有我知道的长话";
    private const string Asked = "公租房现在能申请不";
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-backup-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_running_host_on_SQLite_is_backed_up_and_another_one_goes_on_from_the_backup() => GoesOnAsync(
        new() { ConnectionString = $"Data Source={Path.Combine(_folder, "live.db")};Pooling=False" },
        new() { ConnectionString = $"Data Source={Path.Combine(_folder, "restored.db")};Pooling=False" });

    [PostgreSqlFact]
    public async Task A_running_host_on_PostgreSQL_is_backed_up_and_another_one_goes_on_from_the_backup()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var live = new StorageOptions { Provider = "postgresql", ConnectionString = server.ConnectionString };
        await using (var db = BackupCommand.Open(live))
            await db.Database.ExecuteSqlRawAsync("CREATE DATABASE restored");
        await GoesOnAsync(live, new() { Provider = "postgresql", ConnectionString = server.ConnectionString.Replace("Database=postgres", "Database=restored", StringComparison.Ordinal) });
    }

    private async Task GoesOnAsync(StorageOptions live, StorageOptions second)
    {
        var file = Path.Combine(_folder, "backup");
        await using (var host = await StartAsync(live))
        {
            await RunAsync(live, Password, "console", "admin", "create", "主管", "--password-stdin");
            await AskAsync(host, Asked);
            await StoredAsync(live, t => t.Question == Asked);
            using var over = new CancellationTokenSource();
            var asking = AskOnAsync(host, over.Token);

            var said = await RunAsync(live, "", "backup", file);
            await over.CancelAsync();

            Assert.Contains("已备份", said, StringComparison.Ordinal);
            Assert.True(await asking > 0);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            await AskAsync(host, "备份以后才问的");
            await StoredAsync(live, t => t.Question == "备份以后才问的");
        }

        await RunAsync(second, "", "restore", file);

        await using var again = await StartAsync(second);
        using var staff = await SignInAsync(again);
        Assert.Contains("操作日志", await staff.GetStringAsync("/console/audit"), StringComparison.Ordinal);
        await AskAsync(again, "恢复以后问的租房补贴");
        await StoredAsync(second, t => t.Question == "恢复以后问的租房补贴");
        await using var restored = BackupCommand.Open(second);
        Assert.True(await restored.Turns.AnyAsync(t => t.Question == Asked));
        Assert.False(await restored.Turns.AnyAsync(t => t.Question == "备份以后才问的"));
        Assert.Equal(await restored.Turns.CountAsync(), await restored.Turns.Select(t => t.No).Distinct().CountAsync());
    }

    private static Task<HostProcess> StartAsync(StorageOptions storage) =>
        HostProcess.ReadyAsync(("Storage__Provider", storage.Provider), ("Storage__ConnectionString", storage.ConnectionString), ("Console__SignInsPerMinute", "0"));

    /// <summary>The program's own command on the settings of the host; returns what it said.</summary>
    private static async Task<string> RunAsync(StorageOptions storage, string typed, params string[] arguments)
    {
        var start = HostProcess.Program("PolicyBot.Web.dll", arguments);
        start.RedirectStandardInput = true;
        start.Environment["PolicyBot__Storage__Provider"] = storage.Provider;
        start.Environment["PolicyBot__Storage__ConnectionString"] = storage.ConnectionString;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(typed);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        return said;
    }

    private static async Task AskAsync(HostProcess host, string text)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/ask", new { text });
        Assert.NotEmpty((string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["answer"]!);
    }

    /// <summary>How many were answered while the backup was made.</summary>
    private static async Task<int> AskOnAsync(HostProcess host, CancellationToken over)
    {
        var asked = 0;
        for (; !over.IsCancellationRequested; asked++)
            await AskAsync(host, $"备份时问的第{asked}个问题");
        return asked;
    }

    /// <summary>Turns are written beside the answers.</summary>
    private static async Task StoredAsync(StorageOptions storage, System.Linq.Expressions.Expression<Func<StoredTurn, bool>> turn)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var db = BackupCommand.Open(storage);
            if (await db.Turns.AnyAsync(turn, limit.Token))
                return;
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<HttpClient> SignInAsync(HostProcess host)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = new Uri(host.Url), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Origin", host.Url);
        var page = await http.GetStringAsync("/console/sign-in");
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<t>[^\"]+)\"").Groups["t"].Value;
        using var form = new FormUrlEncodedContent([new("name", "主管"), new("password", Password), new("back", "/console"), new("__RequestVerificationToken", token)]);
        using var response = await http.PostAsync("/console/sign-in", form);
        Assert.Contains("退出", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return http;
    }
}

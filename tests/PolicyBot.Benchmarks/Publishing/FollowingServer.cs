using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>The program's own processes: commands that run to their end, and a server that follows a folder of versions.</summary>
internal sealed class FollowingServer : IAsyncDisposable
{
    private readonly Process _process;

    private FollowingServer(Process process, HttpClient http) => (_process, Http) = (process, http);

    public HttpClient Http { get; }

    /// <summary>Serves and follows; ready when it returns.</summary>
    public static async Task<FollowingServer> StartAsync(string folder, string knowledge, string published)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";
        listener.Stop();
        var start = Program("PolicyBot.Web.dll");
        foreach (var (key, value) in new[]
        {
            ("ASPNETCORE_URLS", url), ("Logging__LogLevel__Default", "Error"), ("PolicyBot__Knowledge", knowledge), ("PolicyBot__Publishing__Folder", published), ("PolicyBot__Publishing__Poll", "00:00:00.2"),
            ("PolicyBot__Index", Path.Combine(folder, "index")), ("PolicyBot__Storage__ConnectionString", $"Data Source={Path.Combine(folder, "server.db")}"),
            ("PolicyBot__Limits__PerAddressPerMinute", "0"), ("PolicyBot__Limits__PerConversationPerMinute", "0"), ("PolicyBot__Limits__TurnsInFlight", "0"),
        })
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => Console.Error.WriteLine(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new FollowingServer(process, new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(2) });
        while (await server.VersionAsync() == 0)
            await Task.Delay(100);
        return server;
    }

    /// <summary>Number of the version that serves; 0 while none does.</summary>
    public async Task<int> VersionAsync()
    {
        try
        {
            using var ready = JsonDocument.Parse(await Http.GetStringAsync("/health/ready"));
            return ready.RootElement.GetProperty("version").GetProperty("number").GetInt32();
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return 0;
        }
    }

    /// <summary>The answer's text. Errors: throws for anything but 200.</summary>
    public async Task<string> AskAsync(string question)
    {
        using var response = await Http.PostAsJsonAsync("/api/ask", new { text = question });
        response.EnsureSuccessStatusCode();
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        return answer.RootElement.GetProperty("answer").GetString()!;
    }

    /// <summary>One command of policybot, to its end. Returns what its process used of the processors, in seconds. Errors: throws with what it said.</summary>
    public static async Task<double> CommandAsync(string published, params string[] command)
    {
        var start = Program("policybot.dll", command);
        start.Environment["PolicyBot__Publishing__Folder"] = published;
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // A process that has ended no longer says what it used.
        var used = 0d;
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended)
            used = UsedBy(process) ?? used;
        return process.ExitCode == 0 ? used : throw new InvalidOperationException(await said + await wrong);
    }

    public double ProcessorSeconds => UsedBy(_process) ?? 0;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static double? UsedBy(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return null; // ended in this moment
        }
    }

    private static ProcessStartInfo Program(string assembly, params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
}

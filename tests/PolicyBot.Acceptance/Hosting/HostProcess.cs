using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PolicyBot.Acceptance.Hosting;

/// <summary>The program itself in a process of its own, over the real knowledge unless told otherwise; index and data in a temporary folder.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly string _folder;
    private readonly ConcurrentQueue<string> _lines = new();

    private HostProcess(Process process, string folder, string url)
    {
        _process = process;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        process.OutputDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    public string Url => Http.BaseAddress!.ToString().TrimEnd('/');

    public string Output => string.Join('\n', _lines);

    public static string Root { get; } = FindRoot();

    public static HostProcess Start(string? url = null, params (string Key, string Value)[] settings)
    {
        url ??= $"http://127.0.0.1:{FreePort()}";
        var folder = Directory.CreateTempSubdirectory("policybot-process-").FullName;
        var start = Program("PolicyBot.Web.dll");
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["PolicyBot__Index"] = Path.Combine(folder, "index");
        start.Environment["PolicyBot__Storage__ConnectionString"] = $"Data Source={Path.Combine(folder, "test.db")}";
        start.Environment["PolicyBot__Limits__PerAddressPerMinute"] = "0";
        foreach (var (key, value) in settings)
            start.Environment["PolicyBot__" + key] = value;
        return new(Process.Start(start)!, folder, url);
    }

    public static async Task<HostProcess> ReadyAsync(params (string Key, string Value)[] settings)
    {
        var host = Start(url: null, settings);
        await host.AnswersAsync("/health/ready", HttpStatusCode.OK);
        return host;
    }

    /// <summary>Any program of the build, from the repository's root.</summary>
    public static ProcessStartInfo Program(string assembly, params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

    public async Task AnswersAsync(string path, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var response = await Http.GetAsync(path, limit.Token);
                if (response.StatusCode == status)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
            }

            if (_process.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException($"{path} never answered {status}:\n{Output}");
            await Task.Delay(50, limit.Token);
        }
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PolicyBot.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("PolicyBot.sln was not found above the tests.");
        return folder;
    }
}

/// <summary>One process for all tests that only ask.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public const string Name = "one host process";
    public const string WeChatToken = "acceptance-token";
    public const string WeChatKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    public const string WeChatAppId = "wx1234567890abcdef";

    public HostProcess Host { get; private set; } = null!;

    public HttpClient Http => Host.Http;

    public async Task InitializeAsync() => Host = await HostProcess.ReadyAsync(
        ("Channels__WeChat__Token", WeChatToken), ("Channels__WeChat__EncodingAESKey", WeChatKey), ("Channels__WeChat__AppId", WeChatAppId), ("Limits__PerConversationPerMinute", "0"));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(SharedHost.Name)]
public sealed class SharedHostGroup : ICollectionFixture<SharedHost>;

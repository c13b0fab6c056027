using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Benchmarks.Load;

/// <summary>The host as it is, in a process of its own, with two more routes: one that reads a body and returns one of a given size, and one that tells the memory in use.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    public const string WeChatToken = "load";
    public const string WeChatKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    public const string WeChatAppId = "wxload";
    private readonly Process _process;

    private LoadServer(Process process, HttpClient http)
    {
        _process = process;
        Http = http;
    }

    public HttpClient Http { get; }

    /// <summary>Runs until it is ended; the other side of <see cref="StartAsync"/>.</summary>
    public static async Task<int> RunAsync(string url, string folder)
    {
        var app = PolicyBotHost.Build([], builder =>
        {
            builder.WebHost.UseUrls(url);
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["PolicyBot:Index"] = Path.Combine(folder, "index"),
                ["PolicyBot:Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "load.db")}",
                ["PolicyBot:Limits:PerAddressPerMinute"] = "0",
                ["PolicyBot:Limits:PerConversationPerMinute"] = "0",
                ["PolicyBot:Channels:WeChat:Token"] = WeChatToken,
                ["PolicyBot:Channels:WeChat:EncodingAESKey"] = WeChatKey,
                ["PolicyBot:Channels:WeChat:AppId"] = WeChatAppId,
            });
        });
        app.MapPost("/load/bare", async (HttpRequest request, int bytes) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Text(new string('x', bytes), "application/json; charset=utf-8");
        });
        app.MapGet("/load/memory", () =>
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            return string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true)} {Environment.WorkingSet}");
        });
        await app.RunAsync();
        return 0;
    }

    public static async Task<LoadServer> StartAsync(string folder)
    {
        var url = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var process = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "load", "serve", url, folder]) { UseShellExecute = false })!;
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        while (true)
        {
            try
            {
                using var ready = await http.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode)
                    return new(process, http);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Bytes: live objects after a full collection, and what the process holds.</summary>
    public async Task<(long Live, long Held)> MemoryAsync()
    {
        var parts = (await Http.GetStringAsync("/load/memory")).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

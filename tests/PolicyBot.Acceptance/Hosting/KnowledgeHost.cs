using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Acceptance.Hosting;

/// <summary>The real host over a knowledge folder of the test, with the real assistant, in this process so that staff can be made.</summary>
public sealed class KnowledgeHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private KnowledgeHost(WebApplication app, string folder, string url) => (_app, _folder, Url) = (app, folder, url);

    public string Url { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<KnowledgeHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-knowledge-host-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var app = PolicyBotHost.Build(["--urls", url], builder =>
        {
            builder.Logging.ClearProviders();
            var all = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["PolicyBot:Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "test.db")};Pooling=False",
                ["PolicyBot:Index"] = Path.Combine(folder, "index"),
                ["PolicyBot:Limits:PerAddressPerMinute"] = "0",
                ["PolicyBot:Console:SignInsPerMinute"] = "0",
            };
            foreach (var (key, value) in settings)
                all["PolicyBot:" + key.Replace("__", ":", StringComparison.Ordinal)] = value;
            builder.Configuration.AddInMemoryCollection(all);
        });
        await app.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (app.Services.GetRequiredService<ServingState>().Current is null)
            await Task.Delay(20, limit.Token);
        return new(app, folder, url);
    }

    public async Task AddStaffAsync(string name, string password, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var made = await accounts.CreateAsync(name, name, roles, mayUseOpenIdConnect: false);
        Assert.True(made.IsSuccess, string.Join('；', made.Problems));
        Assert.True((await accounts.SetPasswordAsync(made.Value, password)).IsSuccess);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

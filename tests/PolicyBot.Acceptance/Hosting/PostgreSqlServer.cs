using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PolicyBot.Acceptance.Hosting;

/// <summary>A PostgreSQL server of its own in a temporary folder, from the system's binaries; it refuses to run as root, so it does not.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _port;

    private PostgreSqlServer(string folder, int port)
    {
        _folder = folder;
        _port = port;
    }

    /// <summary>Folder of initdb and pg_ctl, the newest version; null where none is installed.</summary>
    public static string? Binaries { get; } =
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        ?? (Requirement.FindOnPath("initdb") is { } initdb ? Path.GetDirectoryName(initdb) : null);

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=policybot;Database=postgres;Pooling=true;Timeout=15";

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("policybot-pg-").FullName;
        if (IsRoot)
            await RunAsync("chown", ["postgres", folder]);
        var server = new PostgreSqlServer(folder, FreePort());
        await AsServerUserAsync("initdb", "-D", server.Data, "-U", "policybot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await server.UpAsync();
        return server;
    }

    public Task UpAsync() => AsServerUserAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off", "start");

    public Task DownAsync() => AsServerUserAsync("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName is "root";

    private static Task AsServerUserAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(Binaries ?? throw new InvalidOperationException(Requirement.PostgreSql), tool);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string file, string[] arguments)
    {
        // Not redirected: the server would inherit the pipe and keep it open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", file, .. arguments]) { WorkingDirectory = "/" })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(file)} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

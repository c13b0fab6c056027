using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Channels;

/// <summary>Microsoft's directlinejs in a Node process. Its packages are installed once, by the committed lock, into a cache beside the test's build.</summary>
public sealed class NodeClient : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Channel<JsonObject> _said = Channel.CreateUnbounded<JsonObject>();
    private readonly List<JsonObject> _passed = [];
    private readonly Task _reading;

    private NodeClient(Process process)
    {
        _process = process;
        // Away from the test's own context: a test that computes for long must not keep this one from hearing its client.
        _reading = Task.Run(ReadAsync);
    }

    public static async Task<NodeClient> StartAsync(object options)
    {
        var folder = await InstallAsync();
        var client = new NodeClient(Process.Start(new ProcessStartInfo("node", ["directline.js"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        await client.NextAsync(e => (string)e["event"]! == "ready");
        await client.DoAsync("start", options);
        return client;
    }

    public async Task DoAsync(string command, object? value = null)
    {
        await _process.StandardInput.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(new { command, value }));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Skips what does not fit. Errors: throws where nothing fits in time.</summary>
    public async Task<JsonObject> NextAsync(Func<JsonObject, bool> fits)
    {
        using var limit = new CancellationTokenSource(Patience);
        var skipped = new List<string>();
        try
        {
            while (true)
            {
                var said = await _said.Reader.ReadAsync(limit.Token);
                if (fits(said))
                    return said;
                skipped.Add(said.ToJsonString());
                if (said["activity"] is JsonObject activity)
                    _passed.Add(activity);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"The client said only: {string.Join('\n', skipped)}", e);
        }
    }

    public Task<JsonObject> StatusAsync(int status) => NextAsync(e => (string)e["event"]! == "status" && (int)e["status"]! == status);

    public Task<JsonObject> EventAsync(string name) => NextAsync(e => (string)e["event"]! == name);

    /// <summary>
    /// An activity whose text is that, each only once. directlinejs hands out the activities of one frame on timers and does not wait with the next frame:
    /// an answer that follows at once may be handed out before the question it answers (Web Chat sorts by sequence id).
    /// </summary>
    public async Task<JsonObject> ActivityAsync(string text)
    {
        if (_passed.Find(a => (string?)a["text"] == text) is { } passed)
        {
            _passed.Remove(passed);
            return passed;
        }

        return (JsonObject)(await NextAsync(e => (string)e["event"]! == "activity" && (string?)e["activity"]!["text"] == text))["activity"]!;
    }

    /// <summary>Texts of activities that came and were not waited for.</summary>
    public IEnumerable<string?> Unexpected => _passed.Select(a => (string?)a["text"]);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _said.Writer.TryWrite(JsonNode.Parse(line)!.AsObject());
        _said.Writer.TryComplete();
    }

    private static async Task<string> InstallAsync()
    {
        if (Requirement.Node is { } missing)
            throw new InvalidOperationException(missing);
        var source = Path.Combine(AppContext.BaseDirectory, "Channels", "js");
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"));
        var folder = Path.Combine(Path.GetTempPath(), "policybot-npm-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(lockFile))[..12]);
        await Installing.WaitAsync();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(source))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
                return folder;
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--omit=optional", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]) { WorkingDirectory = folder })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await npm.WaitForExitAsync(limit.Token);
            return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}.");
        }
        finally
        {
            Installing.Release();
        }
    }
}

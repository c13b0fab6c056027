using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Clients;

/// <summary>Runs a program of the folder clients under Node. Its packages are installed by the committed lock into a cache outside the repository.</summary>
internal static class NodePrograms
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    public static async Task<JsonObject> RunAsync(string program, params string[] arguments)
    {
        var folder = await InstallAsync();
        var (status, output, error) = await ProcessAsync(folder, "node", ["--no-deprecation", program, .. arguments]);
        return status == 0 ? JsonNode.Parse(output)!.AsObject() : throw new InvalidOperationException($"{program} ended with {status}:\n{error}");
    }

    private static async Task<string> InstallAsync()
    {
        if (Requirement.Node is { } missing)
            throw new InvalidOperationException(missing);
        var source = Path.Combine(AppContext.BaseDirectory, "clients");
        var key = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.Combine(Path.GetTempPath(), "policybot-clients-" + key);
        await Installing.WaitAsync();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(source))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
            {
                var (status, _, error) = await ProcessAsync(folder, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
                if (status != 0)
                    throw new InvalidOperationException($"npm ci ended with {status}:\n{error}");
            }

            return folder;
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<(int Status, string Output, string Error)> ProcessAsync(string folder, string program, string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }
}

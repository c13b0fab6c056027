using System.Formats.Tar;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Web.Publishing;

/// <summary>
/// Takes the serving version of another server (<c>Publishing:Source</c>) into the own folder, where it is found like any other. Nothing of what arrives is believed:
/// the manifest has to have the announced digest, every file the manifest's, and no path may leave the folder. What fails leaves no trace and is told once.
/// </summary>
public sealed class VersionReceiver(VersionStore store, IHttpClientFactory http, IOptions<PublishingOptions> options, TimeProvider clock, ILogger<VersionReceiver> logger)
{
    public const string ClientName = "versions";
    private const int MaxEventBytes = 64 << 10;
    private const int MaxManifestBytes = 64 << 20;
    private string? _told;

    /// <summary>Errors: none; a source that is away or sends nonsense is logged when the reason changes.</summary>
    /// <param name="repair">True where the version here was refused: it is taken again where it is damaged.</param>
    public async Task PullAsync(bool repair, CancellationToken cancellationToken)
    {
        if (options.Value.Source.Length == 0)
            return;
        try
        {
            await ReceiveAsync(repair, cancellationToken);
            _told = null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException or FormatException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!string.Equals(_told, e.Message, StringComparison.Ordinal))
                logger.LogError("No version could be taken from {Source}: {Reason}", options.Value.Source, e.Message);
            _told = e.Message;
        }
    }

    private async Task ReceiveAsync(bool repair, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(ClientName);
        using var answer = await SendAsync(client, "api/versions/current", cancellationToken);
        var buffer = await ReadAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), MaxEventBytes, cancellationToken);
        if (PublishEvent.Parse(System.Text.Encoding.UTF8.GetString(buffer)) is not { } offered)
            throw new InvalidDataException("The source announces something that is no version.");
        if (!repair && string.Equals(store.Current?.Id, offered.Id, StringComparison.Ordinal))
            return;
        var taken = PublishLock.Take(store.Root, "接收 " + options.Value.Source, clock);
        if (!taken.IsSuccess)
            return; // Somebody works in this folder: the next round sees what came of it.
        using var held = taken.Value;
        if (!store.Verify(offered.Name, offered.Manifest, cancellationToken).IsSuccess)
            await DownloadAsync(client, offered, cancellationToken);
        store.Switch(offered with { Action = "receive", Draft = null });
        store.Record();
        store.Clean(options.Value.Keep);
        logger.LogInformation("Version {Version} was taken from {Source}", offered.Name, options.Value.Source);
    }

    private async Task DownloadAsync(HttpClient client, PublishEvent offered, CancellationToken cancellationToken)
    {
        var staging = store.NewStaging();
        try
        {
            using var answer = await SendAsync(client, $"api/versions/{Uri.EscapeDataString(offered.Name)}/archive", cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await UnpackAsync(body, staging, offered, cancellationToken);
            store.CommitReceived(staging, offered, cancellationToken);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private async Task UnpackAsync(Stream body, string staging, PublishEvent offered, CancellationToken cancellationToken)
    {
        await using var archive = new TarReader(body);
        if (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is not { Name: VersionManifest.FileName, DataStream: { } first })
            throw new InvalidDataException("The archive does not begin with its manifest.");
        var manifestFile = Path.Combine(staging, VersionManifest.FileName);
        await File.WriteAllBytesAsync(manifestFile, await ReadAsync(first, MaxManifestBytes, cancellationToken), cancellationToken);
        if (!string.Equals(VersionStore.DigestOf(manifestFile), offered.Manifest, StringComparison.Ordinal) || VersionManifest.Parse(await File.ReadAllTextAsync(manifestFile, cancellationToken)) is not { } manifest)
            throw new InvalidDataException("The manifest is not the announced one.");
        if (manifest.Files.Sum(f => f.Length) > options.Value.MaxVersionBytes)
            throw new InvalidDataException("The version is larger than Publishing:MaxVersionBytes.");
        var expected = manifest.Files.ToDictionary(f => f.Path, f => f.Length, StringComparer.Ordinal);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (!expected.Remove(entry.Name, out var length) || entry.Length != length || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw new InvalidDataException($"The archive holds {entry.Name}, which the manifest does not list.");
            var file = Path.Combine(staging, entry.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var to = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            if (entry.DataStream is { } data)
                await data.CopyToAsync(to, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(options.Value.Source.TrimEnd('/') + "/"), path));
        if (options.Value.Key.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Key);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return answer;
        answer.Dispose();
        throw new HttpRequestException($"{path} was answered {(int)answer.StatusCode}.");
    }

    private static async Task<byte[]> ReadAsync(Stream from, int most, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (var read = await from.ReadAsync(buffer, cancellationToken); read > 0; read = await from.ReadAsync(buffer, cancellationToken))
        {
            if (memory.Length + read > most)
                throw new InvalidDataException("The source sends more than it may.");
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }
}

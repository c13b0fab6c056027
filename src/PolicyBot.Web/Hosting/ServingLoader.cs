using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// Builds the first edition after start, while the host already listens and <c>/health/ready</c> says 503 with the reasons; then follows what is published.
/// Where nothing was ever published it serves the knowledge folder as it stands.
/// </summary>
public sealed class ServingLoader(
    ServingBuilder build, ServingState state, VersionStore store, VersionReceiver receiver, IOptions<PublishingOptions> publishing, IOptions<PolicyBotOptions> options, TimeProvider clock, ILogger<ServingLoader> logger) : BackgroundService
{
    /// <summary>For a reader that took the edition just before the swap and has not begun on it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _followed;

    /// <summary>Where this host reads from while nothing is published.</summary>
    public KnowledgeFolders Folders { get; } = KnowledgeFolders.Locate(options.Value, Environment.CurrentDirectory);

    /// <summary>Reads the knowledge folder again and swaps it in; with problems the edition before goes on serving. One at a time.</summary>
    public async Task<Result<Serving>> ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await SwapAsync(Folders, version: null, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Serves what the pointer names, if it is sound and not served already; a refused version is told once and the present one goes on serving. One at a time.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (store.Current is { } current && !string.Equals(current.Id, _followed, StringComparison.Ordinal) && await TakeAsync(current.Name, current.Manifest, cancellationToken))
                _followed = current.Id;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Yield: listening must not wait for the index.
        await Task.Yield();
        try
        {
            await GuardedAsync(() => FirstAsync(stoppingToken), stoppingToken);
            if (!publishing.Value.Enabled)
                return;
            using var timer = new PeriodicTimer(publishing.Value.Poll, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await GuardedAsync(() => NextAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task GuardedAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // The host stays up and says why it is not ready; taking it down would hide the reason.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogCritical(e, "The knowledge could not be served");
            state.Fail([new Problem(Folders.Knowledge, $"程序内部错误，无法提供服务（{e.GetType().Name}）。")]);
        }
    }

    private async Task FirstAsync(CancellationToken stoppingToken)
    {
        if (publishing.Value.Enabled)
        {
            await receiver.PullAsync(state.Refused is not null, stoppingToken);
            await FollowAsync(stoppingToken);
            // What the pointer names is damaged: an older version that is whole is better than none.
            foreach (var older in store.Current is { } current && state.Current is null ? store.List().Where(v => v.Number != current.Version) : [])
            {
                if (await TakeAsync(older.Name, manifest: null, stoppingToken))
                    return;
            }

            if (state.Current is not null || publishing.Value.Source.Length > 0)
                return;
        }

        var result = await ReloadAsync(stoppingToken);
        if (!result.IsSuccess)
            Tell(result.Problems);
    }

    private async Task NextAsync(CancellationToken stoppingToken)
    {
        await receiver.PullAsync(state.Refused is not null, stoppingToken);
        await FollowAsync(stoppingToken);
    }

    private async Task<bool> TakeAsync(string name, string? manifest, CancellationToken cancellationToken)
    {
        if (string.Equals(state.Current?.Version?.Name, name, StringComparison.Ordinal))
        {
            state.Refused = null;
            return true;
        }

        var verified = await Task.Run(() => store.Verify(name, manifest, cancellationToken), cancellationToken);
        if (!verified.IsSuccess)
            return Refuse(verified.Problems);
        var version = verified.Value;
        var folders = new KnowledgeFolders(store.KnowledgeOf(name), Folders.Index) { SealedIndex = store.IndexOf(name), Known = KnownIn(version) };
        var built = await SwapAsync(folders, new(version.Number, version.Name, version.Digest, version.At), cancellationToken);
        if (!built.IsSuccess)
            return Refuse(built.Problems);
        state.Refused = null;
        return true;
    }

    private Func<string, PolicyDocument?>? KnownIn(VersionManifest next) =>
        state.Current is { Version: { } version } serving && store.Read(version.Name) is { } before && string.Equals(before.Digest, version.Digest, StringComparison.Ordinal)
            ? SameDocuments.Of(serving.Knowledge, before.Files, next.Files)
            : null;

    private async Task<Result<Serving>> SwapAsync(KnowledgeFolders folders, ServedVersion? version, CancellationToken cancellationToken)
    {
        var result = await build(folders, cancellationToken);
        if (result.IsSuccess)
        {
            Retire(state.Publish(result.Value with { Version = version }));
            Tell(result.Value, folders, version);
        }
        else
        {
            state.Fail(result.Problems);
        }

        return result;
    }

    private bool Refuse(IReadOnlyList<Problem> problems)
    {
        var reason = string.Join("；", problems.Select(p => p.ToString()));
        if (!string.Equals(state.Refused, reason, StringComparison.Ordinal))
            logger.LogError("A published version is refused, {Serving} goes on serving: {Reason}", state.Current?.Version?.Name ?? "nothing", reason);
        state.Refused = reason;
        if (state.Current is null)
            state.Fail(problems);
        return false;
    }

    private void Retire(Serving? before)
    {
        if (before?.Owned is { } owned)
            _ = Task.Delay(Grace, clock).ContinueWith(_ => owned.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Tell(Serving serving, KnowledgeFolders folders, ServedVersion? version)
    {
        logger.LogInformation("Serving {Documents} documents from {Folder}, version {Version}", serving.Knowledge.Documents.Count, folders.Knowledge, version?.Name ?? "none");
        foreach (var warning in serving.Warnings)
            logger.LogWarning("{Warning}", warning);
    }

    private void Tell(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
            logger.LogError("{Problem}", problem.ToString());
    }
}

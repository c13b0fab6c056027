using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Knowledge;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// Builds the first edition after start, while the host already listens and <c>/health/ready</c> says 503 with the reasons; later editions on request (publishing).
/// </summary>
public sealed class ServingLoader(ServingBuilder build, ServingState state, IOptions<PolicyBotOptions> options, TimeProvider clock, ILogger<ServingLoader> logger) : BackgroundService
{
    /// <summary>For a reader that took the edition just before the swap and has not begun on it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Where this host reads from.</summary>
    public KnowledgeFolders Folders { get; } = KnowledgeFolders.Locate(options.Value, Environment.CurrentDirectory);

    /// <summary>Reads everything again and swaps it in; with problems the edition before goes on serving. One at a time.</summary>
    public async Task<Result<Serving>> ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var result = await build(Folders, cancellationToken);
            if (result.IsSuccess)
                Retire(state.Publish(result.Value));
            else
                state.Fail(result.Problems);
            return result;
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
            var result = await ReloadAsync(stoppingToken);
            if (result.IsSuccess)
                Tell(result.Value);
            else
                Tell(result.Problems);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The host stays up and says why it is not ready; taking it down would hide the reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogCritical(e, "The knowledge could not be served");
            state.Fail([new Problem(Folders.Knowledge, $"程序内部错误，无法提供服务（{e.GetType().Name}）。")]);
        }
    }

    private void Retire(Serving? before)
    {
        if (before?.Owned is { } owned)
            _ = Task.Delay(Grace, clock).ContinueWith(_ => owned.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Tell(Serving serving)
    {
        logger.LogInformation("Serving {Documents} documents from {Folder}", serving.Knowledge.Documents.Count, Folders.Knowledge);
        foreach (var warning in serving.Warnings)
            logger.LogWarning("{Warning}", warning);
    }

    private void Tell(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
            logger.LogError("{Problem}", problem.ToString());
    }
}

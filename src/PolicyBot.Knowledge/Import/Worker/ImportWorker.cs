using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>
/// Reads files from outside in a process of its own, one after the other. A file that kills, stalls or bloats it costs one sentence: the next file gets a new process.
/// Lifetime: one import. Not for use by several threads at once.
/// </summary>
public sealed class ImportWorker(ImportLimits? limits = null, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly ImportLimits _limits = limits ?? new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private WorkerProcess? _process;

    /// <summary>Errors: every end of the worker is a problem that names the file. Cancelling kills the worker.</summary>
    public async Task<Result<ReadFile>> ReadAsync(string path, IReadOnlyList<KnownRepairs> known, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var reply = await ReplyAsync(new(path, known), progress, cancellationToken);
        return !reply.IsSuccess ? Result<ReadFile>.Failure(reply.Problems)
            : reply.Value.File is { } file ? Result<ReadFile>.Success(file, reply.Value.Problems)
            : Result<ReadFile>.Failure(Told(reply.Value, path));
    }

    /// <summary>The received text alone, as it was read when the file was imported. Errors: as <see cref="ReadAsync"/>.</summary>
    public async Task<Result<string>> ReadTextAsync(string path, CancellationToken cancellationToken = default)
    {
        var reply = await ReplyAsync(new(path, []) { IsTextOnly = true }, progress: null, cancellationToken);
        return !reply.IsSuccess ? Result<string>.Failure(reply.Problems)
            : reply.Value.Text is { } text ? Result<string>.Success(text, reply.Value.Problems)
            : Result<string>.Failure(Told(reply.Value, path));
    }

    private static IReadOnlyList<Problem> Told(WorkerReply reply, string path) =>
        reply.Problems is { Count: > 0 } told ? told : [new Problem(Path.GetFileName(path), "没有读出任何内容。")];

    private async Task<Result<WorkerReply>> ReplyAsync(WorkerRequest request, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(request.Path);
        if (_process is null)
        {
            var started = WorkerProcess.Start(_limits);
            if (!started.IsSuccess)
                return Result<WorkerReply>.Failure([.. started.Problems.Select(p => p with { Where = name })]);
            _process = started.Value;
        }

        using var watch = new WorkerWatch(_process, _limits, _time, cancellationToken);
        if (await AskAsync(_process, request, watch, progress) is { } reply)
            return reply;
        await StopAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return Result<WorkerReply>.Failure(new Problem(name, watch.Reason switch
        {
            StopReason.Time => $"读取超过 {_limits.TimePerFile.TotalSeconds:0} 秒，已停止，没有导入；文件可能异常或有害，请检查后另存为文本再导入。",
            StopReason.Memory => $"读取时占用的内存超过 {_limits.MemoryMegabytes} MB，已停止，没有导入；文件可能异常或有害，请拆分或另存为文本再导入。",
            _ => "读取程序意外停止，没有导入；文件可能损坏或有害，请向发文单位重新索取，或另存为文本再导入。",
        }));
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<WorkerReply?> AskAsync(WorkerProcess process, WorkerRequest request, WorkerWatch watch, IProgress<ImportProgress>? progress)
    {
        if (!await process.SendAsync(WorkerMessages.Write(request)))
            return null;
        while (await process.ReceiveAsync() is { } line)
        {
            if (WorkerMessages.Read<WorkerReply>(line) is not { } reply)
                return null;
            if (reply.IsLast)
                return watch.Reason == StopReason.None ? reply : null;
            watch.PageBegun();
            if (reply.Progress is { } step)
                progress?.Report(step);
        }

        return null;
    }

    private async ValueTask StopAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }
}

using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace PolicyBot.Search;

/// <summary>
/// The index that is being served: opened or built once, replaced whole when the knowledge changes. Owns the index pointer; everything else reads.
/// </summary>
public sealed class PolicyIndex : IDisposable
{
    private readonly IndexStore? _store;
    private readonly TimeProvider _time;
    private readonly Lock _publishing = new();
    private IndexSnapshot _snapshot;
    private bool _isDisposed;

    private PolicyIndex(IndexStore? store, IndexSnapshot snapshot, SearchOptions options, TimeProvider time, string buildReason)
    {
        _store = store;
        _snapshot = snapshot;
        _time = time;
        Options = options;
        BuildReason = buildReason;
        Searcher = new(this);
        Vocabulary = new(this);
    }

    public SearchOptions Options { get; }

    public ClauseSearcher Searcher { get; }

    public IndexVocabulary Vocabulary { get; }

    /// <summary>Why it had to be built, in Chinese; empty where a published index was opened.</summary>
    public string BuildReason { get; private set; }

    public IndexManifest Manifest
    {
        get
        {
            using var lease = Acquire();
            return lease.Snapshot.Manifest;
        }
    }

    /// <summary>
    /// Opens the published index where schema, analyzer and knowledge agree, else builds and publishes a new one (<see cref="BuildReason"/> says why).
    /// A disk that refuses is a warning: the index then lives in memory, and the bot works.
    /// Errors: a folder that is a file, or that holds another program's index.
    /// </summary>
    public static Result<PolicyIndex> OpenOrBuild(string folder, KnowledgeBase knowledge, SearchOptions? options = null, TimeProvider? time = null, CancellationToken cancellation = default) =>
        OpenOrBuild(folder, knowledge, options, time, open: null, cancellation);

    internal static Result<PolicyIndex> OpenOrBuild(string folder, KnowledgeBase knowledge, SearchOptions? options, TimeProvider? time, Func<string, Directory>? open, CancellationToken cancellation = default)
    {
        if (ForeignFolder(folder) is { } foreign)
            return Result<PolicyIndex>.Failure(foreign);
        options ??= SearchOptions.Default;
        time ??= TimeProvider.System;
        var rows = ClauseRow.Of(knowledge);
        var store = new IndexStore(folder, options, time, open);
        var (snapshot, reason) = store.Open(knowledge, rows);
        if (snapshot is not null)
            return new PolicyIndex(store, snapshot, options, time, buildReason: "");
        try
        {
            return new PolicyIndex(store, store.Build(knowledge, rows, cancellation), options, time, reason);
        }
        catch (Exception fault) when (IsDiskTrouble(fault))
        {
            var warning = Trouble(folder, fault) with { Severity = ProblemSeverity.Warning, Message = "索引写不进磁盘，本次改在内存中建立；请检查磁盘空间和权限" };
            return Result<PolicyIndex>.Success(new PolicyIndex(store, IndexStore.BuildInMemory(knowledge, rows, time, options.Vectors), options, time, reason), [warning]);
        }
    }

    /// <summary>Builds and publishes anew, whatever stands there. Errors: a foreign folder, a disk that refuses; what was published then stays published.</summary>
    public static Result<PolicyIndex> Build(string folder, KnowledgeBase knowledge, SearchOptions? options = null, TimeProvider? time = null, CancellationToken cancellation = default) =>
        Build(folder, knowledge, options, time, open: null, cancellation);

    /// <summary>Builds and verifies for somebody else to open, and closes again. Every problem; without an error the index is there and sound.</summary>
    /// <param name="before">An edition whose index may be taken over where most of its documents are unchanged; null builds anew.</param>
    public static IReadOnlyList<Problem> BuildApart(string folder, KnowledgeBase knowledge, IndexedEdition? before, TimeProvider time, CancellationToken cancellation) =>
        BuildApart(folder, knowledge, before, time, IndexUpdate.SmallestIndex, cancellation);

    internal static IReadOnlyList<Problem> BuildApart(string folder, KnowledgeBase knowledge, IndexedEdition? before, TimeProvider time, int smallest, CancellationToken cancellation)
    {
        var update = before is null ? null : IndexUpdate.Plan(before, knowledge, smallest, time);
        var built = Build(folder, knowledge, options: null, time, open: null, cancellation, update);
        if (built.IsSuccess)
            built.Value.Dispose();
        return built.Problems;
    }

    internal static Result<PolicyIndex> Build(string folder, KnowledgeBase knowledge, SearchOptions? options, TimeProvider? time, Func<string, Directory>? open, CancellationToken cancellation = default, IndexUpdate? update = null)
    {
        if (ForeignFolder(folder) is { } foreign)
            return Result<PolicyIndex>.Failure(foreign);
        options ??= SearchOptions.Default;
        time ??= TimeProvider.System;
        var store = new IndexStore(folder, options, time, open);
        try
        {
            return new PolicyIndex(store, store.Build(knowledge, ClauseRow.Of(knowledge), cancellation, update), options, time, "要求重建");
        }
        catch (Exception fault) when (IsDiskTrouble(fault))
        {
            return Result<PolicyIndex>.Failure(Trouble(folder, fault));
        }
    }

    /// <summary>Opens what is published, and refuses where it does not agree: the problem says why.</summary>
    public static Result<PolicyIndex> Open(string folder, KnowledgeBase knowledge, SearchOptions? options = null, TimeProvider? time = null)
    {
        if (ForeignFolder(folder) is { } foreign)
            return Result<PolicyIndex>.Failure(foreign);
        options ??= SearchOptions.Default;
        time ??= TimeProvider.System;
        var store = new IndexStore(folder, options, time);
        var (snapshot, reason) = store.Open(knowledge, ClauseRow.Of(knowledge));
        return snapshot is null
            ? Result<PolicyIndex>.Failure(new Problem(folder, $"{reason}；请运行 index 重建"))
            : new PolicyIndex(store, snapshot, options, time, buildReason: "");
    }

    /// <summary>Never touches a disk.</summary>
    public static PolicyIndex InMemory(KnowledgeBase knowledge, SearchOptions? options = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        return new(store: null, IndexStore.BuildInMemory(knowledge, ClauseRow.Of(knowledge), time, options?.Vectors), options ?? SearchOptions.Default, time, "内存索引");
    }

    /// <summary>
    /// Builds, verifies and publishes an index of other knowledge, then serves it. Searches that are running end on the old one.
    /// Errors: a disk that refuses; the old index then goes on serving.
    /// </summary>
    public Result<IndexManifest> Replace(KnowledgeBase knowledge, CancellationToken cancellation = default)
    {
        lock (_publishing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var rows = ClauseRow.Of(knowledge);
            IndexSnapshot next;
            try
            {
                next = _store is null ? IndexStore.BuildInMemory(knowledge, rows, _time, Options.Vectors) : _store.Build(knowledge, rows, cancellation);
            }
            catch (Exception fault) when (IsDiskTrouble(fault))
            {
                return Result<IndexManifest>.Failure(Trouble(_store!.Folder.Root, fault));
            }

            BuildReason = "知识已经改动";
            Interlocked.Exchange(ref _snapshot, next).Release();
            _store?.Folder.Clean();
            return next.Manifest;
        }
    }

    public void Dispose()
    {
        lock (_publishing)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _snapshot.Release();
        }
    }

    internal SnapshotLease Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot.TryUse())
                return new(snapshot);
        }
    }

    private static bool IsDiskTrouble(Exception fault) => fault is IOException or UnauthorizedAccessException or InvalidDataException;

    private static Problem Trouble(string folder, Exception fault) => fault switch
    {
        InvalidDataException => new(folder, $"新索引没有通过核对，旧索引继续使用：{fault.Message}"),
        UnauthorizedAccessException => new(folder, "没有写入索引文件夹的权限，旧索引继续使用"),
        _ => new(folder, "索引写不进磁盘（空间已满或磁盘故障），旧索引继续使用") { Found = fault.Message },
    };

    private static Problem? ForeignFolder(string folder)
    {
        if (File.Exists(folder))
            return new(folder, "索引位置上是一个文件，不是文件夹；请换一个位置") { Found = "文件", Expected = "文件夹" };
        if (System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFiles(folder, "segments*").Any())
            return new(folder, "这个文件夹里是别的程序的 Lucene 索引，不会改动它；请换一个索引位置") { Found = "segments 文件", Expected = "空文件夹，或本程序建立的索引" };
        return null;
    }
}

using System.Security.Cryptography;
using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Store;
using PolicyBot.Core;
using PolicyBot.Search.ChineseAnalysis;
using Directory = Lucene.Net.Store.Directory;

namespace PolicyBot.Search.Storage;

/// <summary>Builds, verifies and publishes indexes in a folder, and opens what is published there.</summary>
internal sealed class IndexStore(string root, SearchOptions options, TimeProvider time, Func<string, Directory>? open = null)
{
    // mmap, Lucene's default on 64-bit Linux, does not scale over threads in this version.
    private readonly Func<string, Directory> _open = open ?? (path => new SimpleFSDirectory(path));

    public IndexFolder Folder { get; } = new(root);

    /// <summary>The published index of this very knowledge; else why it cannot be used, in Chinese.</summary>
    public (IndexSnapshot? Snapshot, string Reason) Open(KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows)
    {
        // Between reading the pointer and holding the lease the folder may be replaced: then the pointer names another.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (Folder.Current is not { } name)
                return (null, "还没有索引");
            if (Folder.Share(name) is not { } lease)
                continue;
            try
            {
                return Open(name, lease, knowledge, rows);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                lease.Dispose();
                return (null, $"索引已损坏（{fault.GetType().Name}）");
            }
        }

        return (null, "索引正被另一个程序更换");
    }

    /// <summary>Errors: <see cref="IOException"/> and its kin where the disk refuses, <see cref="InvalidDataException"/> where verification fails; what was published stays published.</summary>
    public IndexSnapshot Build(KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows, CancellationToken cancellation, IndexUpdate? update = null)
    {
        var (name, claim) = Folder.Claim(knowledge.Digest);
        IndexManifest manifest;
        try
        {
            using (claim)
            {
                manifest = Write(name, knowledge, rows, update, cancellation);
                Folder.Publish(name);
            }
        }
        catch
        {
            Folder.Delete(name);
            throw;
        }

        // Another process that published the same knowledge in this moment may have taken ours away: then its index is as good.
        var snapshot = Folder.Share(name) is { } lease ? Load(name, lease, manifest, rows) : Open(knowledge, rows).Snapshot;
        Folder.Clean();
        return snapshot ?? throw new IOException($"The index {name} was replaced while it was published.");
    }

    /// <summary>An index that lives and dies with the process.</summary>
    public static IndexSnapshot BuildInMemory(KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows, TimeProvider time, ClauseVectors? vectors = null)
    {
        var directory = new RAMDirectory();
        ClauseIndexer.Write(directory, rows, vectors: vectors);
        var snapshot = new IndexSnapshot(directory, closed: null, ManifestOf(knowledge, rows, time, [], vectors), rows);
        return ClauseIndexer.Verify(snapshot.Searcher.IndexReader, rows) is { } problem ? throw new InvalidDataException(problem) : snapshot;
    }

    private IndexManifest Write(string name, KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows, IndexUpdate? update, CancellationToken cancellation)
    {
        var path = Folder.PathOf(name);
        using (var directory = _open(path))
        {
            directory.SetLockFactory(NoLockFactory.GetNoLockFactory());
            if (update is null)
                ClauseIndexer.Write(directory, rows, cancellation, options.Vectors);
            else
                update.Write(directory, rows, cancellation);
            using var reader = DirectoryReader.Open(directory);
            if (ClauseIndexer.Verify(reader, rows) is { } problem)
                throw new InvalidDataException(problem);
        }

        var files = System.IO.Directory.EnumerateFiles(path).Select(f => new FileInfo(f)).Where(f => !IsOurs(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => new IndexedFile(f.Name, f.Length, HashOf(f.FullName))).ToList();
        var manifest = ManifestOf(knowledge, rows, time, files, options.Vectors);
        using var file = new FileStream(Path.Combine(path, IndexManifest.FileName), FileMode.CreateNew);
        file.Write(Encoding.UTF8.GetBytes(manifest.ToJson()));
        file.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>The files of the published index of this very knowledge, each of them sound, for an index that begins with them; null where they cannot be used.</summary>
    public (string Folder, IReadOnlyList<IndexedFile> Files)? Published(KnowledgeBase knowledge)
    {
        if (Folder.Current is not { } name)
            return null;
        var file = Path.Combine(Folder.PathOf(name), IndexManifest.FileName);
        return File.Exists(file) && IndexManifest.Parse(File.ReadAllText(file)) is { SchemaVersion: ClauseFields.SchemaVersion, Embedding: null } manifest
            && string.Equals(manifest.Analyzer, WordField.AnalyzerName, StringComparison.Ordinal) && string.Equals(manifest.Knowledge, knowledge.Digest, StringComparison.Ordinal)
            && Damage(Folder.PathOf(name), manifest) is null
            ? (Folder.PathOf(name), manifest.Files)
            : null;
    }

    private (IndexSnapshot? Snapshot, string Reason) Open(string name, FileStream lease, KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows)
    {
        var path = Folder.PathOf(name);
        var file = Path.Combine(path, IndexManifest.FileName);
        var manifest = File.Exists(file) ? IndexManifest.Parse(File.ReadAllText(file)) : null;
        var reason = manifest switch
        {
            null => "索引没有可读的清单（manifest.json）",
            { SchemaVersion: not ClauseFields.SchemaVersion } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"索引结构是第 {manifest.SchemaVersion} 版，程序需要第 {ClauseFields.SchemaVersion} 版"),
            _ when !string.Equals(manifest.Analyzer, WordField.AnalyzerName, StringComparison.Ordinal) => $"索引由分词器 {manifest.Analyzer} 建成，现在用的是 {WordField.AnalyzerName}",
            _ when !string.Equals(manifest.Knowledge, knowledge.Digest, StringComparison.Ordinal) => "知识已经改动，与索引不一致",
            _ when manifest.Embedding != options.Vectors?.Identity => $"索引里的向量由 {NameOf(manifest.Embedding)} 生成，现在设置的是 {NameOf(options.Vectors?.Identity)}",
            _ when manifest.Clauses != rows.Count => "索引条数与知识不一致",
            _ => Damage(path, manifest),
        };
        if (reason is not null)
        {
            lease.Dispose();
            return (null, reason);
        }

        return (Load(name, lease, manifest!, rows), "");
    }

    private IndexSnapshot Load(string name, FileStream lease, IndexManifest manifest, IReadOnlyList<ClauseRow> rows)
    {
        Directory directory = _open(Folder.PathOf(name));
        if (manifest.Files.Sum(f => f.Length) > options.InMemoryUpToBytes)
            return new IndexSnapshot(directory, () => Folder.Return(name, lease), manifest, rows);
        using (lease)
        using (directory)
            return new IndexSnapshot(new RAMDirectory(directory, IOContext.READ_ONCE), closed: null, manifest, rows);
    }

    private static string? Damage(string path, IndexManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var full = new FileInfo(Path.Combine(path, file.Name));
            if (!full.Exists)
                return $"索引缺少文件 {file.Name}";
            if (full.Length != file.Length || !string.Equals(HashOf(full.FullName), file.Sha256, StringComparison.Ordinal))
                return $"索引文件 {file.Name} 已损坏";
        }

        return null;
    }

    private static IndexManifest ManifestOf(KnowledgeBase knowledge, IReadOnlyList<ClauseRow> rows, TimeProvider time, IReadOnlyList<IndexedFile> files, ClauseVectors? vectors) =>
        new(IndexManifest.ProductName, ClauseFields.SchemaVersion, WordField.AnalyzerName, knowledge.Digest, knowledge.Documents.Count, rows.Count, time.GetUtcNow(), files) { Embedding = vectors?.Identity };

    private static string NameOf(EmbeddingIdentity? embedding) => embedding is null ? "（没有向量）" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{embedding.Model}（{embedding.Dimension} 维）");

    private static bool IsOurs(string file) => file is "lease" or IndexManifest.FileName;

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using PolicyBot.Core.Documents;
using Directory = Lucene.Net.Store.Directory;

namespace PolicyBot.Search.Storage;

/// <summary>
/// One opened index together with the knowledge it was built from. Counted: closed when it was replaced and the last search on it has ended,
/// never under a running search.
/// </summary>
internal sealed class IndexSnapshot
{
    private readonly DirectoryReader _reader;
    private readonly Directory _directory;
    private readonly Action? _closed;
    private readonly ConditionalWeakTable<Func<PolicyDocument, Clause, bool>, byte[]> _outcomes = [];
    private int _users = 1;

    /// <summary>Takes over the directory, and calls back when it is closed, also when this throws.</summary>
    public IndexSnapshot(Directory directory, Action? closed, IndexManifest manifest, IReadOnlyList<ClauseRow> rows)
    {
        _directory = directory;
        _closed = closed;
        Manifest = manifest;
        Rows = rows;
        try
        {
            _reader = DirectoryReader.Open(directory);
            Vectors = manifest.Embedding is { } embedding ? StoredVectors.Read(_reader, embedding.Dimension) : null;
        }
        catch
        {
            _reader?.Dispose();
            directory.Dispose();
            closed?.Invoke();
            throw;
        }

        Searcher = new IndexSearcher(_reader) { Similarity = ClauseIndexer.Similarity };
    }

    public IndexManifest Manifest { get; }

    public IReadOnlyList<ClauseRow> Rows { get; }

    public IndexSearcher Searcher { get; }

    /// <summary>Null for an index without.</summary>
    public StoredVectors? Vectors { get; }

    /// <summary>False once it is closing: the caller takes the snapshot that replaced it.</summary>
    public bool TryUse()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                return true;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
            return;
        _reader.Dispose();
        _directory.Dispose();
        _closed?.Invoke();
    }

    /// <summary>What is known of a test's outcomes on this index, by document; 0 where nothing is. Kept as long as the function itself.</summary>
    public byte[] OutcomesOf(Func<PolicyDocument, Clause, bool> test) => _outcomes.GetValue(test, _ => new byte[_reader.MaxDoc]);

    public int ClausesWith(string term) => _reader.DocFreq(new Term(ClauseFields.Recall, term));

    public int OrdinalOf(int doc) => (int)ValueOf(doc, ClauseFields.Ordinal);

    public ClauseFeatures FeaturesOf(int doc) => (ClauseFeatures)ValueOf(doc, ClauseFields.Features);

    // Doc values are not safe to share between threads; fetching them costs a look-up.
    private long ValueOf(int doc, string field)
    {
        var leaves = _reader.Leaves;
        var leaf = leaves[ReaderUtil.SubIndex(doc, leaves)];
        return leaf.AtomicReader.GetNumericDocValues(field).Get(doc - leaf.DocBase);
    }
}

/// <summary>A running use of a snapshot.</summary>
internal readonly struct SnapshotLease(IndexSnapshot snapshot) : IDisposable
{
    public IndexSnapshot Snapshot { get; } = snapshot;

    public void Dispose() => Snapshot.Release();
}

using System.Globalization;
using System.Runtime.InteropServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;
using PolicyBot.Search.ChineseAnalysis;
using Directory = Lucene.Net.Store.Directory;

namespace PolicyBot.Search;

/// <summary>Writes all clauses into an empty directory, and proves what was written. Whole builds only: they take seconds for 100,000 clauses.</summary>
public static class ClauseIndexer
{
    /// <summary>From this many clauses on, speed of the build counts for more than builds that are alike byte for byte.</summary>
    private const int Large = 20_000;

    /// <summary>BM25 with k1 1.2 and b 0.75: other values were measured without gain.</summary>
    public static Similarity Similarity { get; } = new BM25Similarity(1.2f, 0.75f);

    /// <summary>Errors: whatever the directory throws (a full disk); the directory is then worthless.</summary>
    public static void Write(Directory directory, IReadOnlyList<ClauseRow> rows, CancellationToken cancellation = default, ClauseVectors? vectors = null) =>
        Change(directory, OpenMode.CREATE, (writer, hasWords) =>
        {
            if (rows.Count < Large)
            {
                // Reading numbers and features costs as much as Lucene's own work: it runs on all cores, the writing in order, so that builds are alike.
                foreach (var document in Documents(rows, hasWords, vectors))
                {
                    cancellation.ThrowIfCancellationRequested();
                    writer.AddDocument(document);
                }
            }
            else
            {
                // One writing thread would be the narrow place; a clause is found again by its ordinal, wherever it lands.
                WriteInParallel(writer, rows, hasWords, vectors, cancellation);
            }
        });

    /// <summary>Changes an index that stands in the directory. Errors: as for writing one.</summary>
    /// <param name="change">Told how a clause at a place is written.</param>
    internal static void Update(Directory directory, Action<IndexWriter, Func<ClauseRow, int, Document>> change) =>
        Change(directory, OpenMode.APPEND, (writer, hasWords) => change(writer, (row, ordinal) => ToDocument(row, ordinal, hasWords, vectors: null)));

    private static void Change(Directory directory, OpenMode mode, Action<IndexWriter, bool> change)
    {
        using var words = WordField.Create();
        var recall = new RecallAnalyzer();
        Analyzer analyzer = words is null ? recall : new PerFieldAnalyzerWrapper(recall, new Dictionary<string, Analyzer>(StringComparer.Ordinal) { [ClauseFields.Words] = words });
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { Similarity = Similarity, OpenMode = mode, RAMBufferSizeMB = 256 };
        using var writer = new IndexWriter(directory, config);
        try
        {
            change(writer, words is not null);
            writer.Commit();
        }
        catch
        {
            // Dispose would try to commit what is left.
            writer.Rollback();
            throw;
        }
    }

    /// <summary>Errors: the first fault of any thread as itself, so that a full disk is told like one.</summary>
    private static void WriteInParallel(IndexWriter writer, IReadOnlyList<ClauseRow> rows, bool hasWords, ClauseVectors? vectors, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation }, ordinal => writer.AddDocument(ToDocument(rows[ordinal], ordinal, hasWords, vectors)));
        }
        catch (AggregateException faults) when (faults.InnerException is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>What is wrong with a freshly written index, in Chinese; null where counts and sample look-ups agree.</summary>
    public static string? Verify(IndexReader reader, IReadOnlyList<ClauseRow> rows)
    {
        if (reader.NumDocs != rows.Count)
            return string.Create(CultureInfo.InvariantCulture, $"索引里有 {reader.NumDocs} 条，知识里有 {rows.Count} 条");
        var searcher = new IndexSearcher(reader);
        var ordinals = MultiDocValues.GetNumericValues(reader, ClauseFields.Ordinal);
        var places = new HashSet<long>();
        for (var document = 0; document < reader.MaxDoc; document++)
        {
            if (ordinals.Get(document) is var place && (place < 0 || place >= rows.Count || !places.Add(place)))
                return string.Create(CultureInfo.InvariantCulture, $"第 {place} 条在索引里多出一次");
        }

        var step = Math.Max(1, rows.Count / 50);
        for (var i = 0; i < rows.Count; i += step)
        {
            var query = new BooleanQuery { { new TermQuery(new Term(ClauseFields.Key, rows[i].Key)), Occur.MUST } };
            if (HanGrams.Read(rows[i].Clause.Text).Find(g => g.Kind == GramKind.Pair) is { Text: not null } pair)
                query.Add(new TermQuery(new Term(ClauseFields.Recall, pair.Text)), Occur.MUST);
            var found = searcher.Search(query, 2);
            if (found.TotalHits != 1 || ordinals.Get(found.ScoreDocs[0].Doc) != i)
                return $"抽查 {rows[i].Key} 时没有查到它自己";
        }

        return null;
    }

    private static IEnumerable<Document> Documents(IReadOnlyList<ClauseRow> rows, bool hasWords, ClauseVectors? vectors) => rows.Count < 2000
        ? rows.Select((row, ordinal) => ToDocument(row, ordinal, hasWords, vectors))
        : Enumerable.Range(0, rows.Count).AsParallel().AsOrdered().Select(ordinal => ToDocument(rows[ordinal], ordinal, hasWords, vectors));

    private static Document ToDocument(ClauseRow row, int ordinal, bool hasWords, ClauseVectors? vectors)
    {
        var clause = row.Clause;
        var exact = ExactTerms.Read(clause.Text);
        var recall = row.Context + "\n" + clause.Text;
        var document = new Document();
        AddValue(document, ClauseFields.Ordinal, ordinal);
        AddValue(document, ClauseFields.Features, (long)row.Items.Aggregate(ClauseFeatureReader.Read(clause, exact), (all, item) => all | ClauseFeatureReader.Read(item, ExactTerms.Read(item.Text))));
        if (vectors?.Of(row) is { } vector)
            document.Add(new BinaryDocValuesField(ClauseFields.Vector, new BytesRef(MemoryMarshal.AsBytes(vector.AsSpan()).ToArray())));
        Add(document, ClauseFields.Key, row.Key);
        Add(document, ClauseFields.Document, row.Document.Number.Value);
        Add(document, ClauseFields.Recall, recall);
        if (hasWords)
            Add(document, ClauseFields.Words, recall);
        Add(document, ClauseFields.Heading, clause.Heading);
        Add(document, ClauseFields.Governing, row.GoverningText);
        foreach (var unit in clause.LeadUnits.Concat(clause.ResponsibleUnits).Distinct(StringComparer.Ordinal))
            Add(document, ClauseFields.Unit, CharFolding.Fold(unit));
        foreach (var term in exact.Concat(ExactTerms.Read(row.Document.Number.Value).Where(t => t.Kind == ExactKind.Number)).Distinct())
            Add(document, FieldOf(term.Kind), term.Value);
        return document;
    }

    internal static string FieldOf(ExactKind kind) => kind switch
    {
        ExactKind.Number => ClauseFields.Number,
        ExactKind.Amount => ClauseFields.Amount,
        ExactKind.Measure => ClauseFields.Measure,
        ExactKind.Date => ClauseFields.Date,
        ExactKind.Name => ClauseFields.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No field holds this kind."),
    };

    private static void Add(Document document, string field, string value)
    {
        if (value.Length > 0)
            document.Add(new Field(field, value, ClauseFields.Types[field]));
    }

    private static void AddValue(Document document, string field, long value) => document.Add(new NumericDocValuesField(field, value));
}

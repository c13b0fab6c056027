using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace PolicyBot.Search;

/// <summary>
/// The one schema of the index. A change here is a change of <see cref="SchemaVersion"/>: older indexes are rebuilt on start.
/// Nothing is stored: words are quoted from the document itself, by offsets.
/// </summary>
public static class ClauseFields
{
    public const int SchemaVersion = 3;

    /// <summary>Doc value: the clause's place among all clauses of the knowledge, in document order.</summary>
    public const string Ordinal = "ordinal";

    /// <summary>Doc value: <see cref="ClauseFeatures"/>.</summary>
    public const string Features = "features";

    /// <summary>Doc value: the clause's embedding as numbers of four bytes; absent unless an embedding model is set.</summary>
    public const string Vector = "vector";

    /// <summary>NUMBER#PATH, unique.</summary>
    public const string Key = "key";

    public const string Document = "document";

    /// <summary>Title, heading chain and own text: characters and pairs.</summary>
    public const string Recall = "recall";

    /// <summary>The clause's own heading.</summary>
    public const string Heading = "heading";

    /// <summary>Sentences printed elsewhere that hold for the clause, and its units.</summary>
    public const string Governing = "governing";

    /// <summary>Dictionary words of <see cref="Recall"/>; empty unless an opt-in word analyzer is compiled in.</summary>
    public const string Words = "words";

    public const string Number = "number";

    public const string Unit = "unit";

    public const string Amount = "amount";

    public const string Measure = "measure";

    public const string Date = "date";

    public const string Name = "name";

    /// <summary>Every field that may occur; the indexer refuses any other.</summary>
    public static IReadOnlyDictionary<string, FieldType> Types { get; } = new Dictionary<string, FieldType>(StringComparer.Ordinal)
    {
        [Ordinal] = DocValue(),
        [Features] = DocValue(),
        [Vector] = Frozen(new FieldType { IsIndexed = false, DocValueType = DocValuesType.BINARY }),
        [Key] = Exact(),
        [Document] = Exact(),
        [Recall] = Text(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS),
        [Heading] = Text(IndexOptions.DOCS_AND_FREQS),
        [Governing] = Text(IndexOptions.DOCS_AND_FREQS),
        [Words] = Text(IndexOptions.DOCS_AND_FREQS),
        [Number] = Exact(),
        [Unit] = Exact(),
        [Amount] = Exact(),
        [Measure] = Exact(),
        [Date] = Exact(),
        [Name] = Exact(),
    };

    private static FieldType DocValue() => Frozen(new FieldType { IsIndexed = false, DocValueType = DocValuesType.NUMERIC });

    private static FieldType Exact() => Frozen(new FieldType { IsIndexed = true, IsTokenized = false, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });

    private static FieldType Text(IndexOptions options) => Frozen(new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = options });

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}

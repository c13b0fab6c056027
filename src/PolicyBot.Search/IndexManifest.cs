using System.Text.Json;

namespace PolicyBot.Search;

/// <summary>A file of an index. Unit: bytes; sha256 in lower case hexadecimal.</summary>
public sealed record IndexedFile(string Name, long Length, string Sha256);

/// <summary>What an index was built from and with, beside it as <c>manifest.json</c>; written last, so an index without one is an interrupted build.</summary>
/// <param name="Product">Always <see cref="ProductName"/>: another program's file is not ours to open or to delete.</param>
/// <param name="Knowledge">Digest of the knowledge, as <c>sha256:hex</c>.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record IndexManifest(string Product, int SchemaVersion, string Analyzer, string Knowledge, int Documents, int Clauses, DateTimeOffset CreatedAt, IReadOnlyList<IndexedFile> Files)
{
    /// <summary>Model and dimension of the clause vectors in it; null for an index without.</summary>
    public EmbeddingIdentity? Embedding { get; init; }

    public const string ProductName = "PolicyBot.Search";
    internal const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null for what is no manifest of ours.</summary>
    internal static IndexManifest? Parse(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<IndexManifest>(json, Json);
            return manifest is { Product: ProductName, Files: not null, Analyzer: not null, Knowledge: not null } ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

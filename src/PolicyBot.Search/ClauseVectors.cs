using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Search;

/// <summary>Which embedding model an index or a question was embedded by; vectors of different ones cannot be compared.</summary>
/// <param name="Dimension">Numbers in a vector, at least 1.</param>
public sealed record EmbeddingIdentity(string Model, int Dimension);

/// <summary>Embedded clauses, for an index that also compares meaning. Immutable; a clause that is not among them is found by its words alone.</summary>
/// <param name="byDigest">Vectors of length one by <see cref="DigestOf"/>. Errors: one of another dimension is our own mistake.</param>
public sealed class ClauseVectors(EmbeddingIdentity identity, IReadOnlyDictionary<string, float[]> byDigest)
{
    public EmbeddingIdentity Identity { get; } = identity;

    /// <summary>Null where the clause was not embedded.</summary>
    public float[]? Of(ClauseRow row)
    {
        if (!byDigest.TryGetValue(DigestOf(row), out var vector))
            return null;
        return vector.Length == Identity.Dimension ? vector : throw new InvalidOperationException($"A vector has {vector.Length} numbers, not {Identity.Dimension}.");
    }

    /// <summary>What is embedded of a clause: its title and headings, then its own words.</summary>
    public static string TextOf(ClauseRow row) => row.Context + "\n" + row.Clause.Text;

    /// <summary>Digest of <see cref="TextOf"/>: the same words are embedded once, whatever edition they stand in.</summary>
    public static string DigestOf(ClauseRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(row))));
}

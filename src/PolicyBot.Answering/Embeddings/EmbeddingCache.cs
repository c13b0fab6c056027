using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Answering.Embeddings;

/// <summary>
/// Vectors of one model by clause digest, in one file beside the index: a clause whose words stay is never embedded twice. A cache: a file that cannot be read is
/// made again. Shape of the file: four characters, the dimension, then digest (32 bytes) and numbers (4 bytes each) by turns.
/// </summary>
internal sealed class EmbeddingCache(string folder, string model)
{
    private const int DigestBytes = 32;
    private static readonly byte[] Magic = "PBV1"u8.ToArray();

    private readonly string _file = Path.Combine(folder, "embeddings", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)))[..16] + ".vectors");

    /// <summary>By digest in lower case; empty where there is no file of ours.</summary>
    public Dictionary<string, float[]> Read()
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        if (!File.Exists(_file))
            return vectors;
        var bytes = File.ReadAllBytes(_file).AsSpan();
        if (bytes.Length < 8 || !bytes[..4].SequenceEqual(Magic))
            return vectors;
        var dimension = BitConverter.ToInt32(bytes[4..8]);
        if (dimension is < 1 or > 65_536)
            return vectors;
        var row = DigestBytes + (dimension * sizeof(float));
        for (var rest = bytes[8..]; rest.Length >= row; rest = rest[row..])
            vectors[Convert.ToHexStringLower(rest[..DigestBytes])] = MemoryMarshal.Cast<byte, float>(rest[DigestBytes..row]).ToArray();
        return vectors;
    }

    /// <summary>Replaces the file whole. Errors: whatever the disk refuses.</summary>
    public void Write(IReadOnlyDictionary<string, float[]> vectors)
    {
        if (vectors.Count == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var temporary = $"{_file}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew))
            {
                file.Write(Magic);
                file.Write(BitConverter.GetBytes(vectors.First().Value.Length));
                foreach (var (digest, vector) in vectors)
                {
                    file.Write(Convert.FromHexString(digest));
                    file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
                }
            }

            File.Move(temporary, _file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

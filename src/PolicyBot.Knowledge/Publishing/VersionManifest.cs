using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolicyBot.Core.Answers;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>A file of a version. Path relative to the version's folder, with forward slashes; length in bytes; sha256 in lower case hexadecimal.</summary>
public sealed record VersionFile(string Path, long Length, string Sha256);

/// <summary>
/// What a version holds, beside it as <c>version.json</c>: written last, so that a folder without one is an interrupted publication. Every file of the version is
/// listed with its digest, knowledge and index alike: what serves is this set of files or nothing.
/// </summary>
/// <param name="Number">1 for the first version ever published in this folder; never used again.</param>
/// <param name="Digest">sha256 over the knowledge files, as <c>sha256:hex</c>: equal for equal knowledge.</param>
/// <param name="By">Who published it.</param>
/// <param name="What">What changed against the version before, one Chinese line.</param>
/// <param name="Accepted">The reason given where a floor or a regression was accepted; null otherwise.</param>
public sealed record VersionManifest(
    string Product, int Schema, int Number, string Digest, int? Previous, string By, DateTimeOffset At, string What, string? Accepted, int Documents, int Clauses, IReadOnlyList<VersionFile> Files)
{
    public const string ProductName = "PolicyBot.Version";
    public const int SchemaVersion = 1;
    public const string FileName = "version.json";
    public const string KnowledgeFolder = "knowledge";
    public const string IndexFolder = "index";
    public const string ReviewFile = "review.json";

    /// <summary>Folder name of the version: its number, for people, and the beginning of its digest.</summary>
    public string Name => NameOf(Number, Digest);

    public static string NameOf(int number, string digest) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}-{digest["sha256:".Length..][..12]}");

    public string ToJson() => JsonSerializer.Serialize(this, AnswerJson.Options);

    /// <summary>Null for what is no manifest of ours, or lists a path that leaves the folder.</summary>
    public static VersionManifest? Parse(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<VersionManifest>(json, AnswerJson.Options);
            return manifest is { Product: ProductName, Schema: SchemaVersion, Files: not null, Number: > 0, Digest.Length: > 20 } && manifest.Files.All(f => f is { Length: >= 0 } && IsInside(f.Path)) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Only forward slashes between plain names: no root, no parent, no drive.</summary>
    public static bool IsInside(string? path) =>
        !string.IsNullOrEmpty(path) && path.Length <= 500
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.Contains('\\', StringComparison.Ordinal) && !part.Contains(':', StringComparison.Ordinal) && !part.Any(char.IsControl));

    public static string DigestOf(IEnumerable<VersionFile> knowledge)
    {
        var lines = knowledge.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path}\t{f.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}\t{f.Sha256}");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}

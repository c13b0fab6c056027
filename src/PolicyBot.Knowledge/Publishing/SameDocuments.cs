using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>Documents of one version that stand in another with the very same files: reading them again would give the same.</summary>
public static class SameDocuments
{
    /// <param name="read">One version as it was read.</param>
    /// <param name="its">Its files, as the manifest lists them.</param>
    /// <param name="others">Those of the version that is to be read.</param>
    /// <returns>For the name of a document's folder the document, or null where it has to be read.</returns>
    public static Func<string, PolicyDocument?> Of(KnowledgeBase read, IEnumerable<VersionFile> its, IEnumerable<VersionFile> others)
    {
        var (mine, theirs) = (Digests(its), Digests(others));
        var same = read.Documents.Where(d => mine.TryGetValue(d.Folder, out var digest) && string.Equals(theirs.GetValueOrDefault(d.Folder), digest, StringComparison.Ordinal))
            .ToDictionary(d => d.Folder, StringComparer.Ordinal);
        return same.GetValueOrDefault;
    }

    /// <summary>Folder → the digests of what a document is read from.</summary>
    private static Dictionary<string, string> Digests(IEnumerable<VersionFile> files) => files
        .Select(f => (File: f, Parts: f.Path.Split('/')))
        .Where(f => f.Parts.Length >= 2 && f.Parts[^1] is "document.md" or "document.yaml")
        .GroupBy(f => f.Parts[^2], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => string.Join(' ', g.OrderBy(f => f.File.Path, StringComparer.Ordinal).Select(f => $"{f.Parts[^1]} {f.File.Sha256}")), StringComparer.Ordinal);
}

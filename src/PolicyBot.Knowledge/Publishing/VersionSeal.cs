using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>Whether a version's folder is what its manifest says, file by file.</summary>
internal static class VersionSeal
{
    /// <summary>Every file of a version that is being made, knowledge digests given, the rest read here.</summary>
    public static IReadOnlyList<VersionFile> List(string folder, IReadOnlyList<VersionFile> knowledge)
    {
        var others = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Relative(folder, f))
            .Where(f => !f.StartsWith(VersionManifest.KnowledgeFolder + "/", StringComparison.Ordinal) && !string.Equals(f, VersionManifest.FileName, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(f => FolderCopy.Describe(folder, f));
        return [.. knowledge.Select(f => f with { Path = $"{VersionManifest.KnowledgeFolder}/{f.Path}" }), .. others];
    }

    public static Result<VersionManifest> Verify(string folder, string name, string? manifestDigest, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, VersionManifest.FileName);
        if (!File.Exists(file))
            return Refused(name, "还没有清单 version.json，可能正在复制");
        try
        {
            if (manifestDigest is not null && !string.Equals(VersionStore.DigestOf(file), manifestDigest, StringComparison.Ordinal))
                return Refused(name, "清单与发布时的指纹不符");
            if (VersionManifest.Parse(File.ReadAllText(file)) is not { } manifest)
                return Refused(name, "清单不能读");
            if (!string.Equals(manifest.Name, name, StringComparison.Ordinal))
                return Refused(name, "清单属于另一个版本");
            return (Missing(folder, manifest) ?? Extra(folder, manifest) ?? Altered(folder, manifest, cancellation)) is { } fault ? Refused(name, fault) : manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(name, "读不出来：" + e.Message);
        }
    }

    private static string? Missing(string folder, VersionManifest manifest)
    {
        foreach (var listed in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder, listed.Path));
            if (!file.Exists)
                return $"缺少文件 {listed.Path}，可能正在复制";
            if (file.Length != listed.Length)
                return $"文件 {listed.Path} 不完整";
        }

        return null;
    }

    // A file that nobody listed could be read as one more document.
    private static string? Extra(string folder, VersionManifest manifest)
    {
        var listed = manifest.Files.Select(f => f.Path).Append(VersionManifest.FileName).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Relative(folder, f)).FirstOrDefault(f => !listed.Contains(f)) is { } extra ? $"多出清单里没有的文件 {extra}" : null;
    }

    private static string? Altered(string folder, VersionManifest manifest, CancellationToken cancellation)
    {
        var altered = manifest.Files.AsParallel().WithCancellation(cancellation)
            .Where(f => !string.Equals(FolderCopy.Describe(folder, f.Path).Sha256, f.Sha256, StringComparison.Ordinal)).Select(f => f.Path).Order(StringComparer.Ordinal).FirstOrDefault();
        return altered is null ? null : $"文件 {altered} 已损坏";
    }

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

    private static Result<VersionManifest> Refused(string name, string why) => Result<VersionManifest>.Failure(new Problem("版本 " + name, why + "，不予使用"));
}

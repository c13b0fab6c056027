using System.Security.Cryptography;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>Files of a folder as they go into a version: hidden ones, half-written ones and links stay out.</summary>
internal static class FolderCopy
{
    /// <summary>Relative paths with forward slashes, in ordinal order. Links are refused, not followed: a version holds nothing from outside its folder.</summary>
    public static Result<IReadOnlyList<string>> List(string folder)
    {
        var files = new List<string>();
        var problems = new List<Problem>();
        Walk(folder, "", files, problems);
        return problems.Count > 0 ? Result<IReadOnlyList<string>>.Failure(problems) : Result<IReadOnlyList<string>>.Success([.. files.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Copies and digests in one pass; <paramref name="copied"/> is told after each file.</summary>
    public static IReadOnlyList<VersionFile> Copy(string from, string to, IReadOnlyList<string> files, Action<int>? copied, CancellationToken cancellation)
    {
        var made = new VersionFile[files.Count];
        foreach (var folder in files.Select(f => Path.GetDirectoryName(Path.Combine(to, f))!).Distinct(StringComparer.Ordinal))
            Directory.CreateDirectory(folder);
        var done = 0;
        Parallel.For(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, i =>
        {
            made[i] = CopyOne(Path.Combine(from, files[i]), Path.Combine(to, files[i]), files[i]);
            copied?.Invoke(Interlocked.Increment(ref done));
        });
        return made;
    }

    public static VersionFile Describe(string root, string path)
    {
        var full = Path.Combine(root, path);
        using var file = File.OpenRead(full);
        return new(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static VersionFile CopyOne(string from, string to, string path)
    {
        var bytes = File.ReadAllBytes(from);
        File.WriteAllBytes(to, bytes);
        return new(path, bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static void Walk(string folder, string prefix, List<string> files, List<Problem> problems)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.') || entry.Name.EndsWith(".tmp", StringComparison.Ordinal) || entry.Name.EndsWith(".part", StringComparison.Ordinal))
                continue;
            if (entry.LinkTarget is not null)
                problems.Add(new(prefix + entry.Name, "是一个链接，发布的版本只收真实的文件；请换成文件本身"));
            else if (entry is DirectoryInfo)
                Walk(entry.FullName, prefix + entry.Name + "/", files, problems);
            else
                files.Add(prefix + entry.Name);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge;

/// <summary>Where the knowledge and its index stand on disk, as absolute paths.</summary>
public sealed record KnowledgeFolders(string Knowledge, string Index)
{
    /// <summary>The index that a published version was sealed with: opened, never written. Where it cannot be used (another program built it) one is built at <see cref="Index"/>. Null for a knowledge folder.</summary>
    public string? SealedIndex { get; init; }

    /// <summary>Documents of the edition before that stand here with the very same files; see <see cref="KnowledgeReader.Read"/>.</summary>
    public Func<string, PolicyDocument?>? Known { get; init; }

    /// <summary>
    /// A relative knowledge folder is the first one of that name in the working folder or above it (else in the working folder, where it may not exist yet).
    /// Without a setting the default knowledge has <c>.index</c> beside it; another knowledge folder gets its own index, named by its path, so that two never overwrite each other.
    /// </summary>
    public static KnowledgeFolders Locate(PolicyBotOptions options, string workingFolder)
    {
        var knowledge = Find(options.Knowledge, workingFolder);
        if (!string.IsNullOrWhiteSpace(options.Index))
            return new(knowledge, Path.GetFullPath(options.Index, workingFolder));

        var isDefault = string.Equals(options.Knowledge, new PolicyBotOptions().Knowledge, StringComparison.Ordinal);
        var root = Path.Combine(isDefault ? Path.GetDirectoryName(knowledge)! : workingFolder, ".index");
        return new(knowledge, isDefault ? root : Path.Combine(root, "of-" + NameOf(knowledge)));
    }

    /// <summary>
    /// Where published versions, their history and drafts stand: what the setting says, else <c>.publishing</c> beside the default knowledge, and one of its own for
    /// any other knowledge folder. Never inside the index folder: that may be thrown away at any time, this may not.
    /// </summary>
    public static string LocatePublishing(PolicyBotOptions options, string setting, string workingFolder)
    {
        if (!string.IsNullOrWhiteSpace(setting))
            return Path.GetFullPath(setting, workingFolder);
        var knowledge = Find(options.Knowledge, workingFolder);
        return string.Equals(options.Knowledge, new PolicyBotOptions().Knowledge, StringComparison.Ordinal)
            ? Path.Combine(Path.GetDirectoryName(knowledge)!, ".publishing")
            : Path.Combine(workingFolder, ".publishing", "of-" + NameOf(knowledge));
    }

    private static string Find(string folder, string workingFolder)
    {
        if (!Path.IsPathRooted(folder))
        {
            for (var at = workingFolder; at is not null; at = Path.GetDirectoryName(at))
            {
                if (Directory.Exists(Path.Combine(at, folder)))
                    return Path.GetFullPath(Path.Combine(at, folder));
            }
        }

        return Path.GetFullPath(folder, workingFolder);
    }

    private static string NameOf(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(path))))[..12];
}

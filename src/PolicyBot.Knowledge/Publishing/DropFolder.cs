using System.Security.Cryptography;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>A file that has arrived whole, and what it holds (sha256).</summary>
public sealed record DroppedFile(string Path, string Sha256);

/// <summary>
/// A folder into which people or programs drop received files. A file counts once its size and time stand still from one look to the next; what was handed out is
/// remembered by its content in <paramref name="memory"/>, so that a restart repeats nothing and a corrected file comes again.
/// </summary>
public sealed class DropFolder(string folder, string memory)
{
    private const long MaxBytes = 200L << 20;
    private Dictionary<string, (long Length, DateTime Written)> _last = new(StringComparer.Ordinal);

    /// <summary>Files that have come to rest since the last look and were never handed out, in ordinal order of names. Errors: throws where the folder is gone.</summary>
    public IReadOnlyList<DroppedFile> Look()
    {
        var now = new DirectoryInfo(folder).EnumerateFiles()
            .Where(f => !f.Name.StartsWith('.') && f.LinkTarget is null && f.Length is > 0 and <= MaxBytes && !f.Name.EndsWith(".part", StringComparison.Ordinal) && !f.Name.EndsWith(".tmp", StringComparison.Ordinal))
            .ToDictionary(f => f.FullName, f => (f.Length, f.LastWriteTimeUtc), StringComparer.Ordinal);
        var resting = now.Where(f => _last.TryGetValue(f.Key, out var before) && before == f.Value).Select(f => f.Key).Order(StringComparer.Ordinal).ToList();
        _last = now;
        var known = Read();
        return [.. resting.Select(Describe).OfType<DroppedFile>().Where(f => !string.Equals(known.GetValueOrDefault(Path.GetFileName(f.Path)), f.Sha256, StringComparison.Ordinal))];
    }

    /// <summary>Not handed out again until its content is another.</summary>
    public void Remember(DroppedFile file)
    {
        var known = Read();
        known[Path.GetFileName(file.Path)] = file.Sha256;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(memory))!);
        File.WriteAllText(memory + ".tmp", JsonSerializer.Serialize(known, AnswerJson.Options));
        File.Move(memory + ".tmp", memory, overwrite: true);
    }

    private Dictionary<string, string> Read()
    {
        if (!File.Exists(memory))
            return new(StringComparer.Ordinal);
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(memory), AnswerJson.Options) ?? [], StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return new(StringComparer.Ordinal);
        }
    }

    // Null where it vanished or is still locked by its writer: the next look sees it again.
    private static DroppedFile? Describe(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return new(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (IOException)
        {
            return null;
        }
    }
}

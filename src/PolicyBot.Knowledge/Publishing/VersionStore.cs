using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>
/// The folder of published versions: <c>versions/NAME/</c>, each complete and never changed; <c>current</c>, a file that names the one that serves and is replaced
/// by one rename; <c>history.jsonl</c>, one line for every change. Readers need no lock; writers hold <see cref="PublishLock"/>.
/// </summary>
public sealed class VersionStore(string root)
{
    private const string PointerName = "current";
    private const string HistoryName = "history.jsonl";
    private const string StagingPrefix = ".staging-";
    private const string PointerDraftPrefix = ".pointer-";

    public string Root { get; } = Path.GetFullPath(root);

    public string Drafts => Path.Combine(Root, "drafts");

    private string Versions => Path.Combine(Root, "versions");

    /// <summary>What serves; null where nothing was published or the pointer is not readable.</summary>
    public PublishEvent? Current
    {
        get
        {
            var pointer = Path.Combine(Root, PointerName);
            try
            {
                return File.Exists(pointer) ? PublishEvent.Parse(File.ReadAllText(pointer, Encoding.UTF8)) : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public string FolderOf(string name) => Path.Combine(Versions, name);

    public string KnowledgeOf(string name) => Path.Combine(Versions, name, VersionManifest.KnowledgeFolder);

    public string IndexOf(string name) => Path.Combine(Versions, name, VersionManifest.IndexFolder);

    /// <summary>Oldest first. A line that a full disk cut off is passed over; an event that only the pointer holds stands last.</summary>
    public IReadOnlyList<PublishEvent> History()
    {
        var file = Path.Combine(Root, HistoryName);
        var events = File.Exists(file) ? File.ReadLines(file).Select(PublishEvent.Parse).OfType<PublishEvent>().ToList() : [];
        if (Current is { } current && !events.Exists(e => string.Equals(e.Id, current.Id, StringComparison.Ordinal)))
            events.Add(current);
        return events;
    }

    /// <summary>Complete versions, newest first. Whether their files are sound is <see cref="Verify"/>'s question.</summary>
    public IReadOnlyList<VersionManifest> List() => Directory.Exists(Versions)
        ? [.. Directory.EnumerateDirectories(Versions).Where(f => !Path.GetFileName(f).StartsWith('.')).Select(f => Read(Path.GetFileName(f))).OfType<VersionManifest>().OrderByDescending(m => m.Number)]
        : [];

    public VersionManifest? Read(string name)
    {
        var file = Path.Combine(FolderOf(name), VersionManifest.FileName);
        try
        {
            return File.Exists(file) && VersionManifest.Parse(File.ReadAllText(file)) is { } manifest && string.Equals(manifest.Name, name, StringComparison.Ordinal) ? manifest : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// The manifest where every listed file is there, is sound, and nothing else lies beside them. Lengths are compared first: a half-copied version costs no digest.
    /// </summary>
    /// <param name="manifestDigest">What the pointer says of the manifest; null where nothing vouches for it.</param>
    public Result<VersionManifest> Verify(string name, string? manifestDigest, CancellationToken cancellation = default) => VersionSeal.Verify(FolderOf(name), name, manifestDigest, cancellation);

    /// <summary>A new folder that nobody reads.</summary>
    public string NewStaging()
    {
        var folder = Path.Combine(Versions, StagingPrefix + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Highest number ever used, kept or not.</summary>
    public int LastNumber() => Math.Max(List().Select(v => v.Number).DefaultIfEmpty().Max(), History().Select(e => e.Version).DefaultIfEmpty().Max());

    /// <summary>One rename: the version is there whole or not at all.</summary>
    public void Commit(string staging, string name)
    {
        if (Directory.Exists(FolderOf(name)))
            Directory.Delete(FolderOf(name), recursive: true); // A damaged copy that is taken again: a number is never used for something else.
        Directory.Move(staging, FolderOf(name));
    }

    /// <summary>A version that came from elsewhere, put in place where it is what was announced. Errors: throws <see cref="InvalidDataException"/>.</summary>
    public void CommitReceived(string staging, PublishEvent offered, CancellationToken cancellation)
    {
        var verified = VersionSeal.Verify(staging, offered.Name, offered.Manifest, cancellation);
        if (!verified.IsSuccess)
            throw new InvalidDataException(string.Join("；", verified.Problems));
        Commit(staging, offered.Name);
    }

    /// <summary>One rename: from here on the event's version serves.</summary>
    public void Switch(PublishEvent next)
    {
        var temporary = Path.Combine(Root, PointerDraftPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            WriteDurably(temporary, next.ToLine() + "\n");
            File.Move(temporary, Path.Combine(Root, PointerName), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Adds the serving event to the history unless it stands there.</summary>
    public void Record()
    {
        if (Current is not { } current)
            return;
        var file = Path.Combine(Root, HistoryName);
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        if (text.Split('\n').Select(PublishEvent.Parse).OfType<PublishEvent>().Any(e => string.Equals(e.Id, current.Id, StringComparison.Ordinal)))
            return;
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes((text.Length > 0 && !text.EndsWith('\n') ? "\n" : "") + current.ToLine() + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Under the lock: whatever an interrupted publication left goes, then the oldest versions above the number kept. Neither the serving version nor the one before it ever goes.</summary>
    public void Clean(int keep)
    {
        if (!Directory.Exists(Versions))
            return;
        foreach (var left in Directory.EnumerateDirectories(Versions).Where(f => Path.GetFileName(f).StartsWith(StagingPrefix, StringComparison.Ordinal)))
            Directory.Delete(left, recursive: true);
        foreach (var left in Directory.EnumerateFiles(Root).Where(f => Path.GetFileName(f).StartsWith(PointerDraftPrefix, StringComparison.Ordinal)))
            File.Delete(left);
        var current = Current;
        foreach (var old in List().Skip(keep).Where(v => v.Number != current?.Version && v.Number != current?.Previous))
            Directory.Delete(FolderOf(old.Name), recursive: true);
    }

    internal static void WriteDurably(string path, string text)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    public static string DigestOf(string file)
    {
        using var stream = File.OpenRead(file);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

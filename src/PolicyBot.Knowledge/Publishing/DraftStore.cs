using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>A piece of work on the knowledge that nobody reads yet. Key: <see cref="Id"/>, unguessable and safe as a folder name.</summary>
public sealed record Draft(string Id, string Title, string By, DateTimeOffset At)
{
    /// <summary>Names of the files it was made from, as their senders called them.</summary>
    public IReadOnlyList<string> Received { get; init; } = [];
}

/// <summary>A file that the draft changes, relative to the knowledge folder. <see cref="Base"/>: sha256 when the draft was begun, null for a new file; <see cref="Now"/>: null for a deleted one.</summary>
public sealed record DraftChange(string Path, string? Base, string? Now);

/// <summary>
/// Drafts, one folder each: <c>work/</c> is a whole knowledge folder (so that import, check and edit work on it as on any other), <c>base.json</c> what it was begun from.
/// Only what differs from the base is ever published, and only where nobody changed the same file meanwhile.
/// </summary>
public sealed class DraftStore(string root, TimeProvider clock)
{
    private const string BaseName = "base.json";
    private const string DraftName = "draft.json";

    public IReadOnlyList<Draft> List() => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Select(f => Find(Path.GetFileName(f))).OfType<Draft>().OrderByDescending(d => d.At)]
        : [];

    public Draft? Find(string id)
    {
        if (!IsId(id) || !File.Exists(PathOf(id, DraftName)))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Draft>(File.ReadAllText(PathOf(id, DraftName)), AnswerJson.Options);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>The draft's own knowledge folder.</summary>
    public string WorkOf(string id) => PathOf(id, "work");

    /// <summary>Anything that is kept with a draft (received files, reports); never part of what is published.</summary>
    public string PathOf(string id, string name) => Path.Combine(root, IsId(id) ? id : throw new ArgumentException("Not a draft's id.", nameof(id)), name);

    /// <summary>Errors: links in the knowledge folder, a disk that refuses (throws).</summary>
    public Result<Draft> Create(string title, string by, string knowledge, CancellationToken cancellation)
    {
        var draft = new Draft(Guid.NewGuid().ToString("N"), title, by, clock.GetUtcNow());
        var listed = Directory.Exists(knowledge) ? FolderCopy.List(knowledge) : Result<IReadOnlyList<string>>.Success([]);
        if (!listed.IsSuccess)
            return Result<Draft>.Failure(listed.Problems);
        Directory.CreateDirectory(Path.Combine(WorkOf(draft.Id), "documents"));
        var files = FolderCopy.Copy(knowledge, WorkOf(draft.Id), listed.Value, copied: null, cancellation);
        File.WriteAllText(PathOf(draft.Id, BaseName), JsonSerializer.Serialize(files.ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal), AnswerJson.Options));
        Save(draft);
        return draft;
    }

    /// <summary>Written last of a new draft: a folder without it is no draft.</summary>
    public void Save(Draft draft)
    {
        var temporary = PathOf(draft.Id, DraftName + ".tmp");
        File.WriteAllText(temporary, JsonSerializer.Serialize(draft, AnswerJson.Options));
        File.Move(temporary, PathOf(draft.Id, DraftName), overwrite: true);
    }

    public void Delete(string id)
    {
        if (IsId(id) && Directory.Exists(Path.Combine(root, id)))
            Directory.Delete(Path.Combine(root, id), recursive: true);
    }

    /// <summary>In ordinal order of paths; empty where nothing was changed.</summary>
    public IReadOnlyList<DraftChange> Changes(string id)
    {
        var begun = BaseOf(id);
        var work = WorkOf(id);
        var files = FolderCopy.List(work) is { IsSuccess: true } listed ? listed.Value : [];
        var now = files.AsParallel().Select(f => FolderCopy.Describe(work, f)).ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
        var changed = now.Where(f => !string.Equals(begun.GetValueOrDefault(f.Key), f.Value, StringComparison.Ordinal)).Select(f => new DraftChange(f.Key, begun.GetValueOrDefault(f.Key), f.Value));
        return [.. changed.Concat(begun.Where(b => !now.ContainsKey(b.Key)).Select(b => new DraftChange(b.Key, b.Value, Now: null))).OrderBy(c => c.Path, StringComparer.Ordinal)];
    }

    /// <summary>The draft's changes over a fresh copy of the knowledge. Errors: no such draft, nothing changed, a file that somebody else changed since.</summary>
    internal Result<IReadOnlyList<VersionFile>> LayOver(string id, string copy, IReadOnlyList<VersionFile> files)
    {
        if (Find(id) is null)
            return Result<IReadOnlyList<VersionFile>>.Failure(new Problem("草稿", "没有这份草稿，可能已经发布或删除"));
        var byPath = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var changes = Changes(id);
        var problems = changes.Where(c => !IsAlready(byPath.GetValueOrDefault(c.Path)?.Sha256, c)).Select(c => new Problem(c.Path, "这个文件在起草之后又被别人改过；请另起一份草稿，重做这一处")).ToList();
        if (changes.Count == 0)
            problems.Add(new("草稿", "这份草稿没有改动任何文件"));
        if (problems.Count > 0)
            return Result<IReadOnlyList<VersionFile>>.Failure(problems);
        foreach (var change in changes)
        {
            Put(Path.Combine(WorkOf(id), change.Path), Path.Combine(copy, change.Path), change);
            byPath.Remove(change.Path);
            if (change.Now is not null)
                byPath[change.Path] = FolderCopy.Describe(copy, change.Path);
        }

        return Result<IReadOnlyList<VersionFile>>.Success([.. byPath.Values]);
    }

    /// <summary>Writes the files of a published draft into the maintained folder and lets go of the draft. Repeating it changes nothing: a killed publication is finished by the next.</summary>
    internal void Settle(PublishEvent? published, string knowledge)
    {
        if (published?.Draft is not { } id || Find(id) is null)
            return;
        foreach (var change in Changes(id))
            Put(Path.Combine(WorkOf(id), change.Path), Path.Combine(knowledge, change.Path), change);
        Delete(id);
    }

    private static bool IsAlready(string? there, DraftChange change) =>
        string.Equals(there, change.Base, StringComparison.Ordinal) || string.Equals(there, change.Now, StringComparison.Ordinal);

    private static void Put(string from, string to, DraftChange change)
    {
        if (change.Now is null)
        {
            File.Delete(to);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to + ".tmp", overwrite: true);
        File.Move(to + ".tmp", to, overwrite: true);
    }

    private Dictionary<string, string> BaseOf(string id) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(PathOf(id, BaseName)), AnswerJson.Options) ?? [], StringComparer.Ordinal);

    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}

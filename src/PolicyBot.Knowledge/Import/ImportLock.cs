using System.Globalization;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>One import at a time into a folder: two would not see each other's documents, and the later would undo hand repairs and renames of the earlier.</summary>
internal sealed class ImportLock : IDisposable
{
    private const string LockName = ".import.lock";
    private readonly FolderLock _held;
    private readonly IReadOnlyList<string> _made;

    private ImportLock(FolderLock held, IReadOnlyList<string> made) => (_held, _made) = (held, made);

    /// <summary>Makes the folder where it is not there yet; a folder in which nothing was written goes again.</summary>
    public static Result<ImportLock> Take(string into)
    {
        var made = Missing(into);
        try
        {
            Directory.CreateDirectory(into);
            var owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.UserName}（{Environment.MachineName}，进程 {Environment.ProcessId}）");
            if (FolderLock.Take(Path.Combine(into, LockName), owner, out var holder) is { } held)
                return new ImportLock(held, made);
            return Result<ImportLock>.Failure(new Problem(into, $"另一次导入正在写这个文件夹：{(holder.Length > 0 ? holder : "未写明是谁")}。没有导入，请等那次导入结束后再试。"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(made);
            return Result<ImportLock>.Failure(new Problem(into, "这个文件夹不能写入，没有导入；请检查路径和权限。") { Found = e.Message });
        }
    }

    public void Dispose()
    {
        _held.Dispose();
        Remove(_made);
    }

    /// <summary>The folders that are not there yet, the deepest first.</summary>
    private static List<string> Missing(string into)
    {
        var missing = new List<string>();
        for (var at = Path.TrimEndingDirectorySeparator(Path.GetFullPath(into)); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Add(at);
        return missing;
    }

    private static void Remove(IReadOnlyList<string> made)
    {
        foreach (var folder in made)
        {
            if (!Directory.Exists(folder))
                continue;
            if (Directory.EnumerateFileSystemEntries(folder).Any())
                return;
            Directory.Delete(folder);
        }
    }
}

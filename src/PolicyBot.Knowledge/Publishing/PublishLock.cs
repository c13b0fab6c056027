using System.Globalization;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>One publisher at a time in a folder of versions.</summary>
public sealed class PublishLock : IDisposable
{
    private const string LockName = "publish.lock";
    private readonly FolderLock _held;

    private PublishLock(FolderLock held) => _held = held;

    /// <summary>Who held it and died without letting go; null where nobody did.</summary>
    public string? Stale => _held.Stale;

    public static Result<PublishLock> Take(string root, string by, TimeProvider clock)
    {
        Directory.CreateDirectory(root);
        var at = clock.GetUtcNow().ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var owner = string.Create(CultureInfo.InvariantCulture, $"{by}（{Environment.MachineName}，进程 {Environment.ProcessId}），{at} 开始");
        return FolderLock.Take(Path.Combine(root, LockName), owner, out var holder) is { } held
            ? new PublishLock(held)
            : Result<PublishLock>.Failure(new Problem(root, $"另一个人正在发布：{(holder.Length > 0 ? holder : "未写明是谁")}。请等那次发布结束后再试"));
    }

    public void Dispose() => _held.Dispose();
}

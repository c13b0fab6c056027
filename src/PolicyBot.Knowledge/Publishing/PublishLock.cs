using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>
/// One publisher at a time in a folder. The lock is the operating system's (it goes with a killed process); beside it stands who holds it, for the one who has to wait.
/// </summary>
public sealed class PublishLock : IDisposable
{
    private const string LockName = "publish.lock";
    private const string OwnerName = "publish.owner";
    private readonly FileStream _held;
    private readonly string _owner;

    private PublishLock(FileStream held, string owner, string? stale)
    {
        (_held, _owner, Stale) = (held, owner, stale);
    }

    /// <summary>Who held it and died without letting go; null where nobody did.</summary>
    public string? Stale { get; }

    public static Result<PublishLock> Take(string root, string by, TimeProvider clock)
    {
        Directory.CreateDirectory(root);
        var owner = Path.Combine(root, OwnerName);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(root, LockName)))
        {
            return Result<PublishLock>.Failure(new Problem(root, $"另一个人正在发布：{ReadOwner(owner) ?? "未写明是谁"}。请等那次发布结束后再试"));
        }

        var stale = ReadOwner(owner);
        var at = ChinaTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + clock.GetUtcNow().ToOffset(ChinaTime.Offset).ToString(" HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(owner, $"{by}（{Environment.MachineName}，进程 {Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}），{at} 开始", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return new PublishLock(held, owner, stale);
    }

    public void Dispose()
    {
        File.Delete(_owner);
        _held.Dispose();
    }

    private static string? ReadOwner(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

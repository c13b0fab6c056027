using System.Text;

namespace PolicyBot.Knowledge;

/// <summary>
/// One writer at a time in a folder. The lock is the operating system's (it goes with a killed process); beside it stands who holds it, for the one who has to wait.
/// Letting go takes both files away, so that nothing is left in a folder of documents.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int Tries = 20;
    private readonly FileStream _held;
    private readonly string _path;

    private FolderLock(FileStream held, string path, string? stale) => (_held, _path, Stale) = (held, path, stale);

    /// <summary>Who held it and died without letting go; null where nobody did.</summary>
    public string? Stale { get; }

    /// <summary>Null where somebody else holds it: <paramref name="holder"/> then says who, empty where that is not written.</summary>
    /// <param name="path">The lock file; its folder exists. Beside it <c>.owner</c> is written.</param>
    /// <param name="by">Who takes it, as others will read it.</param>
    public static FolderLock? Take(string path, string by, out string holder)
    {
        holder = "";
        for (var i = 0; i < Tries; i++)
        {
            if (Open(path) is not { } held)
            {
                holder = OwnerOf(path) ?? "";
                return null;
            }

            // Whoever let go in this very moment took the name away: then this file is not the one that others see.
            if (File.GetLastWriteTimeUtc(held.SafeFileHandle) != File.GetLastWriteTimeUtc(path))
            {
                held.Dispose();
                continue;
            }

            var stale = OwnerOf(path);
            File.WriteAllText(OwnerFile(path), by, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return new(held, path, stale);
        }

        return null;
    }

    public void Dispose()
    {
        File.Delete(OwnerFile(_path));
        File.Delete(_path);
        _held.Dispose();
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static string OwnerFile(string path) => path + ".owner";

    private static string? OwnerOf(string path)
    {
        try
        {
            return File.Exists(OwnerFile(path)) ? File.ReadAllText(OwnerFile(path)) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

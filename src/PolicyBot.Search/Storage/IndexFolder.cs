using System.Text;

namespace PolicyBot.Search.Storage;

/// <summary>
/// The folder of indexes: one folder for each build, and <c>current</c>, a file that names the one being served. A build's folder is claimed by creating
/// its <c>lease</c> file and holding it alone; readers hold it together; whoever can hold it alone may delete the folder. The operating system lets go
/// of a killed process's leases, so nothing is ever left locked. No folder is renamed (Windows refuses while a file in it is open).
/// </summary>
internal sealed class IndexFolder(string root)
{
    private const string PointerName = "current";
    private const string LeaseName = "lease";

    public string Root { get; } = Path.GetFullPath(root);

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>The folder being served; null where none was ever published or the pointer is not one of ours.</summary>
    public string? Current
    {
        get
        {
            var pointer = PathOf(PointerName);
            if (!File.Exists(pointer))
                return null;
            var name = File.ReadAllText(pointer, Encoding.UTF8).Trim();
            return IsName(name) && Directory.Exists(PathOf(name)) ? name : null;
        }
    }

    /// <summary>A new folder named after the knowledge, held alone until the lease is disposed.</summary>
    public (string Name, FileStream Lease) Claim(string knowledgeDigest)
    {
        Directory.CreateDirectory(Root);
        var digest = knowledgeDigest[(knowledgeDigest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        for (var attempt = 1; ; attempt++)
        {
            var name = attempt == 1 ? digest : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{digest}-{attempt}");
            if (Directory.Exists(PathOf(name)))
                continue;
            Directory.CreateDirectory(PathOf(name));
            try
            {
                return (name, new FileStream(Path.Combine(PathOf(name), LeaseName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(Path.Combine(PathOf(name), LeaseName)))
            {
                // Another process claimed it between the two lines: the next name is free.
            }
            catch (DirectoryNotFoundException)
            {
                // A cleaner took the empty folder for a leftover.
            }
        }
    }

    /// <summary>Shared with other readers; null where the folder is gone or about to be deleted.</summary>
    public FileStream? Share(string name)
    {
        try
        {
            return new FileStream(Path.Combine(PathOf(name), LeaseName), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>From here on the named folder is served. One rename: a reader sees the old name or the new one.</summary>
    public void Publish(string name)
    {
        var temporary = PathOf($"{PointerName}.{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew))
            {
                file.Write(Encoding.UTF8.GetBytes(name + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, PathOf(PointerName), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes indexes and leftovers that nobody uses, and nothing that is not ours. What cannot be deleted now is deleted another time.</summary>
    public void Clean()
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            var name = Path.GetFileName(folder);
            if (IsName(name) && !string.Equals(name, Current, StringComparison.Ordinal))
                Delete(name);
        }
    }

    /// <summary>Deletes the folder unless someone holds it or it is being served.</summary>
    public void Delete(string name)
    {
        try
        {
            // Holding it alone first: a reader that comes now finds the lease taken and reads the pointer again.
            using var lease = new FileStream(Path.Combine(PathOf(name), LeaseName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (string.Equals(name, Current, StringComparison.Ordinal))
                return;
            foreach (var file in Directory.EnumerateFiles(PathOf(name)).Where(f => !string.Equals(Path.GetFileName(f), LeaseName, StringComparison.Ordinal)))
                File.Delete(file);
            File.Delete(Path.Combine(PathOf(name), LeaseName));
        }
        catch (IOException)
        {
            return;
        }
        catch (UnauthorizedAccessException)
        {
            return;
        }

        try
        {
            Directory.Delete(PathOf(name));
        }
        catch (IOException)
        {
            // Something of somebody else's lies in it.
        }
    }

    /// <summary>Lets go of a folder that was read from; it is deleted if it is not served any more and this was its last reader.</summary>
    public void Return(string name, FileStream lease)
    {
        lease.Dispose();
        if (!string.Equals(name, Current, StringComparison.Ordinal))
            Delete(name);
    }

    // sha256 in hexadecimal, and a number for further builds of the same knowledge.
    private static bool IsName(string name)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        var digest = dash < 0 ? name : name[..dash];
        return digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower) && (dash < 0 || (dash + 1 < name.Length && name[(dash + 1)..].All(char.IsAsciiDigit)));
    }
}

namespace PolicyBot.Tests;

/// <summary>Where the checkout stands, for tests that read its files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder, without build outputs.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(s => s is "obj" or "bin" || s.StartsWith("obj.", StringComparison.Ordinal) || s.StartsWith("bin.", StringComparison.Ordinal)));

    /// <summary>A place in the given material, there or not: in the folder <c>shared</c> beside the checkout, or above it where the checkout is one of several.</summary>
    public static string Beside(string path)
    {
        for (var above = Path.GetDirectoryName(Root); above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Exists(Path.Combine(above, "shared", path)))
                return Path.Combine(above, "shared", path);
        }

        return Path.Combine(Path.GetDirectoryName(Root)!, "shared", path);
    }

    private static string FindRoot()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "PolicyBot.sln")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests run inside a checkout of the project.");
        return at;
    }
}

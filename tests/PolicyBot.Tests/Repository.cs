namespace PolicyBot.Tests;

/// <summary>Where the checkout stands, for tests that read its files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder, without build outputs.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(s => s is "obj" or "bin" || s.StartsWith("obj.", StringComparison.Ordinal) || s.StartsWith("bin.", StringComparison.Ordinal)));

    /// <summary>A file of the given material beside the checkout, or null where it is not there.</summary>
    public static string? Shared(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(Root)!, "shared", path);
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "PolicyBot.sln")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests run inside a checkout of the project.");
        return at;
    }
}

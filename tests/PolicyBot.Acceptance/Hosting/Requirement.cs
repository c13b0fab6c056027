namespace PolicyBot.Acceptance.Hosting;

/// <summary>What some tests need of the machine. Absent: they skip with the reason; under CI=true they run, and fail.</summary>
public static class Requirement
{
    public static string? Node => Missing("node", "npm") is { } missing ? $"{missing} is not installed (eng/setup.sh installs it)." : null;

    public static string? Chromium => FindOnPath("chromium") is null ? "chromium is not installed (eng/setup.sh installs it)." : null;

    public static string? PostgreSql => PostgreSqlServer.Binaries is null ? "PostgreSQL's server is not installed (eng/setup.sh installs it)." : null;

    public static string? WebChat => File.Exists(Path.Combine(AppContext.BaseDirectory, "webchat", "webchat-es5.js")) ? null : "The build could not fetch Web Chat through npm.";

    public static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    internal static string? Unless(params string?[] reasons) =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase) ? null : reasons.FirstOrDefault(r => r is not null);

    private static string? Missing(params string[] names) => names.FirstOrDefault(n => FindOnPath(n) is null);
}

/// <summary>Needs Node with npm.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Requirement.Unless(Requirement.Node);
}

/// <summary>Needs Chromium, and Web Chat as the build fetched it.</summary>
public sealed class ChatFactAttribute : FactAttribute
{
    public ChatFactAttribute() => Skip = Requirement.Unless(Requirement.Chromium, Requirement.WebChat);
}

/// <summary>As <see cref="ChatFactAttribute"/>, once for each row.</summary>
public sealed class ChatTheoryAttribute : TheoryAttribute
{
    public ChatTheoryAttribute() => Skip = Requirement.Unless(Requirement.Chromium, Requirement.WebChat);
}

/// <summary>Needs PostgreSQL's server binaries.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = Requirement.Unless(Requirement.PostgreSql);
}

/// <summary>Needs Chromium only.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Requirement.Unless(Requirement.Chromium);
}

/// <summary>Needs PostgreSQL's server binaries and Chromium.</summary>
public sealed class PostgreSqlBrowserFactAttribute : FactAttribute
{
    public PostgreSqlBrowserFactAttribute() => Skip = Requirement.Unless(Requirement.PostgreSql, Requirement.Chromium);
}

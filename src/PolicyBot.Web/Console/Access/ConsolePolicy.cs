using Microsoft.AspNetCore.Authorization;

namespace PolicyBot.Web.Console.Access;

/// <summary>Roles of staff. An account may hold several; none includes another.</summary>
public static class StaffRole
{
    /// <summary>话务员: looks up, answers callers and tickets.</summary>
    public const string Operator = "operator";

    /// <summary>班长: also categories, gaps, exports, deletion on request.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>知识维护员: uploads and publishes knowledge.</summary>
    public const string Maintainer = "maintainer";

    /// <summary>管理员: accounts and the audit log; sees no conversation.</summary>
    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } = [Operator, Supervisor, Maintainer, Administrator];

    public static string NameOf(string role) => role switch
    {
        Operator => "话务员",
        Supervisor => "班长",
        Maintainer => "知识维护员",
        Administrator => "管理员",
        _ => role,
    };
}

/// <summary>What may be done, by role: every page and endpoint of the console names one of these (a test asks each of them).</summary>
public static class ConsolePolicy
{
    /// <summary>Anybody who is signed in: look-up, reply cards, worksheet, own notes.</summary>
    public const string Staff = "console.staff";

    /// <summary>Conversations and tickets of citizens.</summary>
    public const string Converse = "console.converse";

    /// <summary>Export, deletion on request, categories.</summary>
    public const string Supervise = "console.supervise";

    /// <summary>What could not be answered, and what becomes of it.</summary>
    public const string Gaps = "console.gaps";

    /// <summary>Upload, review and publish knowledge.</summary>
    public const string Maintain = "console.maintain";

    /// <summary>History of what was published, and going back to an earlier version: also for who has to act when no maintainer is there.</summary>
    public const string Versions = "console.versions";

    /// <summary>Accounts and the audit log.</summary>
    public const string Administer = "console.administer";

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> RolesOf { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Staff] = StaffRole.All,
        [Converse] = [StaffRole.Operator, StaffRole.Supervisor],
        [Supervise] = [StaffRole.Supervisor],
        [Gaps] = [StaffRole.Supervisor, StaffRole.Maintainer],
        [Maintain] = [StaffRole.Maintainer],
        [Versions] = [StaffRole.Maintainer, StaffRole.Administrator],
        [Administer] = [StaffRole.Administrator],
    };

    public static void Add(AuthorizationOptions options)
    {
        foreach (var (policy, roles) in RolesOf)
            options.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireRole(roles));
    }
}

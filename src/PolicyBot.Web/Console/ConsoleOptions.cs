using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Console;

/// <summary>
/// Section <c>PolicyBot:Console</c>. On by default, and still not there: until the one-time command has made the first administrator every address under /console answers 404.
/// </summary>
public sealed class ConsoleOptions
{
    public const string Section = "PolicyBot:Console";

    /// <summary>False: every address under /console answers 404, whatever accounts there are.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Minutes without a request after which a session ends. Default 30.</summary>
    [Range(1, 24 * 60)]
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after signing in when a session ends, used or not. Default 12.</summary>
    [Range(1, 7 * 24)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong passwords in a row that lock an account. Default 5.</summary>
    [Range(1, 100)]
    public int LockOutAfter { get; set; } = 5;

    /// <summary>Minutes for which it is locked. Default 15.</summary>
    [Range(1, 24 * 60)]
    public int LockOutMinutes { get; set; } = 15;

    /// <summary>Attempts to sign in a minute from one address. Default 30; 0 for no limit.</summary>
    [Range(0, 100_000)]
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Hours for which the link of a new account or a reset password works, once. Default 24.</summary>
    [Range(1, 7 * 24)]
    public int InvitationHours { get; set; } = 24;

    /// <summary>Days for which the audit log is kept. Default 1095 (three years); 0 for ever.</summary>
    [Range(0, 36_500)]
    public int AuditDays { get; set; } = 1095;

    /// <summary>Scheme and host that links are printed with (https://…). Empty: as the request came in; on the command line the first of Urls.</summary>
    public string PublicBaseUrl { get; set; } = "";
}

/// <summary>Section <c>PolicyBot:OpenIdConnect</c>: signing in to the console through a provider. Off while <see cref="Authority"/> is empty. Code flow with PKCE; the redirect address to register is /console/oidc.</summary>
public sealed class ConsoleOpenIdOptions
{
    public const string Section = "PolicyBot:OpenIdConnect";

    /// <summary>Issuer, https://…; http is taken only on loopback.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string DisplayName { get; set; } = "统一身份认证";

    /// <summary>The claim that holds the account name; compared with accounts that an administrator allowed to come in this way.</summary>
    public string NameClaim { get; set; } = "preferred_username";
}

using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>Section <c>PolicyBot:Channels:BotFramework</c>. Source: channels, settings table and §1.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "PolicyBot:Channels:BotFramework";

    /// <summary>The bot's application id; empty: callers are not authenticated, and connectors are called without a token.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Client secret for calls to connectors. From the environment or user-secrets only.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>Directory of a single-tenant bot; empty: multi-tenant (botframework.com).</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Hosts that a serviceUrl may name, without port; empty: loopback only (<see cref="LoopbackHosts"/>; the binder would append to a default).</summary>
    public string[] AllowedServiceHosts { get; set; } = [];

    /// <summary>Unit: bytes. Default 1 MiB; longer bodies are 413.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1_048_576;

    /// <summary>OpenID metadata of the channel service's signing keys.</summary>
    [Required]
    public string OpenIdMetadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>OpenID metadata of the directory that signs emulator tokens.</summary>
    [Required]
    public string EmulatorOpenIdMetadata { get; set; } = "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration";

    /// <summary>Base of the directory's token endpoint; <c>/{tenant}/oauth2/v2.0/token</c> is added.</summary>
    [Required]
    public string LoginBase { get; set; } = "https://login.microsoftonline.com";

    /// <summary>Time for one call to a connector. Default 8 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectorTimeout { get; set; } = TimeSpan.FromSeconds(8);

    public static IReadOnlyList<string> LoopbackHosts { get; } = ["127.0.0.1", "localhost", "[::1]"];
}

namespace PolicyBot.Web.Hosting;

/// <summary>Section <c>PolicyBot:Site</c>: what the host knows of its surroundings.</summary>
public sealed class SiteOptions
{
    public const string Section = "PolicyBot:Site";

    /// <summary>Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Default none: nobody's.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Name shown on top of every page.</summary>
    public string Name { get; set; } = "政策问答";
}

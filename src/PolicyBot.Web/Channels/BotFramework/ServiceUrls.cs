namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// Where replies may be sent. Uri.IsLoopback is true for file:///, "/v3" is an absolute file URI on Linux, and http://127.0.0.1@host/ has the host "host":
/// so scheme, user info and host are each checked. Source: channels §1.
/// </summary>
public static class ServiceUrls
{
    public static bool IsAllowed(string? serviceUrl, BotFrameworkOptions options, out Uri address)
    {
        address = null!;
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var parsed)
            || !(string.Equals(parsed.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) || string.Equals(parsed.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal))
            || parsed.UserInfo.Length > 0
            || serviceUrl!.Contains('@', StringComparison.Ordinal))
            return false;
        IReadOnlyList<string> hosts = options.AllowedServiceHosts.Length > 0 ? options.AllowedServiceHosts : BotFrameworkOptions.LoopbackHosts;
        address = parsed;
        return hosts.Contains(parsed.Host, StringComparer.OrdinalIgnoreCase);
    }
}

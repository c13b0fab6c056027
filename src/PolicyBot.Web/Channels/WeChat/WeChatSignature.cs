using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>sha1 over the parts, sorted ordinally and joined, in lower-case hex. Source: channels.md §3.1.</summary>
public static class WeChatSignature
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
#pragma warning disable CA5350 // The platform's protocol is sha1; the body's secrecy does not rest on it.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
#pragma warning restore CA5350
    }

    /// <summary>In constant time; false for null or another length.</summary>
    public static bool Matches(string? given, params ReadOnlySpan<string> parts) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Of(parts)));
}

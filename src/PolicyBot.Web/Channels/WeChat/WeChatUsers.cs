using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>What a user may still fetch: parts of the last reply, the numbered choices it offered, an answer that came too late.</summary>
public sealed record WeChatUser
{
    public static WeChatUser New { get; } = new();

    /// <summary>Parts not yet sent, in order.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Choice n is item n-1.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The reply of a turn that missed its deadline; fetched with “1”.</summary>
    public Task<WeChatReply>? Kept { get; init; }
}

/// <summary>A turn's reply before it is cut: its text, the choices that numbers stand for, and where its words come from (empty: said nowhere).</summary>
public sealed record WeChatReply(string Text, IReadOnlyList<string> Choices, string Label = "");

/// <summary>
/// State per user, in memory, under a keyed hash of the openid; the openid itself is never kept or logged.
/// Lifetime: 30 minutes after the last turn; bound: 100,000 users.
/// </summary>
public sealed class WeChatUsers(string secret) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _users = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes("policybot user key\n" + secret));

    /// <summary>The conversation key of a user: HMAC-SHA256, 32 hex digits.</summary>
    public string KeyOf(string openId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(openId)))[..32];

    public WeChatUser Find(string key) => _users.TryGetValue(key, out WeChatUser? user) && user is not null ? user : WeChatUser.New;

    public void Keep(string key, WeChatUser user) =>
        _users.Set(key, user, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Lifetime });

    public void Forget(string key) => _users.Remove(key);

    public void Dispose() => _users.Dispose();
}

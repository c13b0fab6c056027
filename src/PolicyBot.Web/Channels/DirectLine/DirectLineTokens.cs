using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>What a token opens. <see cref="IsBegun"/>: its conversation had been started when it was issued, so that a missing one is gone and not new.</summary>
public sealed record TokenGrant(string ConversationId, bool IsBegun);

/// <summary>
/// Opaque tokens: conversation, expiry and a nonce under an HMAC-SHA256, in base64url. Deliberately no JWT: directlinejs would decode one and look for a user.
/// The key lives in the database, so that tokens outlive a restart.
/// </summary>
public sealed class DirectLineTokens(ServerSecrets secrets, TimeProvider clock)
{
    private const int IdBytes = 16;
    private const int BodyBytes = 1 + IdBytes + 8 + 8;
    private byte[]? _key;

    /// <summary>128 random bits as 32 hex digits.</summary>
    public static string NewConversationId() => RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);

    public async Task LoadAsync(CancellationToken cancellationToken) => _key = await secrets.GetOrCreateAsync("directline", cancellationToken);

    public string Issue(string conversationId, bool isBegun, TimeSpan lifetime)
    {
        Span<byte> token = stackalloc byte[BodyBytes + HMACSHA256.HashSizeInBytes];
        token[0] = isBegun ? (byte)1 : (byte)0;
        Convert.FromHexString(conversationId).CopyTo(token[1..]);
        BinaryPrimitives.WriteInt64BigEndian(token[(1 + IdBytes)..], (clock.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(token.Slice(1 + IdBytes + 8, 8));
        HMACSHA256.HashData(Key, token[..BodyBytes], token[BodyBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Null for anything but a token of ours that has not expired.</summary>
    public TokenGrant? Read(string? token)
    {
        if (token is null || token.Length > 200 || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != BodyBytes + HMACSHA256.HashSizeInBytes)
            return null;
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, bytes.AsSpan(0, BodyBytes), signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes.AsSpan(BodyBytes)))
            return null;
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1 + IdBytes));
        return expires > clock.GetUtcNow().ToUnixTimeMilliseconds()
            ? new(Convert.ToHexStringLower(bytes.AsSpan(1, IdBytes)), bytes[0] == 1)
            : null;
    }

    private byte[] Key => _key ?? throw new InvalidOperationException("The token key is loaded when the host starts.");
}

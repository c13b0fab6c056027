using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// AES-256-CBC with the platform's framing: 16 random bytes, length (4 bytes, big-endian), XML, receiver id; PKCS#7 with block 32.
/// Errors: whatever cannot be decrypted gives false, never an exception. Source: channels.md §3.1.
/// </summary>
public sealed class WeChatCrypto
{
    private const int Block = 32;
    private const int Head = 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] _key;
    private readonly string _receiver;

    /// <param name="encodingAesKey">43 characters of base64 without padding (32 bytes).</param>
    /// <param name="receiver">AppID or CorpID that has to stand at the end of what we decrypt.</param>
    public WeChatCrypto(string encodingAesKey, string receiver)
    {
        _key = Convert.FromBase64String(encodingAesKey + "=");
        _receiver = receiver;
    }

    public bool TryDecrypt(string? encrypted, out string text)
    {
        text = "";
        if (string.IsNullOrEmpty(encrypted) || Decode(encrypted) is not { Length: > 0 } cipher || cipher.Length % 16 != 0)
            return false;

        using var aes = Aes.Create();
        aes.Key = _key;
        var plain = aes.DecryptCbc(cipher, _key.AsSpan(0, 16), PaddingMode.None);
        var padding = plain[^1];
        if (padding is < 1 or > Block || padding > plain.Length || plain.AsSpan(plain.Length - padding).ContainsAnyExcept(padding))
            return false;

        return TryUnframe(plain.AsSpan(0, plain.Length - padding), out text);
    }

    public string Encrypt(string text)
    {
        var body = Utf8.GetBytes(text);
        var tail = Utf8.GetBytes(_receiver);
        var length = Head + body.Length + tail.Length;
        var padding = Block - (length % Block);
        var plain = new byte[length + padding];
        RandomNumberGenerator.Fill(plain.AsSpan(0, 16));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), body.Length);
        body.CopyTo(plain, Head);
        tail.CopyTo(plain, Head + body.Length);
        plain.AsSpan(length).Fill((byte)padding);

        using var aes = Aes.Create();
        aes.Key = _key;
        return Convert.ToBase64String(aes.EncryptCbc(plain, _key.AsSpan(0, 16), PaddingMode.None));
    }

    private bool TryUnframe(ReadOnlySpan<byte> framed, out string text)
    {
        text = "";
        if (framed.Length < Head)
            return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(framed[16..]);
        if (length < 0 || length > framed.Length - Head)
            return false;
        try
        {
            if (!string.Equals(Utf8.GetString(framed[(Head + length)..]), _receiver, StringComparison.Ordinal))
                return false;
            text = Utf8.GetString(framed.Slice(Head, length));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static byte[]? Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var written) ? buffer[..written] : null;
    }
}

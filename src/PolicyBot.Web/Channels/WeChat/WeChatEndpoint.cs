using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>What tells the two platforms apart: both speak the same envelope.</summary>
/// <param name="Crypto">Null where no key is set: plain mode only.</param>
/// <param name="AlwaysEncrypted">企业微信: no plain mode, the verification's echo is encrypted too.</param>
public sealed record CallbackProfile(string Token, WeChatCrypto? Crypto, bool AlwaysEncrypted, bool AllowPlain, TimeSpan TimestampTolerance, int MaxBodyBytes);

/// <summary>
/// GET verifies the address, POST takes a message. Errors: 401 wrong signature or stale timestamp, 400 unreadable body, 413 too long.
/// Once the signature is right and the body read, the answer is always a text or <c>success</c>, never a 5xx.
/// </summary>
public sealed class WeChatEndpoint(CallbackProfile profile, TimeProvider clock)
{
    private const string Xml = "text/xml; charset=utf-8";

    public IResult Verify(HttpRequest request)
    {
        var query = request.Query;
        string echo = query["echostr"].ToString(), timestamp = query["timestamp"].ToString(), nonce = query["nonce"].ToString();
        if (!IsRecent(timestamp))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        if (!profile.AlwaysEncrypted)
            return echo.Length > 0 && WeChatSignature.Matches(query["signature"], profile.Token, timestamp, nonce) ? Plain(echo) : TypedResults.StatusCode(StatusCodes.Status401Unauthorized);

        if (!WeChatSignature.Matches(query["msg_signature"], profile.Token, timestamp, nonce, echo))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        return profile.Crypto!.TryDecrypt(echo, out var text) ? Plain(text) : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
    }

    public async Task<IResult> ReceiveAsync(HttpRequest request, Func<WeChatMessage, Task<string?>> reply, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, profile.MaxBodyBytes, cancellationToken);
        if (body is null)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var query = request.Query;
        if (!IsRecent(query["timestamp"].ToString()))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        // Plain mode signs the address only, so that it can be refused before the body is read as XML.
        var isSigned = WeChatSignature.Matches(query["signature"], profile.Token, query["timestamp"].ToString(), query["nonce"].ToString());
        if (!profile.AlwaysEncrypted && !isSigned && query["msg_signature"].Count == 0)
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        if (!WeChatMessage.TryParse(body, out var outer))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        // Said to be encrypted and not: nothing to decrypt, and no plain message either.
        if (outer.Encrypt is null && string.Equals(query["encrypt_type"], "aes", StringComparison.Ordinal))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        return outer.Encrypt is { } cipher && profile.Crypto is { } crypto
            ? await ReceiveEncryptedAsync(query, cipher, crypto, reply)
            : await ReceivePlainAsync(isSigned, outer, reply);
    }

    private async Task<IResult> ReceivePlainAsync(bool isSigned, WeChatMessage message, Func<WeChatMessage, Task<string?>> reply)
    {
        if (!isSigned || profile.AlwaysEncrypted || !profile.AllowPlain)
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        return await SayAsync(message, reply) is { } text ? TypedResults.Text(Reply(message, text), Xml) : Plain("success");
    }

    private async Task<IResult> ReceiveEncryptedAsync(IQueryCollection query, string cipher, WeChatCrypto crypto, Func<WeChatMessage, Task<string?>> reply)
    {
        if (!WeChatSignature.Matches(query["msg_signature"], profile.Token, query["timestamp"].ToString(), query["nonce"].ToString(), cipher))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        if (!crypto.TryDecrypt(cipher, out var xml) || !WeChatMessage.TryParse(xml, out var message))
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        if (await SayAsync(message, reply) is not { } text)
            return Plain("success");

        var encrypted = crypto.Encrypt(Reply(message, text));
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return TypedResults.Text(WeChatXml.Envelope(encrypted, WeChatSignature.Of(profile.Token, timestamp, nonce, encrypted), timestamp, nonce), Xml);
    }

    /// <summary>Nothing is said to nobody, nor to what is no message: the platform is told that it arrived.</summary>
    private static Task<string?> SayAsync(WeChatMessage message, Func<WeChatMessage, Task<string?>> reply) =>
        message.From.Length == 0 || message.Type.Length == 0 ? Task.FromResult<string?>(null) : reply(message);

    private string Reply(WeChatMessage message, string text) => WeChatXml.TextReply(message.From, message.To, clock.GetUtcNow(), text);

    private bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)profile.TimestampTolerance.TotalSeconds;

    private static ContentHttpResult Plain(string text) => TypedResults.Text(text, "text/plain; charset=utf-8");
}

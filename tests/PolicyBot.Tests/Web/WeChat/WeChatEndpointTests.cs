using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class WeChatEndpointTests
{
    private const string Token = "test-token";
    private const string AppId = "wx1234567890abcdef";
    private const string Plain = "<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>公租房</Content><MsgId>1</MsgId></xml>";
    private static readonly WeChatCrypto Crypto = new("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", AppId);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_764_000_000));

    [Fact]
    public async Task Verification_gives_back_the_echo_exactly_as_plain_text()
    {
        var (status, body, type) = await VerifyAsync(Account(), "echostr=5837364", sign: true);
        Assert.Equal((200, "5837364"), (status, body));
        Assert.StartsWith("text/plain", type);
    }

    [Fact]
    public async Task A_wrong_signature_is_401() =>
        Assert.Equal(401, (await VerifyAsync(Account(), "echostr=5837364&signature=00", sign: false)).Status);

    [Fact]
    public async Task The_work_platforms_echo_is_decrypted()
    {
        var echo = Crypto.Encrypt("8573920");
        var now = Now();
        var query = $"timestamp={now}&nonce=n&echostr={Uri.EscapeDataString(echo)}&msg_signature={WeChatSignature.Of(Token, now, "n", echo)}";
        Assert.Equal((200, "8573920"), (await VerifyAsync(Work(), query, sign: false)) is var r ? (r.Status, r.Body) : default);
    }

    [Fact]
    public async Task A_plain_message_gets_a_reply_with_sender_and_receiver_swapped()
    {
        var (status, body) = await PostAsync(Account(), Plain, Signed());
        Assert.Equal(200, status);
        Assert.True(WeChatMessage.TryParse(body, out var reply));
        Assert.Equal(("o1", "gh", "text", "答"), (reply.To, reply.From, reply.Type, reply["Content"]));
    }

    [Fact]
    public async Task An_encrypted_message_gets_an_encrypted_signed_reply()
    {
        var (query, body) = Encrypted(Plain);
        var (status, text) = await PostAsync(Account(), body, query);
        Assert.Equal(200, status);
        Assert.True(WeChatMessage.TryParse(text, out var envelope));
        Assert.Equal(envelope["MsgSignature"], WeChatSignature.Of(Token, envelope["TimeStamp"], envelope["Nonce"], envelope["Encrypt"]));
        Assert.True(Crypto.TryDecrypt(envelope["Encrypt"], out var inner));
        Assert.Contains("答", inner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_compatible_mode_the_cipher_is_used_not_the_plain_fields()
    {
        var (query, body) = Encrypted(Plain);
        var mixed = body.Replace("<xml>", "<xml><FromUserName>evil</FromUserName><MsgType>text</MsgType><Content>别的</Content>", StringComparison.Ordinal);
        var seen = "";
        await PostAsync(Account(), mixed, query + "&signature=" + WeChatSignature.Of(Token, Now(), "n"), m => seen = m["Content"]);
        Assert.Equal("公租房", seen);
    }

    [Fact]
    public async Task A_stale_or_future_timestamp_is_401()
    {
        foreach (var seconds in new[] { -301, 301 })
        {
            var timestamp = (_clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
            Assert.Equal(401, (await PostAsync(Account(), Plain, $"timestamp={timestamp}&nonce=n&signature={WeChatSignature.Of(Token, timestamp, "n")}")).Status);
        }
    }

    [Theory]
    [InlineData("<xml><Encrypt></Encrypt></xml>")]
    [InlineData("<xml><Encrypt>AAAA</Encrypt></xml>")]
    [InlineData("<xml><Encrypt>不是</Encrypt></xml>")]
    public async Task What_cannot_be_decrypted_is_400(string body)
    {
        WeChatMessage.TryParse(body, out var outer);
        var now = Now();
        var query = $"timestamp={now}&nonce=n&msg_signature={WeChatSignature.Of(Token, now, "n", outer.Encrypt!)}";
        Assert.Equal(400, (await PostAsync(Account(), body, query)).Status);
        Assert.Equal(400, (await PostAsync(Work(), body, query)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><xml>&a;</xml>")]
    public async Task A_signed_body_that_is_no_message_is_400(string body) => Assert.Equal(400, (await PostAsync(Account(), body, Signed())).Status);

    [Theory]
    [InlineData("<xml><Content>没有发送人</Content><MsgType>text</MsgType></xml>")]
    [InlineData("<xml><FromUserName>o</FromUserName><Content>没有种类</Content></xml>")]
    public async Task What_misses_an_element_is_taken_and_not_answered(string body)
    {
        var (query, cipher) = Encrypted(body);
        Assert.Equal((200, "success"), await PostAsync(Account(), body, Signed()));
        Assert.Equal((200, "success"), await PostAsync(Account(), cipher, query));
    }

    [Fact]
    public async Task What_is_said_to_be_encrypted_and_is_not_is_400() =>
        Assert.Equal(400, (await PostAsync(Account(), Plain, Signed() + "&encrypt_type=aes&msg_signature=x")).Status);

    [Fact]
    public async Task Characters_escaped_instead_of_wrapped_are_read()
    {
        var seen = "";
        await PostAsync(Account(), "<xml><FromUserName>o</FromUserName><MsgType>text</MsgType><Content>&lt;公租房&gt; &amp; &#x8865;&#36148;</Content></xml>", Signed(), m => seen = m["Content"]);
        Assert.Equal("<公租房> & 补贴", seen);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413() => Assert.Equal(413, (await PostAsync(Account(), new string('x', 70_000), Signed())).Status);

    [Fact]
    public async Task Plain_mode_can_be_switched_off_and_the_work_platform_never_has_it()
    {
        Assert.Equal(401, (await PostAsync(Account(allowPlain: false), Plain, Signed())).Status);
        Assert.Equal(401, (await PostAsync(Work(), Plain, Signed())).Status);
    }

    [Fact]
    public async Task No_text_is_the_word_success()
    {
        var (status, body) = await PostAsync(Account(), Plain, Signed(), _ => { }, reply: null);
        Assert.Equal((200, "success"), (status, body));
    }

    private WeChatEndpoint Account(bool allowPlain = true) =>
        new(new CallbackProfile(Token, Crypto, AlwaysEncrypted: false, allowPlain, TimeSpan.FromMinutes(5), 65536), _clock);

    private WeChatEndpoint Work() =>
        new(new CallbackProfile(Token, Crypto, AlwaysEncrypted: true, AllowPlain: false, TimeSpan.FromMinutes(5), 65536), _clock);

    private string Now() => _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string Signed() => $"timestamp={Now()}&nonce=n&signature={WeChatSignature.Of(Token, Now(), "n")}";

    private (string Query, string Body) Encrypted(string xml)
    {
        var cipher = Crypto.Encrypt(xml);
        return ($"timestamp={Now()}&nonce=n&encrypt_type=aes&msg_signature={WeChatSignature.Of(Token, Now(), "n", cipher)}", $"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>");
    }

    private async Task<(int Status, string Body, string? Type)> VerifyAsync(WeChatEndpoint endpoint, string query, bool sign)
    {
        var context = Context(sign ? query + "&" + Signed() : query, "");
        return await RunAsync(context, endpoint.Verify(context.Request));
    }

    private static async Task<(int Status, string Body)> PostAsync(WeChatEndpoint endpoint, string body, string query, Action<WeChatMessage>? see = null, string? reply = "答")
    {
        var context = Context(query, body);
        var (status, text, _) = await RunAsync(context, await endpoint.ReceiveAsync(context.Request, m =>
        {
            see?.Invoke(m);
            return Task.FromResult(reply);
        }, CancellationToken.None));
        return (status, text);
    }

    private static DefaultHttpContext Context(string query, string body)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.QueryString = new QueryString("?" + query);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        return context;
    }

    private static async Task<(int Status, string Body, string? Type)> RunAsync(HttpContext context, IResult result)
    {
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), context.Response.ContentType);
    }
}

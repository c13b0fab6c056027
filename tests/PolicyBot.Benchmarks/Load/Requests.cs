using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Benchmarks.Load;

/// <summary>What each way in is sent: the gold questions in turn, each message new, so that nothing is answered from a table of duplicates. Without a person named, each is asked by somebody new.</summary>
internal static class Requests
{
    private static readonly WeChatCrypto Crypto = new(LoadServer.WeChatKey, LoadServer.WeChatAppId);
    private static long _next;

    public static HttpRequestMessage Ask(string question, string? who = null) => Json("/api/ask", new { text = question, conversation = who });

    public static HttpRequestMessage Messages(string question, string? who = null) => Json("/api/messages", new
    {
        type = "message",
        id = "m1",
        text = question,
        channelId = "load",
        deliveryMode = "expectReplies",
        conversation = new { id = who ?? Next() },
        from = new { id = "u" + (who ?? Next()) },
        recipient = new { id = "bot" },
    });

    public static HttpRequestMessage WeChat(string question, string? who = null)
    {
        var id = Next();
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var cipher = Crypto.Encrypt($"<xml><ToUserName>gh</ToUserName><FromUserName>o{who ?? id}</FromUserName><CreateTime>{time}</CreateTime><MsgType>text</MsgType><Content><![CDATA[{question}]]></Content><MsgId>{id}</MsgId></xml>");
        var signature = WeChatSignature.Of(LoadServer.WeChatToken, time, id, cipher);
        return new(HttpMethod.Post, $"/wechat?signature={WeChatSignature.Of(LoadServer.WeChatToken, time, id)}&timestamp={time}&nonce={id}&encrypt_type=aes&msg_signature={signature}")
        {
            Content = new StringContent($"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>", Encoding.UTF8, "text/xml"),
        };
    }

    public static HttpRequestMessage Bare(HttpRequestMessage like, int bytes) =>
        new(HttpMethod.Post, $"/load/bare?bytes={bytes.ToString(CultureInfo.InvariantCulture)}") { Content = like.Content };

    private static HttpRequestMessage Json(string path, object body) =>
        new(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    private static string Next() => Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
}

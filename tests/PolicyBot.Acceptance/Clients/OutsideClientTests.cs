using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Clients;

/// <summary>Other people's clients against the running program, and what an attacker would post to the same routes.</summary>
[Collection(SharedHost.Name)]
public sealed class OutsideClientTests(SharedHost shared)
{
    [NodeFact]
    public async Task The_npm_package_for_wechat_verifies_sends_and_opens_the_reply()
    {
        var told = await NodePrograms.RunAsync("wechat.js", shared.Host.Url, SharedHost.WeChatToken, SharedHost.WeChatKey, SharedHost.WeChatAppId);
        Assert.Equal("58373640", (string?)told["verification"]);
        var first = told["first"]!;
        Assert.True((bool?)first["signed"], told.ToJsonString());
        Assert.Equal(SharedHost.WeChatAppId, (string?)first["id"]);
        var message = (string)first["message"]!;
        Assert.Contains("<ToUserName><![CDATA[user-9007199254740993]]>", message, StringComparison.Ordinal);
        Assert.Contains("[1]", message, StringComparison.Ordinal);
        Assert.Equal(ContentOf(message), ContentOf((string)told["again"]!["message"]!));
    }

    [NodeFact]
    public async Task Microsofts_javascript_connector_gets_and_understands_the_replies()
    {
        var told = await NodePrograms.RunAsync("connector.js", shared.Host.Url);
        Assert.Equal(200, (int)told["expectStatus"]!);
        Assert.InRange((int)told["acceptedStatus"]!, 200, 202);
        var reply = told["reply"]!;
        Assert.Equal("/v3/conversations/c1/activities/m1", (string?)told["url"]);
        Assert.Equal(("bot", "u1", "m1"), ((string)reply["from"]!["id"]!, (string)reply["recipient"]!["id"]!, (string)reply["replyToId"]!));
        Assert.Equal((string?)told["expected"]!["activities"]![0]!["text"], (string?)reply["text"]);
        Assert.StartsWith("posted-", (string)told["posted"]!, StringComparison.Ordinal);
        Assert.Equal((string?)reply["text"], (string?)told["roundTrip"]!["text"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><xml><Content>&b;</Content></xml>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><FromUserName>o</FromUserName><MsgType>text</MsgType><Content>&e;</Content></xml>")]
    [InlineData("<xml><a>")]
    public async Task Entities_and_broken_xml_are_never_read(string body)
    {
        using var response = await PostAsync(body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode < 500, text);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lollol", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oversize_a_wrong_signature_and_an_old_timestamp_are_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(Message("1", new string('问', 40_000)))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.Http.PostAsync("/wechat?signature=00&timestamp=1&nonce=n", new StringContent(Message("2", "问")))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Message("3", "问"), TimeProvider.System.GetUtcNow().AddMinutes(-10))).StatusCode);
    }

    [Fact]
    public async Task Ten_thousand_copies_of_one_message_get_one_answer()
    {
        var before = await TurnsAsync();
        var replies = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, cancellation) =>
        {
            using var response = await PostAsync(Message("77", "公租房现在能申请不"));
            replies.Add(ContentOf(await response.Content.ReadAsStringAsync(cancellation)));
        });
        Assert.Single(replies.Distinct(StringComparer.Ordinal));
        Assert.InRange(await TurnsAsync() - before, 1, 1);
    }

    private static string Message(string id, string text) => $"<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>{text}</Content><MsgId>{id}</MsgId></xml>";

    private static string ContentOf(string xml) => xml.Split("<Content>")[^1].Split("</Content>")[0];

    private Task<HttpResponseMessage> PostAsync(string body, DateTimeOffset? at = null)
    {
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] parts = [SharedHost.WeChatToken, time, "n"];
        Array.Sort(parts, StringComparer.Ordinal);
        var signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
        return shared.Http.PostAsync($"/wechat?signature={signature}&timestamp={time}&nonce=n", new StringContent(body, Encoding.UTF8, "text/xml"));
    }

    /// <summary>Turns of WeChat that the host has counted.</summary>
    private async Task<double> TurnsAsync() => (await shared.Http.GetStringAsync("/metrics")).Split('\n')
        .Where(l => l.StartsWith("policybot_turns", StringComparison.Ordinal) && l.Contains("wechat", StringComparison.Ordinal))
        .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}

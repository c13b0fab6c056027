using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Tests.Web.Api;
using PolicyBot.Tests.Web.Channels.BotFramework;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.Hosting;

public sealed class ProtectionTests : IDisposable
{
    private const string WeChatToken = "token-of-wechat";
    private const string Expect = ""","deliveryMode":"expectReplies" """;
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Whoever_claims_another_address_is_counted_by_his_own()
    {
        await using var host = await HostAsync(ask: null, ("PolicyBot:Limits:PerAddressPerMinute", "3"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, $"10.0.0.{i}")).StatusCode);
        using var refused = await AskAsync(host, "10.0.0.9");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_configured_proxy_is_believed_about_address_and_scheme()
    {
        await using var host = await HostAsync(ask: null, ("PolicyBot:Limits:PerAddressPerMinute", "2"), ("PolicyBot:Site:TrustedProxies:0", "127.0.0.1"));
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, $"10.0.0.{i}")).StatusCode);
        await AskAsync(host, "10.0.0.9");
        await AskAsync(host, "10.0.0.9");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(host, "10.0.0.9")).StatusCode);

        using var secure = await AskAsync(host, "10.0.0.7", "https");
        Assert.Equal("max-age=31536000", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        Assert.False((await AskAsync(host, "10.0.0.6")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task One_person_is_limited_over_all_conversations_of_a_channel_and_told_so_in_words()
    {
        await using var host = await HostAsync(ask: null, ("PolicyBot:Limits:PerUserPerMinute", "2"));
        Assert.Contains("300元", await ExpectAsync(host, "一", "补贴"), StringComparison.Ordinal);
        Assert.Contains("300元", await ExpectAsync(host, "二", "补贴"), StringComparison.Ordinal);
        Assert.Contains("太快", await ExpectAsync(host, "三", "补贴"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_every_place_taken_each_channel_says_busy_at_once_and_a_person_is_still_named()
    {
        var held = new TaskCompletionSource<Answer>();
        var taken = new TaskCompletionSource();
        await using var host = await HostAsync(
            (_, _) =>
            {
                taken.TrySetResult();
                return held.Task;
            },
            ("PolicyBot:Limits:TurnsInFlight", "1"));
        var first = host.Http.PostAsync("/api/ask", AskTests.Json("""{"text":"补贴"}"""));
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(60));

        using var busy = await AskAsync(host);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.True(busy.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Contains("人较多", await ExpectAsync(host, "c", "补贴"), StringComparison.Ordinal);
        Assert.Contains("人较多", await WeChatAsync(host, "补贴"), StringComparison.Ordinal);
        Assert.Contains("12345", await WeChatAsync(host, "转人工"), StringComparison.Ordinal);
        Assert.Contains("12345", await ExpectAsync(host, "c", "转人工"), StringComparison.Ordinal);
        held.SetResult(new Answered { Text = "好", AsOf = new(2026, 11, 25) });
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task A_request_its_error_and_its_turn_in_the_log_carry_one_id()
    {
        using var log = new LinesLog();
        await using var host = await HostAsync(ask: null, log);
        using var asked = await AskAsync(host);
        using var wrong = await host.Http.PostAsync("/api/ask", AskTests.Json("{}"));

        var id = Assert.Single(asked.Headers.GetValues("X-Request-Id"));
        Assert.Contains(log.Lines, l => l.Contains($"request {id};", StringComparison.Ordinal));
        Assert.Equal(Assert.Single(wrong.Headers.GetValues("X-Request-Id")), (string?)JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["requestId"]);
        Assert.False(asked.Headers.Contains("Server"));
    }

    [Fact]
    public async Task No_secret_no_token_no_id_and_no_words_of_a_citizen_reach_the_log()
    {
        using var log = new LinesLog();
        await using var platform = await LoopbackServer.StartAsync(context => context.Request.Path.Value!.Contains("token", StringComparison.Ordinal)
            ? context.Response.WriteAsync("""{"access_token":"token-of-the-platform","expires_in":7200}""")
            : context.Response.WriteAsync("""{"errcode":40001,"errmsg":"invalid"}"""));
        var slow = new TaskCompletionSource<Answer>();
        await using var host = await HostAsync(
            (question, _) => question.Text switch
            {
                "老张家的低保" => throw new InvalidOperationException("our own mistake"),
                "老李家的低保" => slow.Task,
                _ => Task.FromResult<Answer>(new Answered { Text = "好", AsOf = question.AsOf }),
            },
            log,
            ("PolicyBot:Channels:WeChat:AppId", "wx1"),
            ("PolicyBot:Channels:WeChat:AppSecret", "secret-of-wechat"),
            ("PolicyBot:Channels:WeChat:ReplyDeadline", "00:00:00.2"),
            ("PolicyBot:Channels:WeChat:ApiBase", platform.Address),
            ("PolicyBot:Channels:BotFramework:AppId", "app-1"),
            ("PolicyBot:Channels:BotFramework:AppPassword", "secret-of-the-bot"),
            ("PolicyBot:Channels:BotFramework:OpenIdMetadata", platform.Address + "/nothing"),
            ("PolicyBot:Channels:BotFramework:LoginBase", platform.Address));

        await WeChatAsync(host, "老张家的低保");
        await WeChatAsync(host, "老李家的低保");
        slow.SetResult(new Answered { Text = "好", AsOf = new(2026, 11, 25) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = AskTests.Json(MessagesTests.Message("老王家的低保")) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2FwaS5ib3RmcmFtZXdvcmsuY29tIn0.c2ln");
        await host.Http.SendAsync(request);
        await host.Http.GetAsync("/api/search?q=" + Uri.EscapeDataString("老赵家的低保"));
        var token = (string)JsonNode.Parse(await (await host.Http.PostAsync("/v3/directline/tokens/generate", AskTests.Json("{}"))).Content.ReadAsStringAsync())!["token"]!;
        await host.Http.GetAsync($"/v3/directline/conversations/x/stream?t={token}");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!log.Lines.Any(l => l.Contains("errcode", StringComparison.Ordinal)))
            await Task.Delay(20, limit.Token);

        Assert.Contains(log.Lines, l => l.Contains("our own mistake", StringComparison.Ordinal));
        foreach (var secret in (string[])[WeChatToken, "secret-of-wechat", "token-of-the-platform", "secret-of-the-bot", "openid-1", "eyJhbGci", "家的低保", token])
            Assert.DoesNotContain(log.Lines, l => l.Contains(secret, StringComparison.Ordinal) || l.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal));
    }

    private Task<WebHost> HostAsync(Func<Question, CancellationToken, Task<Answer>>? ask, params (string Key, string Value)[] settings) => HostAsync(ask, log: null, settings);

    private Task<WebHost> HostAsync(Func<Question, CancellationToken, Task<Answer>>? ask, LinesLog? log, params (string Key, string Value)[] settings) => WebHost.LoggedAsync(
        log, ask, [("PolicyBot:Storage:ConnectionString", _database.ConnectionString), ("PolicyBot:Channels:WeChat:Token", WeChatToken), .. settings]);

    private static async Task<HttpResponseMessage> AskAsync(WebHost host, string? forwardedFor = null, string? forwardedProto = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ask") { Content = AskTests.Json("""{"text":"补贴"}""") };
        if (forwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (forwardedProto is not null)
            request.Headers.Add("X-Forwarded-Proto", forwardedProto);
        return await host.Http.SendAsync(request);
    }

    private static async Task<string> ExpectAsync(WebHost host, string conversation, string text)
    {
        var body = MessagesTests.Message(text, Expect).Replace("\"conversation\":{\"id\":\"c\"}", $"\"conversation\":{{\"id\":\"{conversation}\"}}", StringComparison.Ordinal);
        using var response = await host.Http.PostAsync("/api/messages", AskTests.Json(body));
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]![0]!["text"]!;
    }

    private static async Task<string> WeChatAsync(WebHost host, string text)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = $"<xml><ToUserName>gh</ToUserName><FromUserName>openid-1</FromUserName><MsgType>text</MsgType><Content>{text}</Content><MsgId>{Guid.NewGuid()}</MsgId></xml>";
        using var response = await host.Http.PostAsync($"/wechat?signature={WeChatSignature.Of(WeChatToken, time, "n")}&timestamp={time}&nonce=n", new StringContent(body, Encoding.UTF8, "text/xml"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}

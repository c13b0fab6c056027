using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Tests.Given;
using PolicyBot.Tests.Web.Api;
using PolicyBot.Web.Channels.BotFramework;

namespace PolicyBot.Tests.Web.Channels.BotFramework;

public sealed class MessagesTests
{
    private const string Route = "/api/messages";

    public static TheoryData<string> BadBodies =>
    [
        "你好", "", "[]", "{}",
        """{"conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":"","conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":5,"conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":"message","from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":7},"from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":"c","from":{"id":"u"},"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":null,"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"}}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"text":1,"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"id":{},"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"locale":[],"deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":true}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"text":"\ud800","deliveryMode":"expectReplies"}""",
        """{"type":"message","conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":"expectReplies","value":""" + new string('[', 64) + new string(']', 64) + "}",
    ];

    public static TheoryData<string> ForbiddenServices =>
    [
        "https://elsewhere.example/", "file:///etc/passwd", "/v3", "v3", "http://127.0.0.1@elsewhere.example/", "http://user:pass@127.0.0.1/", "ftp://127.0.0.1/",
        "http://127.0.0.1.elsewhere.example/", "javascript:alert(1)", "http://", "http://localhost.elsewhere.example", "http://[::2]/", "不是地址",
    ];

    [Theory]
    [InlineData("connector")]
    [InlineData("expectReplies")]
    public async Task A_model_has_less_time_than_a_channel_service_gives_its_bot(string way)
    {
        TimeSpan? patience = null;
        await using var host = await WebHost.StartAsync((q, _) =>
        {
            patience = q.Patience;
            return Task.FromResult(WebHost.AnswerTo(q));
        });
        using var response = await host.Http.PostAsync(Route, AskTests.Json(way is "connector" ? Message("补贴") : Message("补贴", ""","deliveryMode":"expectReplies" """)));
        Assert.InRange(patience!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task Expected_replies_come_in_the_response_addressed_back_with_citations_and_value()
    {
        await using var host = await WebHost.StartAsync();
        using var response = await host.Http.PostAsync(Route, AskTests.Json(Message("租房补贴有多少？", ""","deliveryMode":"expectReplies","locale":"zh-Hans" """)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]!.AsArray().Single()!;
        Assert.Equal("message", (string?)reply["type"]);
        Assert.Equal("bot", (string?)reply["from"]!["id"]);
        Assert.Equal("u", (string?)reply["recipient"]!["id"]);
        Assert.Equal("c", (string?)reply["conversation"]!["id"]);
        Assert.Equal("m1", (string?)reply["replyToId"]);
        Assert.Equal("test", (string?)reply["channelId"]);
        Assert.Equal("zh-Hans", (string?)reply["locale"]);
        Assert.Equal("answered", (string?)reply["value"]!["status"]);
        Assert.Equal("1", (string?)reply["entities"]![0]!["citation"]![0]!["position"]);
        Assert.Contains("300元", (string?)reply["entities"]![0]!["citation"]![0]!["appearance"]!["text"], StringComparison.Ordinal);
        Assert.Equal("imBack", (string?)reply["suggestedActions"]!["actions"]![0]!["type"]);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_activity_is_400(string body)
    {
        await using var host = await WebHost.StartAsync();
        await AskTests.AssertProblemAsync(await host.Http.PostAsync(Route, AskTests.Json(body)), HttpStatusCode.BadRequest, body);
    }

    [Theory]
    [MemberData(nameof(ForbiddenServices))]
    public async Task A_service_address_off_the_list_is_400(string service)
    {
        await using var host = await WebHost.StartAsync();
        await AskTests.AssertProblemAsync(await host.Http.PostAsync(Route, AskTests.Json(Message("补贴", service: service))), HttpStatusCode.BadRequest, service);
    }

    [Fact]
    public async Task Other_types_sizes_and_methods_are_415_413_405()
    {
        await using var host = await WebHost.StartAsync();
        await AskTests.AssertProblemAsync(await host.Http.PostAsync(Route, new StringContent("{}", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType, "type");
        await AskTests.AssertProblemAsync(await host.Http.PostAsync(Route, AskTests.Json(new string(' ', 1_048_577))), HttpStatusCode.RequestEntityTooLarge, "size");
        await AskTests.AssertProblemAsync(await host.Http.GetAsync(Route), HttpStatusCode.MethodNotAllowed, "method");
        using var gbk = new StringContent(Message("补贴", ""","deliveryMode":"expectReplies" """));
        gbk.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json; charset=iso-8859-1");
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync(Route, gbk)).StatusCode);
    }

    [Theory]
    [InlineData("typing", HttpStatusCode.OK)]
    [InlineData("event", HttpStatusCode.OK)]
    [InlineData("somethingNew", HttpStatusCode.OK)]
    [InlineData("invoke", HttpStatusCode.NotImplemented)]
    public async Task Other_activities_are_taken_and_an_unknown_invoke_is_501(string type, HttpStatusCode status)
    {
        await using var host = await WebHost.StartAsync();
        var body = $$"""{"type":"{{type}}","name":"x","conversation":{"id":"c"},"from":{"id":"u"},"deliveryMode":"expectReplies"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = AskTests.Json(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer rubbish");
        Assert.Equal(status, (await host.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Each_member_who_joins_is_welcomed_but_not_the_bot()
    {
        await using var host = await WebHost.StartAsync();
        var body = """{"type":"conversationUpdate","membersAdded":[{"id":"bot"},{"id":"u"},{"id":"v"},5,{"id":7}],"conversation":{"id":"c"},"from":{"id":"u"},"recipient":{"id":"bot"},"deliveryMode":"expectReplies"}""";
        using var response = await host.Http.PostAsync(Route, AskTests.Json(body));
        Assert.Equal(2, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task Replies_reach_the_connector_in_order_and_a_failing_try_is_repeated()
    {
        var received = new ConcurrentQueue<(string Path, string? Conversation, string Text)>();
        var done = new TaskCompletionSource();
        var failures = 1;
        await using var connector = await LoopbackServer.StartAsync(async context =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                context.Response.StatusCode = 503;
                return;
            }

            var activity = (await JsonNode.ParseAsync(context.Request.Body))!;
            received.Enqueue((context.Request.Path.Value!, context.Request.Headers["x-ms-conversation-id"], (string)activity["text"]!));
            if (received.Count == 3)
                done.TrySetResult();
        });
        await using var host = await WebHost.StartAsync((q, _) => Task.FromResult<PolicyBot.Core.Answers.Answer>(new PolicyBot.Core.Answers.Answered { Text = q.Text, AsOf = q.AsOf }));
        foreach (var text in (string[])["一", "二", "三"])
            Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync(Route, AskTests.Json(Message(text, service: connector.Address)))).StatusCode);

        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["一", "二", "三"], received.Select(r => r.Text));
        Assert.All(received, r => Assert.Equal("/v3/conversations/c/activities/m1", r.Path));
        Assert.All(received, r => Assert.Equal("c", r.Conversation));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(62)]
    public async Task Objects_nested_as_deep_as_is_allowed_come_back_in_the_reply(int depth)
    {
        await using var host = await WebHost.StartAsync();
        var nested = new string('[', depth) + new string(']', depth);
        var body = $$"""{"type":"message","text":"补贴","conversation":{"id":"c","more":{{nested}}},"from":{"id":"u","more":{{nested}}},"deliveryMode":"expectReplies"}""";
        using var response = await host.Http.PostAsync(Route, AskTests.Json(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"\"more\":{nested}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_gets_its_answer_at_the_connector_and_answers_keep_the_order_of_the_questions()
    {
        var received = new ConcurrentQueue<string>();
        var done = new TaskCompletionSource();
        await using var connector = await LoopbackServer.StartAsync(async context =>
        {
            if ((await JsonNode.ParseAsync(context.Request.Body))!["text"] is { } text)
                received.Enqueue((string)text!);
            if (received.Count == 2)
                done.TrySetResult();
        });
        var asked = new TaskCompletionSource();
        var slow = new TaskCompletionSource();
        await using var host = await WebHost.StartAsync(async (q, _) =>
        {
            asked.TrySetResult();
            if (q.Text is "慢")
                await slow.Task;
            return new PolicyBot.Core.Answers.Answered { Text = q.Text, AsOf = q.AsOf };
        });

        using var impatience = new CancellationTokenSource();
        var hungUp = host.Http.PostAsync(Route, AskTests.Json(Message("慢", service: connector.Address)), impatience.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hungUp);
        var second = host.Http.PostAsync(Route, AskTests.Json(Message("快", service: connector.Address)));
        slow.SetResult();
        await second;

        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["慢", "快"], received);
    }

    [Fact]
    public async Task A_redirecting_or_dead_connector_holds_up_nobody()
    {
        var followed = false;
        await using var target = await LoopbackServer.StartAsync(_ =>
        {
            followed = true;
            return Task.CompletedTask;
        });
        var asked = new TaskCompletionSource();
        await using var connector = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(target.Address, permanent: false, preserveMethod: true);
            asked.TrySetResult();
            return Task.CompletedTask;
        });
        await using var host = await WebHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync(Route, AskTests.Json(Message("补贴", service: "http://127.0.0.1:9/")))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync(Route, AskTests.Json(Message("补贴", service: connector.Address)))).StatusCode);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync(Route, AskTests.Json(Message("补贴", ""","deliveryMode":"expectReplies" """)))).StatusCode);
        Assert.False(followed);
    }

    [Fact]
    public async Task A_stored_reference_lets_the_bot_speak_first_even_after_it_was_written_down()
    {
        var said = new TaskCompletionSource<string>();
        await using var connector = await LoopbackServer.StartAsync(async context => said.TrySetResult(context.Request.Path + " " + (string)(await JsonNode.ParseAsync(context.Request.Body))!["text"]!));
        await using var host = await WebHost.StartAsync();
        var activity = IncomingActivity.Read(PolicyBot.Web.Api.JsonBody.Parse(Encoding.UTF8.GetBytes(Message("补贴", service: connector.Address))).Root, new(), out _)!;
        var reference = ConversationReference.Parse(ConversationReference.Of(activity).ToJson(), new())!;
        Assert.True(await host.Services.GetRequiredService<ConversationReferences>().SayAsync(reference, "工作人员的答复", CancellationToken.None));
        Assert.Equal("/v3/conversations/c/activities 工作人员的答复", await said.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    internal static string Message(string text, string more = "", string? service = "http://127.0.0.1:1/") =>
        $$"""{"type":"message","id":"m1","text":"{{text}}","channelId":"test","serviceUrl":"{{service}}","conversation":{"id":"c"},"from":{"id":"u"},"recipient":{"id":"bot","name":"助手"}{{more}}}""";
}

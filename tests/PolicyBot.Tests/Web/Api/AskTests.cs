using System.Net;
using System.Text;
using System.Text.Json;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.Api;

public sealed class AskTests
{
    public static TheoryData<string, string> BadBodies => new()
    {
        { "不是JSON", "你好" },
        { "空内容", "" },
        { "数组", "[]" },
        { "只有字符串", "\"问题\"" },
        { "没有text", "{}" },
        { "text为空", """{"text":"  "}""" },
        { "text是数字", """{"text":5}""" },
        { "text太长", $$"""{"text":"{{new string('补', 1001)}}"}""" },
        { "单独的代理项", """{"text":"补贴\ud800"}""" },
        { "名字里单独的代理项", """{"text":"补贴","\ud800":1}""" },
        { "不存在的日期", """{"text":"补贴","asOf":"2025-02-30"}""" },
        { "写法不对的日期", """{"text":"补贴","asOf":"2025/2/3"}""" },
        { "日期是数字", """{"text":"补贴","asOf":20250203}""" },
        { "conversation是数字", """{"text":"补贴","conversation":1}""" },
        { "stream是字符串", """{"text":"补贴","stream":"true"}""" },
        { "facts是数组", """{"text":"补贴","facts":[]}""" },
        { "facts里有对象", """{"text":"补贴","facts":{"age":{}}}""" },
        { "重复的名字", """{"text":"补贴","text":"贷款"}""" },
        { "嵌套太深", """{"text":"补贴","x":""" + new string('[', 5000) + new string(']', 5000) + "}" },
    };

    [Fact]
    public async Task An_answer_has_the_contract_shape_and_a_conversation_to_go_on_in()
    {
        await using var host = await WebHost.StartAsync();
        using var body = await PostAsync(host, """{"text":"租房补贴有多少？","asOf":"2026-11-23","facts":{"age":30,"is_new":true}}""");

        var answer = body.RootElement;
        Assert.Equal("answered", answer.GetProperty("status").GetString());
        Assert.Equal("2026-11-23", answer.GetProperty("asOf").GetString());
        Assert.Equal(("quoted", "引用的内容为文件原文，未经人工智能改写。"), (answer.GetProperty("origin").GetString(), answer.GetProperty("label").GetString()));
        Assert.Equal("30", answer.GetProperty("facts").GetProperty("age").GetString());
        Assert.False(string.IsNullOrEmpty(answer.GetProperty("conversation").GetString()));
        var citation = answer.GetProperty("citations")[0];
        Assert.Equal("/documents/云政发〔2024〕7号#附件/一/（一）", citation.GetProperty("url").GetString());
        Assert.Equal(WebHost.Document.Text[citation.GetProperty("start").GetInt32()..citation.GetProperty("end").GetInt32()], citation.GetProperty("quote").GetString());
    }

    [Fact]
    public async Task The_callers_conversation_comes_back_as_it_was_and_reaches_the_core_under_its_channel()
    {
        string? seen = null;
        await using var host = await WebHost.StartAsync((question, _) =>
        {
            seen = question.Conversation;
            return Task.FromResult(WebHost.AnswerTo(question));
        });
        using var body = await PostAsync(host, """{"text":"补贴","conversation":"甲"}""");
        Assert.Equal("甲", body.RootElement.GetProperty("conversation").GetString());
        Assert.Equal("api:甲", seen);
    }

    [Fact]
    public async Task A_stream_ends_with_the_answer_and_its_deltas_join_to_the_text()
    {
        await using var host = await WebHost.StartAsync();
        using var response = await host.Http.PostAsync("/api/ask", Json("""{"text":"租房补贴有多少？","stream":true}"""));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);

        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(e => e.Split('\n')).Select(l => (Name: l[0]["event: ".Length..], Data: JsonDocument.Parse(l[1]["data: ".Length..]).RootElement)).ToList();
        Assert.Equal("step", events[0].Name);
        Assert.Equal("answer", events[^1].Name);
        Assert.Equal(events[^1].Data.GetProperty("answer").GetString(), string.Concat(events.Where(e => e.Name == "delta").Select(e => e.Data.GetProperty("text").GetString())));
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_400_with_a_Chinese_detail(string what, string body)
    {
        await using var host = await WebHost.StartAsync();
        await AssertProblemAsync(await host.Http.PostAsync("/api/ask", Json(body)), HttpStatusCode.BadRequest, what);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_400()
    {
        await using var host = await WebHost.StartAsync();
        using var content = new ByteArrayContent([.. "{\"text\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        await AssertProblemAsync(await host.Http.PostAsync("/api/ask", content), HttpStatusCode.BadRequest, "字节");
    }

    [Fact]
    public async Task Other_sizes_types_methods_and_addresses_are_413_415_405_404()
    {
        await using var host = await WebHost.StartAsync();
        await AssertProblemAsync(await host.Http.PostAsync("/api/ask", Json($$"""{"text":"{{new string('a', 1_100_000)}}"}""")), HttpStatusCode.RequestEntityTooLarge, "大");
        await AssertProblemAsync(await host.Http.PostAsync("/api/ask", new StringContent("{}", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType, "类型");
        await AssertProblemAsync(await host.Http.GetAsync("/api/ask"), HttpStatusCode.MethodNotAllowed, "方法");
        await AssertProblemAsync(await host.Http.GetAsync("/api/nothing"), HttpStatusCode.NotFound, "地址");
    }

    [Fact]
    public async Task Before_the_knowledge_is_read_everything_but_life_is_503_with_the_reasons()
    {
        await using var host = await WebHost.StartAsync(isServing: false);
        var ask = await host.Http.PostAsync("/api/ask", Json("""{"text":"补贴"}"""));
        Assert.NotNull(ask.Headers.RetryAfter);
        await AssertProblemAsync(ask, HttpStatusCode.ServiceUnavailable, "ask");
        await AssertProblemAsync(await host.Http.GetAsync("/api/search?q=补贴"), HttpStatusCode.ServiceUnavailable, "search");
        var ready = await host.Http.GetAsync("/health/ready");
        var reasons = await ready.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("缺少 number", reasons, StringComparison.Ordinal);
        Assert.Contains("读不出来", reasons, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_fault_of_ours_is_answered_failed_without_its_words()
    {
        await using var host = await WebHost.StartAsync((_, _) => throw new InvalidOperationException("secret detail"));
        using var response = await host.Http.PostAsync("/api/ask", Json("""{"text":"补贴"}"""));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"failed\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_turn_too_many_is_told_busy_and_one_too_often_429()
    {
        var open = new TaskCompletionSource();
        var inside = new TaskCompletionSource();
        await using var host = await WebHost.StartAsync(
            async (question, _) =>
            {
                inside.TrySetResult();
                await open.Task;
                return WebHost.AnswerTo(question);
            },
            settings: [("PolicyBot:Limits:TurnsInFlight", "1"), ("PolicyBot:Limits:PerConversationPerMinute", "2")]);
        var first = host.Http.PostAsync("/api/ask", Json("""{"text":"补贴","conversation":"甲"}"""));
        await inside.Task;
        await AssertProblemAsync(await host.Http.PostAsync("/api/ask", Json("""{"text":"补贴","conversation":"乙"}""")), HttpStatusCode.ServiceUnavailable, "忙");
        open.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsync("/api/ask", Json("""{"text":"补贴","conversation":"甲"}"""))).StatusCode);
        var often = await host.Http.PostAsync("/api/ask", Json("""{"text":"补贴","conversation":"甲"}"""));
        Assert.NotNull(often.Headers.RetryAfter);
        await AssertProblemAsync(often, HttpStatusCode.TooManyRequests, "频繁");
    }

    [Fact]
    public async Task An_address_has_its_limit_but_polls_and_health_have_none()
    {
        await using var host = await WebHost.StartAsync(settings: [("PolicyBot:Limits:PerAddressPerMinute", "3")]);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/api/documents")).StatusCode);
        var refused = await host.Http.GetAsync("/api/documents");
        Assert.NotNull(refused.Headers.RetryAfter);
        await AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "地址");
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/ready")).StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await host.Http.GetAsync("/v3/directline/conversations/x/activities")).StatusCode);
    }

    internal static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    internal static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string what)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == status, $"{what}: {response.StatusCode} {text}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(text);
            Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
            Assert.Contains(problem.RootElement.GetProperty("detail").GetString()!, c => c is >= '一' and <= '鿿');
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        }
    }

    private static async Task<JsonDocument> PostAsync(WebHost host, string body)
    {
        using var response = await host.Http.PostAsync("/api/ask", Json(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Whoever_hangs_up_ends_the_turn(string stream)
    {
        var (isAsked, isEnded) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await WebHost.StartAsync(async (_, cancellation) =>
        {
            isAsked.SetResult();
            await using var registration = cancellation.Register(() => isEnded.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException();
        });
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ask") { Content = Json($$"""{"text":"租房补贴有多少？","stream":{{stream}}}""") };
        var response = host.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, leaving.Token);
        await isAsked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await leaving.CancelAsync();

        await isEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
    }

    [Fact]
    public async Task A_stream_shows_a_checked_piece_while_the_rest_is_still_written()
    {
        var goOn = new TaskCompletionSource();
        await using var host = await WebHost.StartAsync(async (question, cancellation) =>
        {
            question.Shown!.Report("第一句。");
            await goOn.Task.WaitAsync(cancellation);
            return new Answered { Text = "第一句。第二句。", AsOf = question.AsOf, IsGenerated = true };
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ask") { Content = Json("""{"text":"租房补贴有多少？","stream":true}""") };
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var deltas = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: {\"text\"", StringComparison.Ordinal))
                continue;
            deltas.Add(System.Text.Json.JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("text").GetString()!);
            goOn.TrySetResult();
        }

        Assert.Equal("第一句。", deltas[0]);
        Assert.Equal("第一句。第二句。", string.Concat(deltas));
    }
}

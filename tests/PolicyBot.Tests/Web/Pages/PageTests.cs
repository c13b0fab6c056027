using System.Net;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.Pages;

public sealed class PageTests
{
    [Fact]
    public async Task The_front_page_has_a_box_and_examples_and_no_script()
    {
        await using var host = await WebHost.StartAsync();
        using var response = await host.Http.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains("<textarea", html, StringComparison.Ordinal);
        Assert.Contains("谁可以申请租房补贴？", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.NotEmpty(response.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/site.css")).StatusCode);
    }

    [Fact]
    public async Task An_answer_shows_its_clause_and_links_to_it_and_keeps_the_conversation()
    {
        await using var host = await WebHost.StartAsync();
        var html = await AskAsync(host, "租房补贴有多少？");
        Assert.Contains("（一）新就业人员每月补贴300元。", html, StringComparison.Ordinal);
        Assert.Contains($"/documents/{Uri.EscapeDataString("云政发〔2024〕7号")}#{Uri.EscapeDataString("附件/一/（一）")}", html, StringComparison.Ordinal);
        Assert.Contains("<a class=\"ref\" href=\"#cite-1\">[1]</a>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"conversation\" value=\"", html, StringComparison.Ordinal);
        Assert.Contains("未写明期限", html, StringComparison.Ordinal);
        Assert.Contains("value=\"需要什么材料？\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "generated", "内容由人工智能生成")]
    [InlineData(false, "quoted", "引用的内容为文件原文")]
    public async Task An_answer_says_where_its_words_come_from_to_eyes_and_to_programs(bool isGenerated, string origin, string label)
    {
        await using var host = await WebHost.StartAsync((q, _) => Task.FromResult(WebHost.AnswerTo(q) with { IsGenerated = isGenerated }));
        var html = await AskAsync(host, "租房补贴有多少？");
        Assert.Contains($"<article class=\"answer\" data-origin=\"{origin}\">", html, StringComparison.Ordinal);
        Assert.Contains(label, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_one_press_away_after_every_answer()
    {
        await using var host = await WebHost.StartAsync((q, _) => Task.FromResult<Answer>(new NotFound { Text = "没有找到。", AsOf = q.AsOf }));
        Assert.Contains("<button name=\"text\" value=\"转人工\">", await AskAsync(host, "房产证丢了怎么补"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_types_is_shown_as_text()
    {
        await using var host = await WebHost.StartAsync((q, _) => Task.FromResult<Answer>(new NotFound { Text = "没有找到“<b>" + q.Text + "”", AsOf = q.AsOf }));
        var html = await AskAsync(host, "<script>alert(1)</script>");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_form_is_refused()
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Form("补贴") };
        request.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task An_empty_or_too_long_question_is_told_on_the_page()
    {
        await using var host = await WebHost.StartAsync();
        using var empty = await host.Http.PostAsync("/", Form(" "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("请先写下您的问题", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var tooLong = await host.Http.PostAsync("/", Form(new string('补', 1001)));
        Assert.Contains("问题太长", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_page_has_an_anchor_for_every_clause()
    {
        await using var host = await WebHost.StartAsync();
        var html = await host.Http.GetStringAsync("/documents/" + Uri.EscapeDataString("云政发〔2024〕7号"));
        foreach (var clause in WebHost.Document.Clauses)
            Assert.Contains($"id=\"{clause.Path.Value}\"", html, StringComparison.Ordinal);
        Assert.Contains("云川县租房补贴办法", await host.Http.GetStringAsync("/documents"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/documents/没有的")).StatusCode);
    }

    [Fact]
    public async Task Large_type_is_kept_in_a_cookie_and_only_leads_back_to_this_site()
    {
        await using var host = await WebHost.StartAsync();
        using var set = await host.Http.GetAsync("/look?size=large&contrast=high&back=https://elsewhere.example/");
        Assert.Equal("/", set.Headers.Location!.ToString());
        var cookie = set.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("look=large.high", cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/privacy");
        request.Headers.Add("Cookie", "look=large.high");
        Assert.Contains("large-type high-contrast", await (await host.Http.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "elsewhere.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Metrics_count_turns_by_channel_and_status()
    {
        await using var host = await WebHost.StartAsync();
        await AskAsync(host, "租房补贴有多少？");
        var metrics = await host.Http.GetStringAsync("/metrics");
        Assert.Contains("policybot_turns_total", metrics, StringComparison.Ordinal);
        Assert.Contains("channel=\"page\"", metrics, StringComparison.Ordinal);
        Assert.Contains("policybot_turn_duration_seconds", metrics, StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form(string text) => new([new("text", text)]);

    private static async Task<string> AskAsync(WebHost host, string text)
    {
        using var response = await host.Http.PostAsync("/", Form(text));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}

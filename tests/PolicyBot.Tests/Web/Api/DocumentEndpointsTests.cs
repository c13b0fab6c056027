using System.Net;
using System.Text.Json;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.Api;

public sealed class DocumentEndpointsTests
{
    [Theory]
    [InlineData("云政发〔2024〕7号", "附件/一/（一）")]
    [InlineData("云政发[2024]7号", "附件/一/(一)")]
    [InlineData("云政发（2024）7号", "附件/一/（一）")]
    public async Task A_clause_is_found_with_any_brackets_and_escaping(string number, string path)
    {
        await using var host = await WebHost.StartAsync();
        foreach (var address in (string[])[$"/api/documents/{number}/clauses/{path}", $"/api/documents/{Uri.EscapeDataString(number)}/clauses/{Uri.EscapeDataString(path)}"])
        {
            using var clause = JsonDocument.Parse(await host.Http.GetStringAsync(address));
            Assert.Equal("附件/一/（一）", clause.RootElement.GetProperty("clause").GetString());
            Assert.Equal("（一）新就业人员每月补贴300元。\n", clause.RootElement.GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task A_document_comes_with_text_digest_and_clauses_whose_offsets_hold()
    {
        await using var host = await WebHost.StartAsync();
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync("/api/documents/云政发〔2024〕7号"));
        var text = document.RootElement.GetProperty("text").GetString()!;
        Assert.Equal(WebHost.Document.Digest, document.RootElement.GetProperty("digest").GetString());
        Assert.Equal(text, string.Concat(document.RootElement.GetProperty("clauses").EnumerateArray().Select(c => text[c.GetProperty("start").GetInt32()..c.GetProperty("end").GetInt32()])));
        using var list = JsonDocument.Parse(await host.Http.GetStringAsync("/api/documents"));
        Assert.Equal(4, list.RootElement[0].GetProperty("clauses").GetInt32());
    }

    [Theory]
    [InlineData("/api/documents")]
    [InlineData("/api/documents/云政发〔2024〕7号")]
    [InlineData("/api/search?q=补贴")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_that_asks_for_the_head_gets_the_status_alone(string address)
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_thousand_characters_may_be_searched_for_and_one_more_is_told()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/api/search?q=" + new string('补', 1000))).StatusCode);
        using var tooLong = await host.Http.GetAsync("/api/search?q=" + new string('补', 1001));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains("1000 字", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/documents/云政发〔2024〕8号")]
    [InlineData("/api/documents/随便什么")]
    [InlineData("/api/documents/云政发〔2024〕7号/clauses/附件/九")]
    [InlineData("/api/documents/云政发〔2024〕7号/clauses/")]
    [InlineData("/api/documents/云政发〔2024〕7号/clauses")]
    [InlineData("/api/search?q=补贴&document=没有的")]
    public async Task What_is_not_there_is_404(string address)
    {
        await using var host = await WebHost.StartAsync();
        await AskTests.AssertProblemAsync(await host.Http.GetAsync(address), HttpStatusCode.NotFound, address);
    }

    [Theory]
    [InlineData("/api/search")]
    [InlineData("/api/search?q=%20")]
    [InlineData("/api/search?q=补贴&k=0")]
    [InlineData("/api/search?q=补贴&k=51")]
    [InlineData("/api/search?q=补贴&k=-1")]
    [InlineData("/api/search?q=补贴&k=十")]
    [InlineData("/api/search?q=补贴&asOf=2025-02-30")]
    [InlineData("/api/documents?asOf=昨天")]
    public async Task A_bad_query_is_400(string address)
    {
        await using var host = await WebHost.StartAsync();
        await AskTests.AssertProblemAsync(await host.Http.GetAsync(address), HttpStatusCode.BadRequest, address);
    }

    [Fact]
    public async Task Search_answers_in_the_contract_shape()
    {
        await using var host = await WebHost.StartAsync();
        using var found = JsonDocument.Parse(await host.Http.GetStringAsync("/api/search?q=补贴&k=50&document=云政发(2024)7号"));
        Assert.Equal(1, found.RootElement.GetProperty("total").GetInt32());
        Assert.Equal("附件/一/（一）", found.RootElement.GetProperty("hits")[0].GetProperty("clause").GetString());
    }
}

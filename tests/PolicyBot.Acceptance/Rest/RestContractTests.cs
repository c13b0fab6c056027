using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Rest;

/// <summary>Contracts §2 and §3 against the running program over the real knowledge.</summary>
[Collection(SharedHost.Name)]
public sealed class RestContractTests(SharedHost shared)
{
    private HttpClient Http => shared.Http;

    [Fact]
    public async Task Every_quotation_stands_verbatim_in_the_official_text()
    {
        var answer = await AskAsync(new { text = "公租房现在能申请不" });
        var citations = answer["citations"]!.AsArray();
        Assert.NotEmpty(citations);
        foreach (var citation in citations)
        {
            var document = await ObjectAsync("/api/documents/" + Uri.EscapeDataString((string)citation!["document"]!));
            Assert.Equal((string?)document["digest"], (string?)citation["digest"]);
            var text = (string)document["text"]!;
            Assert.Equal((string?)citation["quote"], text[(int)citation["start"]!..(int)citation["end"]!]);
        }
    }

    [Fact]
    public async Task Clauses_of_every_document_join_to_its_text_and_each_can_be_fetched()
    {
        var list = JsonNode.Parse(await Http.GetStringAsync("/api/documents"))!;
        var documents = list as JsonArray ?? list["documents"]!.AsArray();
        Assert.True(documents.Count >= 4);
        foreach (var number in documents.Select(d => (string)d!["number"]!))
        {
            var document = await ObjectAsync("/api/documents/" + Uri.EscapeDataString(number));
            var clauses = document["clauses"]!.AsArray();
            var at = 0;
            foreach (var clause in clauses)
            {
                Assert.Equal(at, (int)clause!["start"]!);
                at = (int)clause["end"]!;
            }

            Assert.Equal(((string)document["text"]!).Length, at);
            var path = string.Join('/', ((string)clauses[^1]!["path"]!).Split('/').Select(Uri.EscapeDataString));
            Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync($"/api/documents/{Uri.EscapeDataString(number)}/clauses/{path}")).StatusCode);
        }
    }

    [Fact]
    public async Task Search_gives_hits_with_highlights_inside_the_snippet()
    {
        var found = await ObjectAsync("/api/search?q=" + Uri.EscapeDataString("创业补贴") + "&k=5");
        var hits = found["hits"]!.AsArray();
        Assert.InRange(hits.Count, 1, 5);
        Assert.True((int)found["total"]! >= hits.Count);
        Assert.All(hits, hit => Assert.All(hit!["highlights"]!.AsArray(), h => Assert.InRange((int)h![1]!, (int)h[0]! + 1, ((string)hit["snippet"]!).Length)));
        Assert.Equal(hits.Select(h => (double)h!["score"]!).OrderDescending(), hits.Select(h => (double)h!["score"]!));
        Assert.All(hits, h => Assert.NotEmpty(h!["why"]!.AsArray()));
    }

    [Fact]
    public async Task A_streamed_answer_ends_with_the_whole_shape()
    {
        using var response = await Http.PostAsJsonAsync("/api/ask", new { text = "公租房现在能申请不", stream = true });
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(events, e => e.Contains("event: step", StringComparison.Ordinal));
        var last = events[^1].Split('\n');
        Assert.Contains("event: answer", last);
        var answer = JsonNode.Parse(last.Single(l => l.StartsWith("data:", StringComparison.Ordinal))["data:".Length..])!;
        Assert.NotNull(answer["status"]);
        var said = string.Concat(events.Where(e => e.Contains("event: delta", StringComparison.Ordinal)).Select(e => (string?)JsonNode.Parse(e[(e.IndexOf("data:", StringComparison.Ordinal) + 5)..])!["text"]));
        Assert.Equal((string?)answer["answer"], said);
    }

    [Theory]
    [InlineData("不是JSON", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"text\":\"\"}", "application/json", 400)]
    [InlineData("{\"text\":5}", "application/json", 400)]
    [InlineData("{\"text\":\"\\ud800\"}", "application/json", 400)]
    [InlineData("{\"text\":\"问\",\"asOf\":\"2026-02-30\"}", "application/json", 400)]
    [InlineData("{\"text\":\"问\"}", "text/plain", 415)]
    public async Task A_bad_body_is_told_apart_in_chinese(string body, string type, int status) =>
        await RefusedAsync(await Http.PostAsync("/api/ask", new StringContent(body, Encoding.UTF8, type)), status);

    [Fact]
    public async Task Over_long_text_is_400_and_an_over_long_body_413()
    {
        await RefusedAsync(await Http.PostAsJsonAsync("/api/ask", new { text = new string('问', 1001) }), 400);
        await RefusedAsync(await Http.PostAsJsonAsync("/api/ask", new { text = new string('a', 2_000_000) }), 413);
    }

    [Theory]
    [InlineData("/api/documents/没有这个文号", 404)]
    [InlineData("/api/search", 400)]
    [InlineData("/api/search?q=补贴&k=0", 400)]
    [InlineData("/api/search?q=补贴&k=51", 400)]
    [InlineData("/api/search?q=补贴&asOf=2026-02-30", 400)]
    public async Task A_bad_query_is_refused(string path, int status) => await RefusedAsync(await Http.GetAsync(path), status);

    [Fact]
    public async Task Health_and_metrics_answer()
    {
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync("/health/ready")).StatusCode);
        Assert.Contains("# TYPE", await Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string)JsonNode.Parse(text)!["detail"]!);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private async Task<JsonObject> AskAsync(object question)
    {
        using var response = await Http.PostAsJsonAsync("/api/ask", question);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private async Task<JsonObject> ObjectAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!.AsObject();
}

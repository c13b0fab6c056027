using System.Net;
using System.Text;
using System.Text.Json;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.Api;

public sealed class EligibilityTests
{
    public static TheoryData<string, string> BadBodies => new()
    {
        { "不是JSON", "你好" },
        { "没有facts", "{}" },
        { "facts为null", """{"facts":null}""" },
        { "facts是数组", """{"facts":[]}""" },
        { "facts里有对象", """{"facts":{"months_operating":{"value":7}}}""" },
        { "不存在的日期", """{"facts":{},"asOf":"2026-02-30"}""" },
        { "日期是数字", """{"facts":{},"asOf":20260224}""" },
    };

    [Fact]
    public async Task Facts_in_gives_the_assessment_of_every_benefit_with_verbatim_words()
    {
        await using var host = await WebHost.StartAsync();
        using var body = await PostAsync(host, """{"facts":{"in_district":true,"first_venture":"yes","months_operating":7,"business_form":"individual","applicant_group":"veteran"},"asOf":"2023-10-01"}""");

        var root = body.RootElement;
        Assert.Equal("2023-10-01", root.GetProperty("asOf").GetString());
        Assert.Equal("7", root.GetProperty("facts").GetProperty("months_operating").GetString());
        Assert.Empty(root.GetProperty("refused").EnumerateArray());
        var assessments = root.GetProperty("assessments").EnumerateArray().ToList();
        Assert.Equal(GivenEligibility.Knowledge.Benefits.Count, assessments.Count);
        Assert.Contains(assessments, a => a.GetProperty("verdict").GetString() == "likely_eligible" && a.GetProperty("amount").GetProperty("value").GetDecimal() > 0);
        foreach (var condition in assessments.SelectMany(a => a.GetProperty("conditions").EnumerateArray().Select(c => (Assessment: a, Condition: c))).Where(c => c.Condition.GetProperty("quote").ValueKind == JsonValueKind.String))
        {
            var document = GivenEligibility.Knowledge.Documents.Single(d => d.Number.Value == condition.Assessment.GetProperty("document").GetString());
            Assert.Equal(condition.Condition.GetProperty("quote").GetString(), document.Text[condition.Condition.GetProperty("start").GetInt32()..condition.Condition.GetProperty("end").GetInt32()]);
        }
    }

    [Fact]
    public async Task Facts_that_nobody_knows_or_that_cannot_be_read_are_named()
    {
        await using var host = await WebHost.StartAsync();
        using var body = await PostAsync(host, """{"facts":{"shoe_size":42,"months_operating":"很久"}}""");
        Assert.Equal(["months_operating", "shoe_size"], body.RootElement.GetProperty("refused").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_body_is_400_with_a_Chinese_detail(string name, string body)
    {
        _ = name;
        await using var host = await WebHost.StartAsync();
        using var response = await host.Http.PostAsync(new Uri("/api/eligibility", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(problem.RootElement.GetProperty("detail").GetString()!, c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Fact]
    public async Task Before_anything_is_served_it_is_503()
    {
        await using var host = await WebHost.StartAsync(isServing: false);
        using var response = await host.Http.PostAsync(new Uri("/api/eligibility", UriKind.Relative), new StringContent("""{"facts":{}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static async Task<JsonDocument> PostAsync(WebHost host, string body)
    {
        using var response = await host.Http.PostAsync(new Uri("/api/eligibility", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class DirectLineRoutesTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private DirectLineHost _host = null!;

    public async Task InitializeAsync() => _host = await DirectLineHost.StartAsync(_database, examples: ["一次性补贴给多少钱？"]);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_token_names_its_conversation_and_lifetime_and_is_no_JWT()
    {
        var answer = await _host.JsonAsync(HttpMethod.Post, "/tokens/generate", body: "{}");

        Assert.Equal(1800, (int)answer["expires_in"]!);
        Assert.Equal(32, ((string)answer["conversationId"]!).Length);
        Assert.DoesNotContain('.', (string)answer["token"]!);
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    public async Task Only_pages_of_this_host_get_a_token(string origin, HttpStatusCode expected)
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/tokens/generate", body: "{}", change: r => r.Headers.Add("Origin", origin));

        Assert.Equal(expected, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task An_allowed_origin_gets_a_token_and_its_preflight()
    {
        using var database = new TestDatabase();
        await using var host = await DirectLineHost.StartAsync(database, settings: ("Channels:DirectLine:AllowedOrigins:0", "https://portal.example"));

        var answer = await host.SendAsync(HttpMethod.Post, "/tokens/generate", body: "{}", change: r => r.Headers.Add("Origin", "https://portal.example"));
        var preflight = await host.SendAsync(HttpMethod.Options, "/conversations", change: r =>
        {
            r.Headers.Add("Origin", "https://portal.example");
            r.Headers.Add("Access-Control-Request-Method", "POST");
            r.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("https://portal.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("https://portal.example", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_first_start_is_201_and_every_further_one_200_without_a_second_welcome()
    {
        var token = await _host.GenerateAsync();
        var first = await _host.SendAsync(HttpMethod.Post, "/conversations", token, "{}");
        var second = await _host.SendAsync(HttpMethod.Post, "/conversations", token);
        var begun = (await second.Content.ReadFromJsonAsync<JsonObject>())!;
        var activities = await _host.PollUntilAsync(new((string)begun["conversationId"]!, (string)begun["token"]!, ""), 1);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.StartsWith($"ws://localhost/v3/directline/conversations/{begun["conversationId"]}/stream?watermark=-&t=", (string)begun["streamUrl"]!, StringComparison.Ordinal);
        var welcome = Assert.Single(activities);
        Assert.Equal("bot", (string)welcome["from"]!["role"]!);
        Assert.Equal("一次性补贴给多少钱？", (string)welcome["suggestedActions"]!["actions"]![0]!["value"]!);
    }

    [Fact]
    public async Task Starting_without_a_token_is_401_and_with_a_bad_one_403()
    {
        await IsErrorAsync(HttpStatusCode.Unauthorized, await _host.SendAsync(HttpMethod.Post, "/conversations", body: "{}"));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Post, "/conversations", "no.such.token", "{}"));
    }

    [Fact]
    public async Task An_expired_token_is_403_everywhere_and_never_401()
    {
        var begun = await _host.BeginAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(30));

        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Post, "/tokens/refresh", begun.Token));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Post, "/conversations", begun.Token));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=1", begun.Token));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/activities", begun.Token));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.PostAsync(begun, DirectLineHost.Message("在吗")));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/stream?t={begun.Token}"));
    }

    [Fact]
    public async Task A_token_is_refreshed_until_its_last_moment()
    {
        var begun = await _host.BeginAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));

        var fresh = await _host.JsonAsync(HttpMethod.Post, "/tokens/refresh", begun.Token);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(begun.Id, (string)fresh["conversationId"]!);
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync(begun with { Token = (string)fresh["token"]! }, DirectLineHost.Message("在吗"))).StatusCode);
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        var mine = await _host.BeginAsync();
        var other = await _host.BeginAsync();

        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.PostAsync(mine with { Id = other.Id }, DirectLineHost.Message("在吗")));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Get, $"/conversations/{other.Id}/activities", mine.Token));
    }

    [Fact]
    public async Task A_conversation_that_was_deleted_is_404()
    {
        var begun = await _host.BeginAsync();
        using (var db = _database.CreateDbContext())
        {
            db.Conversations.RemoveRange(db.Conversations);
            db.SaveChanges();
        }

        await IsErrorAsync(HttpStatusCode.NotFound, await _host.SendAsync(HttpMethod.Post, "/tokens/refresh", begun.Token));
        await IsErrorAsync(HttpStatusCode.NotFound, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=1", begun.Token));
        await IsErrorAsync(HttpStatusCode.NotFound, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/activities", begun.Token));
        await IsErrorAsync(HttpStatusCode.NotFound, await _host.PostAsync(begun, DirectLineHost.Message("在吗")));
        await IsErrorAsync(HttpStatusCode.NotFound, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/stream?t={begun.Token}"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("1%00")]
    [InlineData("%F0%9F%98%80")]
    public async Task A_junk_watermark_is_400(string watermark)
    {
        var begun = await _host.BeginAsync();

        await IsErrorAsync(HttpStatusCode.BadRequest, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/activities?watermark={watermark}", begun.Token));
        await IsErrorAsync(HttpStatusCode.BadRequest, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark={watermark}", begun.Token));
        await IsErrorAsync(HttpStatusCode.BadRequest, await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/stream?watermark={watermark}&t={begun.Token}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("{\"text\":\"在吗\",\"from\":{\"id\":\"u\"}}")]
    [InlineData("{\"type\":\"\",\"from\":{\"id\":\"u\"}}")]
    [InlineData("{\"type\":7,\"from\":{\"id\":\"u\"}}")]
    [InlineData("{\"type\":\"message\",\"text\":\"在吗\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"在吗\",\"from\":\"u\"}")]
    [InlineData("{\"type\":\"message\",\"text\":5,\"from\":{\"id\":\"u\"}}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\",\"from\":{\"id\":\"u\"}}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"u\"},\"channelData\":{\"\\ud800\":1}}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"u\"},\"a\":1,\"a\":2}")]
    public async Task What_is_no_activity_is_400(string body)
    {
        var begun = await _host.BeginAsync();

        await IsErrorAsync(HttpStatusCode.BadRequest, await _host.PostAsync(begun, body));
    }

    [Fact]
    public async Task A_body_nested_deeper_than_64_is_400()
    {
        var begun = await _host.BeginAsync();

        await IsErrorAsync(HttpStatusCode.BadRequest, await _host.PostAsync(begun, $$"""{"type":"message","from":{"id":"u"},"value":{{new string('[', 80)}}{{new string(']', 80)}}}"""));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_another_content_type_415()
    {
        var begun = await _host.BeginAsync();

        await IsErrorAsync(HttpStatusCode.RequestEntityTooLarge, await _host.PostAsync(begun, DirectLineHost.Message(new string('字', 1_100_000))));
        await IsErrorAsync(HttpStatusCode.UnsupportedMediaType, await _host.PostAsync(begun, new StringContent("{}", Encoding.UTF8, "text/plain")));
    }

    [Fact]
    public async Task The_wrong_method_and_an_unknown_route_have_the_channel_s_error_shape()
    {
        await IsErrorAsync(HttpStatusCode.MethodNotAllowed, await _host.SendAsync(HttpMethod.Get, "/tokens/generate"));
        await IsErrorAsync(HttpStatusCode.NotFound, await _host.SendAsync(HttpMethod.Get, "/nothing"));
    }

    [Fact]
    public async Task The_session_id_is_empty()
    {
        Assert.Equal("", (string)(await _host.JsonAsync(HttpMethod.Get, "/session/getsessionid"))["sessionId"]!);
    }

    [Fact]
    public async Task A_poll_that_cannot_be_answered_says_nothing_new_because_a_5xx_would_end_polling_for_ever()
    {
        var begun = await _host.BeginAsync();
        using (var db = _database.CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE activities RENAME TO away");

        using var response = await _host.SendAsync(HttpMethod.Get, $"/conversations/{begun.Id}/activities?watermark=1", begun.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var frame = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Empty(frame["activities"]!.AsArray());
        Assert.Equal("1", (string?)frame["watermark"]);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "junk", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", "junk", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_broken_upload_is_refused_in_the_channel_s_shape(string type, string body, HttpStatusCode expected)
    {
        var begun = await _host.BeginAsync();
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _host.SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/upload?userId=u1", begun.Token, content);
        Assert.Equal(expected, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["code"]);
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_413()
    {
        var begun = await _host.BeginAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[1_100_000]), "activity", "blob" } };
        using var response = await _host.SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/upload?userId=u1", begun.Token, form);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task An_upload_takes_the_activity_and_refuses_files()
    {
        var begun = await _host.BeginAsync();
        using var withFile = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","from":{"id":"u1"}}""", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob" },
            { new ByteArrayContent([1, 2, 3]), "file", "照片.jpg" },
        };
        using var without = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","text":"材料要哪些","from":{"id":"u1"}}""", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob" },
        };

        await IsErrorAsync(HttpStatusCode.UnsupportedMediaType, await _host.SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/upload?userId=u1", begun.Token, withFile));
        await IsErrorAsync(HttpStatusCode.Forbidden, await _host.SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/upload?userId=u1", "x", "{}"));
        Assert.Equal(HttpStatusCode.OK, (await _host.SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/upload?userId=u1", begun.Token, without)).StatusCode);
        Assert.Contains("材料要哪些", (string)(await _host.PollUntilAsync(begun, 3))[2]["text"]!, StringComparison.Ordinal);
    }

    private static async Task IsErrorAsync(HttpStatusCode expected, HttpResponseMessage answer)
    {
        Assert.Equal(expected, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!;
        Assert.NotEmpty((string)error["code"]!);
        Assert.NotEmpty((string)error["message"]!);
    }
}

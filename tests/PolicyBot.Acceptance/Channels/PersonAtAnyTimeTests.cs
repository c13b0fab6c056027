using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Channels;

/// <summary>In each channel of the running program: somebody who is being asked for facts asks for a person instead, and is told whom to call.</summary>
[Collection(SharedHost.Name)]
public sealed class PersonAtAnyTimeTests(SharedHost shared)
{
    private const string First = "我能申请创业补贴吗";
    private const string Wish = "转人工";

    [Theory]
    [InlineData("api")]
    [InlineData("page")]
    [InlineData("connector")]
    [InlineData("directline")]
    [InlineData("wechat")]
    public async Task In_the_middle_of_a_dialogue_a_wish_for_a_person_gets_the_hotline(string channel)
    {
        var say = await ConversationAsync(channel);

        Assert.DoesNotContain("12345", await say(First), StringComparison.Ordinal);
        Assert.Contains("12345", await say(Wish), StringComparison.Ordinal);
    }

    private async Task<Func<string, Task<string>>> ConversationAsync(string channel)
    {
        var id = Guid.NewGuid().ToString("N");
        switch (channel)
        {
            case "api":
                return async text => (string)(await PostAsync("/api/ask", new { text, conversation = id }))["answer"]!;
            case "page":
                return async text => AnswerOf(await (await shared.Http.PostAsync("/", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text, ["conversation"] = id }))).Content.ReadAsStringAsync());
            case "connector":
                return async text => (string)(await PostAsync("/api/messages", new { type = "message", text, deliveryMode = "expectReplies", conversation = new { id }, from = new { id = "u" } }))["activities"]![0]!["text"]!;
            case "wechat":
                return text => WeChatAsync(id, text);
            default:
                var begun = await BeginAsync();
                return text => DirectLineAsync(begun, text);
        }
    }

    private async Task<JsonObject> PostAsync(string path, object body)
    {
        using var response = await shared.Http.PostAsJsonAsync(path, body);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<string> WeChatAsync(string user, string text)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] parts = [SharedHost.WeChatToken, time, "n"];
        Array.Sort(parts, StringComparer.Ordinal);
        var signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
        var body = $"<xml><ToUserName>gh</ToUserName><FromUserName>{user}</FromUserName><MsgType>text</MsgType><Content>{text}</Content><MsgId>{Guid.NewGuid()}</MsgId></xml>";
        using var response = await shared.Http.PostAsync($"/wechat?signature={signature}&timestamp={time}&nonce=n", new StringContent(body, Encoding.UTF8, "text/xml"));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<JsonObject> BeginAsync()
    {
        var token = (string)(await PostAsync("/v3/directline/tokens/generate", new { }))["token"]!;
        return await SendAsync(HttpMethod.Post, "/v3/directline/conversations", token, new { });
    }

    private async Task<string> DirectLineAsync(JsonObject begun, string text)
    {
        var (path, token) = ($"/v3/directline/conversations/{begun["conversationId"]}/activities", (string)begun["token"]!);
        var id = (string)(await SendAsync(HttpMethod.Post, path, token, new { type = "message", text, from = new { id = "u" } }))["id"]!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var frame = await SendAsync(HttpMethod.Get, path, token, body: null);
            if (frame["activities"]!.AsArray().FirstOrDefault(a => (string?)a!["replyToId"] == id) is { } answer)
                return (string)answer["text"]!;
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string token, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await shared.Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The page's foot names no number; what stands between is the answer.</summary>
    private static string AnswerOf(string page) => page.Split("class=\"answer\"")[1].Split("</article>")[0];
}

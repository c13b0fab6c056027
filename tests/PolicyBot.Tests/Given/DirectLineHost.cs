using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Given;

/// <summary>The channel alone on a test server, with a scripted assistant and a clock that the test moves.</summary>
public sealed class DirectLineHost : IAsyncDisposable
{
    public const string Base = "/v3/directline";
    private readonly WebApplication _app;

    private DirectLineHost(WebApplication app, FakeTimeProvider clock)
    {
        _app = app;
        Clock = clock;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<DirectLineHost> StartAsync(
        TestDatabase database,
        Func<Question, CancellationToken, Task<Answer>>? ask = null,
        IReadOnlyList<string>? examples = null,
        ILoggerProvider? log = null,
        params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"PolicyBot:{s.Key}", (string?)s.Value))
            .Append(new("PolicyBot:Storage:ConnectionString", database.ConnectionString)));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ServingState>().AddSingleton<TurnMetrics>().AddSingleton<Turns>();
        builder.AddConversations();
        builder.AddDirectLine();
        var app = builder.Build();
        app.UseDirectLine();
        app.MapDirectLine();
        app.Services.GetRequiredService<ServingState>().Publish(new Serving(
            KnowledgeBase.Empty,
            ask ?? ((question, _) => Task.FromResult<Answer>(new Answered { Text = $"您问的是：{question.Text}", AsOf = question.AsOf })),
            _ => throw new NotSupportedException(),
            (_, _, _) => throw new NotSupportedException())
        { Examples = examples ?? [] });
        await app.StartAsync();
        return new(app, clock);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, Base + path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public async Task<JsonObject> JsonAsync(HttpMethod method, string path, string? token = null, object? body = null) =>
        (await (await SendAsync(method, path, token, body)).Content.ReadFromJsonAsync<JsonObject>())!;

    public async Task<string> GenerateAsync() => (string)(await JsonAsync(HttpMethod.Post, "/tokens/generate", body: "{}"))["token"]!;

    public async Task<Begun> BeginAsync(string userId = "u1")
    {
        var begun = await JsonAsync(HttpMethod.Post, "/conversations", await GenerateAsync(), new { user = new { id = userId }, locale = "zh-CN" });
        return new((string)begun["conversationId"]!, (string)begun["token"]!, (string)begun["streamUrl"]!);
    }

    public static object Message(string text, object? channelData = null) =>
        new { type = "message", text, from = new { id = "u1" }, channelData };

    public Task<HttpResponseMessage> PostAsync(Begun begun, object activity) =>
        SendAsync(HttpMethod.Post, $"/conversations/{begun.Id}/activities", begun.Token, activity);

    public Task<JsonObject> PollAsync(Begun begun, string watermark = "") =>
        JsonAsync(HttpMethod.Get, $"/conversations/{begun.Id}/activities?watermark={watermark}", begun.Token);

    /// <summary>Polls until that many activities are there.</summary>
    public async Task<IReadOnlyList<JsonObject>> PollUntilAsync(Begun begun, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var activities = ((JsonArray)(await PollAsync(begun))["activities"]!).OfType<JsonObject>().ToList();
            if (activities.Count >= count)
                return activities;
            await Task.Delay(20, limit.Token);
        }
    }

    public async Task<TestSocket> ConnectAsync(string streamUrl)
    {
        var client = _app.GetTestServer().CreateWebSocketClient();
        return new(await client.ConnectAsync(new Uri(streamUrl), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

public sealed record Begun(string Id, string Token, string StreamUrl);

/// <summary>Reads whole frames of a stream.</summary>
public sealed class TestSocket(WebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public WebSocket Socket => socket;

    /// <summary>Null where the stream ended.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonNode.Parse(text.ToArray())!.AsObject();
        }
    }

    /// <summary>Reads until that many activities came, live-only ones included; in the order they came.</summary>
    public async Task<IReadOnlyList<JsonObject>> ActivitiesAsync(int count)
    {
        var found = new List<JsonObject>();
        while (found.Count < count && await NextAsync() is { } frame)
        {
            Watermark = (string)frame["watermark"]!;
            found.AddRange(((JsonArray)frame["activities"]!).OfType<JsonObject>());
        }

        return found;
    }

    public string Watermark { get; private set; } = "";

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public void Dispose() => socket.Dispose();
}

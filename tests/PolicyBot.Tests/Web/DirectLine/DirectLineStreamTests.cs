using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class DirectLineStreamTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private DirectLineHost _host = null!;

    public async Task InitializeAsync() => _host = await DirectLineHost.StartAsync(_database);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_new_stream_gets_everything_from_the_start()
    {
        var begun = await _host.BeginAsync();
        await _host.PostAsync(begun, DirectLineHost.Message("一"));
        await _host.PollUntilAsync(begun, 3);

        using var stream = await _host.ConnectAsync(begun.StreamUrl);

        Assert.Equal(3, (await stream.ActivitiesAsync(3)).Count);
    }

    [Fact]
    public async Task Reconnecting_without_a_watermark_gets_only_what_is_new()
    {
        var begun = await _host.BeginAsync();
        using (var first = await _host.ConnectAsync(begun.StreamUrl))
            await first.ActivitiesAsync(1);
        var resumed = await _host.JsonAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=", begun.Token);

        using var stream = await _host.ConnectAsync((string)resumed["streamUrl"]!);
        await _host.PostAsync(begun, DirectLineHost.Message("新的"));

        Assert.Equal("新的", (string)(await stream.ActivitiesAsync(1))[0]["text"]!);
    }

    [Fact]
    public async Task Keep_alives_and_whatever_else_a_client_sends_are_ignored()
    {
        var begun = await _host.BeginAsync();
        using var stream = await _host.ConnectAsync(begun.StreamUrl);
        await stream.SendAsync("");
        await stream.SendAsync("{\"type\":\"message\",\"text\":\"冒充\"}");
        await stream.SendAsync(new string('x', 5000));
        await _host.PostAsync(begun, DirectLineHost.Message("在吗"));

        var activities = await stream.ActivitiesAsync(3);

        Assert.Equal(WebSocketState.Open, stream.Socket.State);
        Assert.DoesNotContain(activities, a => (string?)a["text"] == "冒充");
    }

    [Fact]
    public async Task Two_readers_of_one_conversation_both_get_everything()
    {
        var begun = await _host.BeginAsync();
        using var one = await _host.ConnectAsync(begun.StreamUrl);
        using var two = await _host.ConnectAsync(begun.StreamUrl);
        await _host.PostAsync(begun, DirectLineHost.Message("在吗"));

        Assert.Equal(
            (await one.ActivitiesAsync(3)).Select(a => (string)a["id"]!),
            (await two.ActivitiesAsync(3)).Select(a => (string)a["id"]!));
    }

    [Fact]
    public async Task Readers_that_come_while_activities_are_stored_miss_none_and_get_none_twice()
    {
        var begun = await _host.BeginAsync();
        var conversations = _host.Services.GetRequiredService<LiveConversations>();
        using var lease = conversations.Lease(begun.Id, "directline");
        const int Activities = 60;

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Activities; i++)
                await lease.Conversation.AppendAsync(new() { ["type"] = "message", ["text"] = $"{i}", ["from"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "u1" } }, "user", isPending: false, settles: null, CancellationToken.None);
        });
        var reading = Enumerable.Range(0, 10).Select(async n =>
        {
            await Task.Delay(n * 5);
            using var stream = await _host.ConnectAsync(begun.StreamUrl);
            return (await stream.ActivitiesAsync(Activities + 1)).Select(a => (string)a["id"]!).ToList();
        }).ToList();
        await writing;
        var read = await Task.WhenAll(reading);

        Assert.All(read, ids => Assert.Equal(Enumerable.Range(0, Activities + 1).Select(i => $"{begun.Id}|{i:0000000}"), ids));
    }

    [Fact]
    public async Task A_reader_that_stalls_is_dropped_and_the_others_go_on()
    {
        var begun = await _host.BeginAsync();
        using var lease = _host.Services.GetRequiredService<LiveConversations>().Lease(begun.Id, "directline");
        using var stalled = await lease.Conversation.SubscribeAsync(0, queueLength: 2, CancellationToken.None);
        using var well = await lease.Conversation.SubscribeAsync(0, queueLength: 100, CancellationToken.None);

        for (var i = 0; i < 5; i++)
            await lease.Conversation.PushAsync(new() { ["type"] = "typing" }, "bot", CancellationToken.None);

        Assert.True(stalled.Dropped.IsCancellationRequested);
        Assert.False(well.Dropped.IsCancellationRequested);
        Assert.Equal(5, well.Frames.Count);
    }

    [Fact]
    public async Task A_conversation_that_nobody_uses_leaves_the_memory()
    {
        var begun = await _host.BeginAsync();
        var conversations = _host.Services.GetRequiredService<LiveConversations>();
        using (var stream = await _host.ConnectAsync(begun.StreamUrl))
        {
            await stream.ActivitiesAsync(1);
            Assert.Equal(1, conversations.Count);
            await stream.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (conversations.Count > 0)
            await Task.Delay(10, limit.Token);
        Assert.Equal(0, conversations.Count);
    }

    [Fact]
    public async Task When_the_host_stops_streams_are_closed_as_going_away()
    {
        var begun = await _host.BeginAsync();
        using var stream = await _host.ConnectAsync(begun.StreamUrl);
        await stream.ActivitiesAsync(1);

        _host.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();

        Assert.Null(await stream.NextAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, stream.Socket.CloseStatus);
    }
}

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Channels;

/// <summary>More rows of “what directlinejs does”: limits, refreshing, coming back with another token, and what it is told after a closed socket.</summary>
public sealed class DirectLineJsRowsTests
{
    private const int Online = 2;
    private const int ExpiredToken = 3;
    private const int Ended = 5;

    [NodeFact]
    public async Task Posts_over_the_limit_are_told_to_be_tried_again_and_polling_is_never_limited()
    {
        await using var host = await ScriptedHost.StartAsync(("Limits:PerAddressPerMinute", "6"));
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await client.StatusAsync(Online);

        // Token, start and three posts leave one of six.
        for (var n = 0; n < 3; n++)
        {
            await client.DoAsync("post", new { text = $"第{n}问" });
            await client.ActivityAsync($"收到：第{n}问");
        }

        await client.DoAsync("post", new { text = "还有" });
        await client.ActivityAsync("收到：还有");
        await client.DoAsync("post", new { text = "太多" });
        Assert.Equal("retry", (string)(await client.NextAsync(e => (string)e["event"]! == "posted" && (string)e["id"]! == "retry"))["id"]!);

        // By now it has polled more often than the limit allows requests; it still hears what comes.
        await client.DoAsync("state");
        var state = await client.EventAsync("state");
        await SayAsync(host, state, "仍在轮询");
        await client.ActivityAsync("仍在轮询");
    }

    [NodeFact]
    public async Task A_token_is_refreshed_and_a_bad_or_gone_one_is_told_as_the_client_expects()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await client.StatusAsync(Online);
        await client.DoAsync("refresh");
        await client.EventAsync("refreshed");
        await client.DoAsync("post", new { text = "用新令牌" });
        await client.ActivityAsync("收到：用新令牌");

        await using (var db = host.OpenDatabase())
            await db.Conversations.ExecuteDeleteAsync();
        await client.DoAsync("refresh");
        Assert.Equal(404, (int)(await client.EventAsync("failed"))["status"]!);
    }

    [NodeFact]
    public async Task After_an_expired_token_polling_goes_on_with_another_one()
    {
        await using var host = await ScriptedHost.StartAsync(("Channels:DirectLine:TokenLifetime", "00:00:08"));
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await client.StatusAsync(Online);
        await client.DoAsync("state");
        var state = await client.EventAsync("state");
        // Somebody keeps a younger token of the same conversation.
        await Task.Delay(TimeSpan.FromSeconds(4));
        var younger = await RefreshAsync(host, (string)state["token"]!);
        await client.StatusAsync(ExpiredToken);

        await client.DoAsync("reconnect", new { token = younger });
        await client.StatusAsync(Online);
        await client.DoAsync("post", new { text = "我回来了" });

        await client.ActivityAsync("收到：我回来了");
    }

    [NodeFact]
    public async Task With_token_and_stream_address_no_start_is_called_and_the_stream_is_opened()
    {
        await using var host = await ScriptedHost.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(host));
        var begun = (await (await http.PostAsJsonAsync(Domain(host) + "/conversations", new { })).Content.ReadFromJsonAsync<JsonObject>())!;

        await using var client = await NodeClient.StartAsync(new { token = (string)begun["token"]!, streamUrl = (string)begun["streamUrl"]!, conversationId = (string)begun["conversationId"]!, domain = Domain(host) });
        await client.StatusAsync(Online);
        await client.DoAsync("post", new { text = "直接连接" });

        await client.ActivityAsync("收到：直接连接");
    }

    [NodeFact]
    public async Task A_conversation_that_went_while_the_socket_was_closed_has_ended()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await client.StatusAsync(Online);
        await client.EventAsync("activity");

        await using (var db = host.OpenDatabase())
            await db.Conversations.ExecuteDeleteAsync();
        await host.DownAsync();
        await host.UpAsync();

        await client.NextAsync(e => ((string)e["event"]! == "error" && ((string)e["message"]!).Contains("ended", StringComparison.Ordinal)) || ((string)e["event"]! == "status" && (int)e["status"]! == Ended));
    }

    [NodeFact]
    public async Task A_token_that_expired_while_the_socket_was_closed_is_said_to_have_expired()
    {
        await using var host = await ScriptedHost.StartAsync(("Channels:DirectLine:TokenLifetime", "00:00:05"));
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await client.StatusAsync(Online);

        await host.DownAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));
        await host.UpAsync();

        await client.StatusAsync(ExpiredToken);
    }

    private static string Domain(ScriptedHost host) => host.Url + "/v3/directline";

    private static async Task<string> TokenAsync(ScriptedHost host)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync(Domain(host) + "/tokens/generate", new { });
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }

    private static async Task<string> RefreshAsync(ScriptedHost host, string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var answer = await http.PostAsync(Domain(host) + "/tokens/refresh", content: null);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }

    /// <summary>As a person's answer comes: of the bot's own accord.</summary>
    private static async Task SayAsync(ScriptedHost host, JsonObject state, string text)
    {
        var turns = (PolicyBot.Web.Channels.DirectLine.DirectLineTurns)host.Services.GetService(typeof(PolicyBot.Web.Channels.DirectLine.DirectLineTurns))!;
        Assert.True(await turns.SayAsync((string)state["conversationId"]!, text, CancellationToken.None));
    }
}

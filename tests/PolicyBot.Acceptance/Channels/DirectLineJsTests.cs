using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Channels;

/// <summary>Every row of “what directlinejs does” that depends on the host, with Microsoft's own client.</summary>
public sealed class DirectLineJsTests
{
    private const int Online = 2;
    private const int ExpiredToken = 3;
    private const int FailedToConnect = 4;
    private const int Ended = 5;

    [NodeFact]
    public async Task A_question_over_WebSocket_is_echoed_and_answered()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await client.StatusAsync(Online);

        await client.DoAsync("post", new { text = "补贴怎么领", channelData = new { clientActivityID = "c1" } });
        var echo = await client.ActivityAsync("补贴怎么领");
        var answer = await client.ActivityAsync("收到：补贴怎么领");

        Assert.Equal("c1", (string)echo["channelData"]!["clientActivityID"]!);
        Assert.Equal((string)echo["id"]!, (string)answer["replyToId"]!);
        await client.DoAsync("session");
        Assert.Equal("", (string)(await client.EventAsync("session"))["id"]!);
    }

    [NodeFact]
    public async Task A_question_is_answered_by_polling_as_well()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await client.StatusAsync(Online);

        await client.DoAsync("post", new { text = "补贴怎么领" });

        await client.ActivityAsync("收到：补贴怎么领");
    }

    [NodeFact]
    public async Task After_a_restart_of_the_server_the_client_comes_back_by_itself_and_gets_what_it_missed_once()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await client.StatusAsync(Online);
        await client.DoAsync("post", new { text = "第一问" });
        await client.ActivityAsync("第一问");
        await client.ActivityAsync("收到：第一问");
        await client.DoAsync("state");
        var state = await client.EventAsync("state");

        await host.DownAsync();
        await host.UpAsync();
        // While the client waits to reconnect, somebody else with the same token asks in the conversation.
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)state["token"]!);
        await http.PostAsJsonAsync($"{Domain(host)}/conversations/{state["conversationId"]}/activities", new { type = "message", text = "第二问", from = new { id = "u1" } });

        await client.ActivityAsync("第二问");
        await client.ActivityAsync("收到：第二问");
        await client.DoAsync("post", new { text = "第三问" });
        await client.ActivityAsync("收到：第三问");
        Assert.DoesNotContain(client.Unexpected, t => t is "第一问" or "第二问" or "收到：第一问" or "收到：第二问");
    }

    [NodeFact]
    public async Task A_conversation_is_resumed_with_its_token_id_and_watermark()
    {
        await using var host = await ScriptedHost.StartAsync();
        JsonObject state;
        await using (var first = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) }))
        {
            await first.StatusAsync(Online);
            await first.DoAsync("post", new { text = "第一问" });
            await first.ActivityAsync("收到：第一问");
            await first.DoAsync("state");
            state = await first.EventAsync("state");
        }

        await using var second = await NodeClient.StartAsync(new { token = (string)state["token"]!, conversationId = (string)state["conversationId"]!, watermark = "2", domain = Domain(host) });
        var replayed = await second.EventAsync("activity");

        Assert.Equal("收到：第一问", (string)replayed["activity"]!["text"]!);
    }

    [NodeFact]
    public async Task An_expired_token_makes_the_client_say_so_on_a_post_and_on_a_poll()
    {
        await using var host = await ScriptedHost.StartAsync(("Channels:DirectLine:TokenLifetime", "00:00:10"));
        await using var posting = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await posting.StatusAsync(Online);
        await using var polling = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await polling.StatusAsync(Online);

        await polling.StatusAsync(ExpiredToken);
        await posting.DoAsync("post", new { text = "还在吗" });

        Assert.Equal("retry", (string)(await posting.EventAsync("posted"))["id"]!);
    }

    [NodeFact]
    public async Task A_bad_token_fails_the_start_for_good()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = "bad", domain = Domain(host) });

        await client.StatusAsync(FailedToConnect);
    }

    [NodeFact]
    public async Task A_conversation_that_was_deleted_ends_the_polling()
    {
        await using var host = await ScriptedHost.StartAsync();
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host), webSocket = false });
        await client.StatusAsync(Online);
        await client.EventAsync("activity");

        await using (var db = host.OpenDatabase())
            await db.Conversations.ExecuteDeleteAsync();

        await client.StatusAsync(Ended);
    }

    [NodeFact]
    public async Task A_post_that_is_too_long_is_an_error_to_its_caller_and_the_conversation_goes_on()
    {
        await using var host = await ScriptedHost.StartAsync(("Channels:DirectLine:MaxBodyBytes", "2048"));
        await using var client = await NodeClient.StartAsync(new { token = await TokenAsync(host), domain = Domain(host) });
        await client.StatusAsync(Online);

        await client.DoAsync("post", new { text = new string('长', 2000) });
        Assert.Equal(413, (int)(await client.EventAsync("failed"))["status"]!);
        await client.DoAsync("post", new { text = "短" });

        await client.ActivityAsync("收到：短");
    }

    private static string Domain(ScriptedHost host) => host.Url + "/v3/directline";

    private static async Task<string> TokenAsync(ScriptedHost host)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync(Domain(host) + "/tokens/generate", new { });
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }
}

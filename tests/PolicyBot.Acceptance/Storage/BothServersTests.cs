using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Acceptance.Storage;

/// <summary>The same story on both real servers: the migrations run, a conversation outlives a restart, two people race for a ticket, a restart of the database is survived.</summary>
public sealed class BothServersTests
{
    [Fact]
    public async Task A_conversation_outlives_a_restart_on_SQLite()
    {
        await using var host = await ScriptedHost.StartAsync();
        await OutlivesARestartAsync(host);
    }

    [PostgreSqlFact]
    public async Task A_conversation_outlives_a_restart_on_PostgreSQL()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var host = await ScriptedHost.StartAsync(("Storage:Provider", "postgresql"), ("Storage:ConnectionString", server.ConnectionString));
        await OutlivesARestartAsync(host);
        await OneOfTwoWinsATicketAsync(host);
    }

    [PostgreSqlFact]
    public async Task A_restart_of_PostgreSQL_in_mid_work_costs_no_poller_its_conversation()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var host = await ScriptedHost.StartAsync(("Storage:Provider", "postgresql"), ("Storage:ConnectionString", server.ConnectionString));
        using var http = new HttpClient();
        var begun = await BeginAsync(http, host);
        await AskAsync(http, host, begun, "第一问", 3);

        await server.DownAsync();
        var meanwhile = await http.GetAsync($"{host.Url}/v3/directline/conversations/{begun["conversationId"]}/activities?watermark=3");
        await server.UpAsync();

        Assert.Equal(System.Net.HttpStatusCode.OK, meanwhile.StatusCode);
        Assert.Equal("3", (string)(await meanwhile.Content.ReadFromJsonAsync<JsonObject>())!["watermark"]!);
        await AskAsync(http, host, begun, "第二问", 5);
    }

    private static async Task OutlivesARestartAsync(ScriptedHost host)
    {
        using var http = new HttpClient();
        var begun = await BeginAsync(http, host);
        await AskAsync(http, host, begun, "我叫张三，补贴怎么领", 3);

        await host.DownAsync();
        await host.UpAsync();
        var activities = await AskAsync(http, host, begun, "第二问", 5);

        Assert.Equal("我叫***，补贴怎么领", (string)activities[1]["text"]!);
        Assert.Equal("收到：第二问", (string)activities[4]["text"]!);
        await using var db = host.OpenDatabase();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(5, await db.Activities.CountAsync());
    }

    private static async Task OneOfTwoWinsATicketAsync(ScriptedHost host)
    {
        await using (var db = host.OpenDatabase())
        {
            db.Tickets.Add(new Ticket { Id = "t", Channel = "wechat", Conversation = "k", Transcript = "问" });
            await db.SaveChangesAsync();
        }

        await using var one = host.OpenDatabase();
        await using var two = host.OpenDatabase();
        (await one.Tickets.SingleAsync()).Version++;
        (await two.Tickets.SingleAsync()).Version++;
        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => two.SaveChangesAsync());
    }

    private static async Task<JsonObject> BeginAsync(HttpClient http, ScriptedHost host)
    {
        var generated = (await (await http.PostAsJsonAsync($"{host.Url}/v3/directline/tokens/generate", new { })).Content.ReadFromJsonAsync<JsonObject>())!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)generated["token"]!);
        var begun = (await (await http.PostAsJsonAsync($"{host.Url}/v3/directline/conversations", new { })).Content.ReadFromJsonAsync<JsonObject>())!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)begun["token"]!);
        return begun;
    }

    private static async Task<IReadOnlyList<JsonObject>> AskAsync(HttpClient http, ScriptedHost host, JsonObject begun, string text, int expected)
    {
        var url = $"{host.Url}/v3/directline/conversations/{begun["conversationId"]}/activities";
        (await http.PostAsJsonAsync(url, new { type = "message", text, from = new { id = "u1" } })).EnsureSuccessStatusCode();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = ((JsonArray)(await http.GetFromJsonAsync<JsonObject>(url, limit.Token))!["activities"]!).OfType<JsonObject>().ToList();
            if (found.Count >= expected)
                return found;
            await Task.Delay(50, limit.Token);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Tests.Web.Api;
using PolicyBot.Tests.Web.Channels.BotFramework;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.HandOff;

/// <summary>A person's answer finds its way back through each channel, or waits for the citizen's next message.</summary>
public sealed class TicketDeliveryTests : IDisposable
{
    private const string Token = "delivery-token";
    private readonly TestDatabase _database = new();
    private readonly ConcurrentQueue<(string Path, JsonObject Body)> _received = new();
    private int _status = StatusCodes.Status200OK;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_connector_gets_the_answer_as_a_message_of_its_own_even_after_a_restart()
    {
        await using var connector = await LoopbackServer.StartAsync(ServeAsync);
        await using (var before = await HostAsync())
            await OpenByConnectorAsync(before, connector);
        Assert.Contains(connector.Address, Only(db => db.Conversations).Reference, StringComparison.Ordinal);

        await using var after = await HostAsync();
        Assert.True(await AnswerAsync(after, "请带营业执照到窗口。"));

        var (path, body) = _received.Last();
        Assert.Equal("/v3/conversations/c/activities", path);
        Assert.Equal(("bot", "u"), ((string)body["from"]!["id"]!, (string)body["recipient"]!["id"]!));
        Assert.Contains("请带营业执照到窗口。", (string)body["text"]!, StringComparison.Ordinal);
        Assert.NotNull(Only(db => db.Tickets).DeliveredAt);
    }

    [Fact]
    public async Task What_a_connector_refuses_comes_with_the_citizens_next_message_and_once()
    {
        await using var connector = await LoopbackServer.StartAsync(ServeAsync);
        await using var host = await HostAsync();
        await OpenByConnectorAsync(host, connector);
        _status = StatusCodes.Status403Forbidden;
        Assert.False(await AnswerAsync(host, "请带营业执照到窗口。"));

        var first = await ExpectAsync(host, "还在吗");
        var second = await ExpectAsync(host, "还在吗");

        Assert.Contains("请带营业执照到窗口。", first, StringComparison.Ordinal);
        Assert.DoesNotContain("请带营业执照到窗口。", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_with_the_customer_service_api_sends_the_answer_and_stores_no_openid()
    {
        await using var platform = await LoopbackServer.StartAsync(ServeAsync);
        await using var host = await HostAsync(("PolicyBot:Channels:WeChat:AppId", "wx1"), ("PolicyBot:Channels:WeChat:AppSecret", "secret"), ("PolicyBot:Channels:WeChat:ApiBase", platform.Address));
        await SayAsync(host, HandOffDesk.Consent);

        Assert.True(await AnswerAsync(host, "请带营业执照到窗口。"));

        var (path, body) = _received.Last();
        Assert.Equal("/cgi-bin/message/custom/send", path);
        Assert.Equal("openid-secret-1", (string?)body["touser"]);
        Assert.Contains("请带营业执照到窗口。", (string)body["text"]!["content"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("openid-secret-1", Only(db => db.Tickets).Conversation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wechat", false)]
    [InlineData("wechat", true)]
    [InlineData("botframework", false)]
    [InlineData("botframework", true)]
    public async Task With_the_last_ticket_closed_or_the_records_deleted_nothing_is_kept_to_reach_the_citizen(string channel, bool isDeleted)
    {
        await using var platform = await LoopbackServer.StartAsync(ServeAsync);
        await using var host = await HostAsync(("PolicyBot:Channels:WeChat:AppId", "wx1"), ("PolicyBot:Channels:WeChat:AppSecret", "secret"), ("PolicyBot:Channels:WeChat:ApiBase", platform.Address));
        if (channel is "wechat")
            await SayAsync(host, HandOffDesk.Consent);
        else
            await OpenByConnectorAsync(host, platform);
        var ticket = Only(db => db.Tickets);
        using (var db = _database.CreateDbContext())
        {
            db.Tickets.Add(new Ticket { Id = "earlier", Channel = channel, Conversation = ticket.Conversation, Transcript = "", State = TicketState.Taken, TakenBy = "甲" });
            db.SaveChanges();
        }

        var desk = host.Services.GetRequiredService<TicketDesk>();
        var carrier = host.Services.GetServices<TicketCarrier>().Single(c => c.Channel == channel);
        Assert.Equal(TicketEnd.Done, (await desk.CloseAsync("earlier", "甲", CancellationToken.None)).End);
        Assert.True(await carrier.CarryAsync(ticket.Conversation, "还在办。", CancellationToken.None));

        if (isDeleted)
        {
            await host.Services.GetRequiredService<PersonRecords>().DeleteAsync(channel, [ticket.Conversation], CancellationToken.None);
        }
        else
        {
            await desk.TakeAsync(ticket.Id, "甲", evenFromOther: false, CancellationToken.None);
            Assert.Equal(TicketEnd.Done, (await desk.CloseAsync(ticket.Id, "甲", CancellationToken.None)).End);
        }

        Assert.False(await carrier.CarryAsync(ticket.Conversation, "已办结。", CancellationToken.None));
        using var after = _database.CreateDbContext();
        Assert.All(after.Conversations, c => Assert.Null(c.Reference));
    }

    [Fact]
    public async Task Without_that_api_the_answer_comes_with_the_next_message()
    {
        await using var host = await HostAsync();
        await SayAsync(host, HandOffDesk.Consent);
        Assert.False(await AnswerAsync(host, "请带营业执照到窗口。"));

        Assert.Contains("请带营业执照到窗口。", await SayAsync(host, "还在吗"), StringComparison.Ordinal);
        Assert.DoesNotContain("请带营业执照到窗口。", await SayAsync(host, "还在吗"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stop_left_undelivered_is_carried_after_the_start()
    {
        await using (var host = await DirectLineHost.StartAsync(_database))
        {
            var begun = await host.BeginAsync();
            using var db = _database.CreateDbContext();
            db.Tickets.Add(new Ticket { Id = "t1", Channel = "directline", Conversation = begun.Id, Transcript = "", State = TicketState.Answered, Answer = "已为您查到。", AnsweredAt = host.Clock.GetUtcNow() });
            db.SaveChanges();
        }

        await using var next = await DirectLineHost.StartAsync(_database);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Only(db => db.Tickets).DeliveredAt is null)
            await Task.Delay(20, limit.Token);
        using var after = _database.CreateDbContext();
        Assert.Contains(after.Activities, a => a.Json.Contains("已为您查到", StringComparison.Ordinal));
    }

    private Task<WebHost> HostAsync(params (string Key, string Value)[] settings) => WebHost.StartAsync(
        (question, _) => Task.FromResult<Answer>(new Greeting { Text = "请拨打热线。", AsOf = question.AsOf }), isServing: true, clock: null,
        settings: [("PolicyBot:Storage:ConnectionString", _database.ConnectionString), ("PolicyBot:HandOff:Tickets", "true"), ("PolicyBot:Channels:WeChat:Token", Token), .. settings]);

    private async Task OpenByConnectorAsync(WebHost host, LoopbackServer connector)
    {
        using var response = await host.Http.PostAsync("/api/messages", AskTests.Json(MessagesTests.Message(HandOffDesk.Consent, service: connector.Address)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_received.IsEmpty)
            await Task.Delay(20, limit.Token);
    }

    private Task<bool> AnswerAsync(WebHost host, string text) =>
        host.Services.GetRequiredService<HandOffDesk>().AnswerAsync(Only(db => db.Tickets).Id, text, CancellationToken.None);

    private static async Task<string> ExpectAsync(WebHost host, string text)
    {
        using var response = await host.Http.PostAsync("/api/messages", AskTests.Json(MessagesTests.Message(text, ""","deliveryMode":"expectReplies" """)));
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]![0]!["text"]!;
    }

    private static async Task<string> SayAsync(WebHost host, string text)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = $"<xml><ToUserName>gh</ToUserName><FromUserName>openid-secret-1</FromUserName><MsgType>text</MsgType><Content>{text}</Content><MsgId>{Guid.NewGuid()}</MsgId></xml>";
        using var response = await host.Http.PostAsync($"/wechat?signature={WeChatSignature.Of(Token, time, "n")}&timestamp={time}&nonce=n", new StringContent(body, Encoding.UTF8, "text/xml"));
        return await response.Content.ReadAsStringAsync();
    }

    private T Only<T>(Func<PolicyBotDb, IQueryable<T>> table)
    {
        using var db = _database.CreateDbContext();
        return Assert.Single(table(db));
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("stable_token", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"access_token":"t","expires_in":7200}""");
            return;
        }

        _received.Enqueue((context.Request.Path.Value, (await JsonNode.ParseAsync(context.Request.Body))!.AsObject()));
        context.Response.StatusCode = _status;
        await context.Response.WriteAsync("""{"errcode":0,"id":"1"}""");
    }
}

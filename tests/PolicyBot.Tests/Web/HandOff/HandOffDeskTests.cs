using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Language;
using PolicyBot.Tests.Given;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.HandOff;

public sealed class HandOffDeskTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("转人工", true)]
    [InlineData("麻烦转人工谢谢", true)]
    [InlineData("找个真人", true)]
    [InlineData("人工智能产业有补贴吗", false)]
    [InlineData("找个真人问问人工智能企业补贴怎么申请需要什么材料", false)]
    public void Cues_of_the_replies_tell_who_asks_for_a_person(string text, bool expected)
    {
        var replies = new ReplyBook([], [new ReplyIntent("handoff", ReplyKind.Handoff, "handoff", [Cue.Parse("找个真人")!], [], Yields: true)]);
        var requests = new HandOffRequests(KnowledgeBase.Empty with { Replies = replies });

        Assert.Equal(expected, requests.Asks(text));
    }

    [Fact]
    public async Task Without_a_console_a_wish_for_a_person_gets_the_assistant_s_words_and_no_ticket()
    {
        await using var host = await HostAsync(tickets: false);
        var begun = await host.BeginAsync();
        await host.PostAsync(begun, DirectLineHost.Message("转人工"));
        var answer = (await host.PollUntilAsync(begun, 3))[2];
        await host.PostAsync(begun, DirectLineHost.Message(HandOffDesk.Consent));
        await host.PollUntilAsync(begun, 5);

        Assert.Null(answer["suggestedActions"]);
        using var db = _database.CreateDbContext();
        Assert.Empty(db.Tickets);
    }

    [Fact]
    public async Task A_ticket_needs_consent_holds_the_masked_conversation_and_its_answer_comes_back()
    {
        await using var host = await HostAsync(tickets: true);
        var begun = await host.BeginAsync();
        await host.PostAsync(begun, DirectLineHost.Message("我叫张三，补贴怎么领"));
        await host.PollUntilAsync(begun, 3);
        await host.PostAsync(begun, DirectLineHost.Message("转人工"));
        var offer = (await host.PollUntilAsync(begun, 5))[4];
        Assert.Equal(0, CountTickets());

        await WaitForTurnsAsync(2);
        await host.PostAsync(begun, DirectLineHost.Message((string)offer["suggestedActions"]!["actions"]![0]!["value"]!));
        var receipt = (await host.PollUntilAsync(begun, 7))[6];
        Ticket ticket;
        using (var db = _database.CreateDbContext())
            ticket = Assert.Single(db.Tickets);
        var carried = await host.Services.GetRequiredService<HandOffDesk>().AnswerAsync(ticket.Id, "请带营业执照到窗口。", CancellationToken.None);
        var reply = (await host.PollUntilAsync(begun, 8))[7];

        Assert.Contains(ticket.Id, (string)receipt["text"]!, StringComparison.Ordinal);
        Assert.Contains("问：我叫***，补贴怎么领", ticket.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", ticket.Transcript, StringComparison.Ordinal);
        Assert.True(carried);
        Assert.Contains("请带营业执照到窗口。", (string)reply["text"]!, StringComparison.Ordinal);
        using var after = _database.CreateDbContext();
        Assert.NotNull(Assert.Single(after.Tickets).DeliveredAt);
    }

    [Fact]
    public async Task An_answer_that_no_channel_carries_waits_for_the_citizen_s_next_message_and_comes_once()
    {
        await using var host = await HostAsync(tickets: true);
        var desk = host.Services.GetRequiredService<HandOffDesk>();
        var consent = new Question(HandOffDesk.Consent, "k1", new DateOnly(2026, 11, 24));
        Task<Answer> AskAsync(string text) => desk.AnswerAsync("wechat", consent with { Text = text }, KnowledgeBase.Empty, () => Task.FromResult<Answer>(new Answered { Text = "答", AsOf = consent.AsOf }), CancellationToken.None);

        await AskAsync(HandOffDesk.Consent);
        string id;
        using (var db = _database.CreateDbContext())
            id = Assert.Single(db.Tickets).Id;
        var carried = await desk.AnswerAsync(id, "已为您查到。", CancellationToken.None);
        var first = await AskAsync("还在吗");
        var second = await AskAsync("还在吗");

        Assert.False(carried);
        Assert.Contains("已为您查到。", first.Text, StringComparison.Ordinal);
        Assert.EndsWith("答", first.Text, StringComparison.Ordinal);
        Assert.Equal("答", second.Text);
    }

    [Fact]
    public async Task Of_two_people_who_change_a_ticket_at_once_the_second_is_told()
    {
        await using var host = await HostAsync(tickets: true);
        using (var db = _database.CreateDbContext())
        {
            db.Tickets.Add(new Ticket { Id = "t", Channel = "wechat", Conversation = "k", Transcript = "" });
            db.SaveChanges();
        }

        using var one = _database.CreateDbContext();
        using var two = _database.CreateDbContext();
        foreach (var (db, name) in new[] { (one, "甲"), (two, "乙") })
        {
            var ticket = db.Tickets.Single();
            ticket.TakenBy = name;
            ticket.Version++;
        }

        one.SaveChanges();

        Assert.Throws<DbUpdateConcurrencyException>(() => two.SaveChanges());
    }

    private Task<DirectLineHost> HostAsync(bool tickets) => DirectLineHost.StartAsync(
        _database,
        (question, _) => Task.FromResult<Answer>(new Greeting { Text = "请拨打12345。", AsOf = question.AsOf }),
        settings: ("HandOff:Tickets", tickets ? "true" : "false"));

    private int CountTickets()
    {
        using var db = _database.CreateDbContext();
        return db.Tickets.Count();
    }

    private async Task WaitForTurnsAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            using var db = _database.CreateDbContext();
            if (await db.Turns.CountAsync(limit.Token) >= count)
                return;
            await Task.Delay(20, limit.Token);
        }
    }
}

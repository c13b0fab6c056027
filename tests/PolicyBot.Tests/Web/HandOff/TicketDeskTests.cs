using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Tests.Given;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.HandOff;

public sealed class TicketDeskTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly TicketDelivery _delivery;
    private readonly TicketDesk _desk;

    public TicketDeskTests()
    {
        _delivery = new(_database, [], TimeProvider.System, NullLogger<TicketDelivery>.Instance);
        _desk = new(_database, _delivery, TimeProvider.System);
        using var db = _database.CreateDbContext();
        db.Tickets.Add(new Ticket { Id = "t1", Channel = "wechat", Conversation = "k", Transcript = "问：补贴怎么领\n答：见文件。" });
        db.SaveChanges();
    }

    public void Dispose()
    {
        _delivery.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Of_many_who_take_one_ticket_at_once_one_has_it_and_the_others_are_told_who()
    {
        var moves = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => _desk.TakeAsync("t1", $"operator{i}", evenFromOther: false, CancellationToken.None))));

        var winner = Assert.Single(moves, m => m.End is TicketEnd.Done).Ticket!.TakenBy;
        Assert.All(moves.Where(m => m.End is not TicketEnd.Done), m =>
        {
            Assert.Equal(TicketEnd.HeldByOther, m.End);
            Assert.Equal(winner, m.Ticket!.TakenBy);
        });
    }

    [Fact]
    public async Task Only_who_has_it_answers_returns_or_closes_it()
    {
        await TakeAsync("a");

        Assert.Equal(TicketEnd.HeldByOther, (await _desk.AnswerAsync("t1", "b", "答", CancellationToken.None)).End);
        Assert.Equal(TicketEnd.HeldByOther, (await _desk.ReturnAsync("t1", "b", CancellationToken.None)).End);
        Assert.Equal(TicketEnd.HeldByOther, (await _desk.CloseAsync("t1", "b", CancellationToken.None)).End);
        Assert.Equal(TicketEnd.HeldByOther, (await _desk.TakeAsync("t1", "b", evenFromOther: false, CancellationToken.None)).End);
        Assert.Equal("b", (await _desk.TakeAsync("t1", "b", evenFromOther: true, CancellationToken.None)).Ticket!.TakenBy);
    }

    [Fact]
    public async Task A_returned_ticket_waits_again_and_keeps_its_place_in_the_queue()
    {
        await TakeAsync("a");
        await _desk.ReturnAsync("t1", "a", CancellationToken.None);

        Assert.Equal(1, await _desk.WaitingAsync(CancellationToken.None));
        Assert.Null(Assert.Single(await _desk.ListAsync(state: null, CancellationToken.None)).TakenBy);
    }

    [Fact]
    public async Task A_second_answer_leaves_the_first_in_the_transcript()
    {
        await _delivery.StartAsync(CancellationToken.None);
        await TakeAsync("a");
        var first = await _desk.AnswerAsync("t1", "a", " 请到窗口办理。证件号230506199001011234，电话0469-4228888 ", CancellationToken.None);
        await TakeAsync("a");
        var second = await _desk.AnswerAsync("t1", "a", "窗口在二楼。", CancellationToken.None);

        Assert.Equal(TicketEnd.Waits, first.End);
        Assert.Equal("请到窗口办理。证件号***，电话0469-4228888", first.Ticket!.Answer);
        Assert.Equal("窗口在二楼。", second.Ticket!.Answer);
        Assert.EndsWith("工作人员：请到窗口办理。证件号***，电话0469-4228888", second.Ticket.Transcript, StringComparison.Ordinal);
        await _delivery.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_is_closed_or_gone_is_not_taken()
    {
        await TakeAsync("a");
        await _desk.CloseAsync("t1", "a", CancellationToken.None);

        Assert.Equal(TicketEnd.NotNow, (await _desk.TakeAsync("t1", "b", evenFromOther: true, CancellationToken.None)).End);
        Assert.Equal(TicketEnd.Gone, (await _desk.TakeAsync("none", "b", evenFromOther: false, CancellationToken.None)).End);
        Assert.Empty(await _desk.ListAsync(state: null, CancellationToken.None));
        Assert.Single(await _desk.ListAsync(TicketState.Closed, CancellationToken.None));
    }

    private Task<TicketMove> TakeAsync(string by) => _desk.TakeAsync("t1", by, evenFromOther: false, CancellationToken.None);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations;

public sealed class TurnLogTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Turns_are_numbered_in_their_order_and_go_on_after_a_restart()
    {
        await WriteAsync(log => { log.Record(Turn("a", 1)); log.Record(Turn("b", 2)); }, db => db.Turns.Count() == 2);
        await WriteAsync(log => log.Record(Turn("c", 3)), db => db.Turns.Count() == 3);

        await using var db = _database.CreateDbContext();
        Assert.Equal(["a:0", "b:1", "c:2"], (await db.Turns.OrderBy(t => t.No).ToListAsync()).Select(t => $"{t.Id}:{t.No}"));
    }

    [Fact]
    public async Task Who_asks_for_a_person_makes_a_gap_of_the_question_before()
    {
        await WriteAsync(log =>
        {
            log.Record(Turn("question", 1));
            log.Record(Turn("greeting", 2, status: "greeting"));
            log.Record(Turn("person", 3, status: "not_found", isHandOff: true));
        }, db => db.Turns.Count(t => t.IsHandOff) == 2);

        await using var db = _database.CreateDbContext();
        Assert.Equal("question", Assert.Single(await db.Turns.Where(t => t.IsGap).ToListAsync()).Id);
        Assert.Equal(["person", "question"], await db.Turns.Where(t => t.IsHandOff).Select(t => t.Id).OrderBy(i => i).ToListAsync());
    }

    [Fact]
    public async Task A_person_who_is_asked_for_at_once_is_a_gap_itself()
    {
        await WriteAsync(log => log.Record(Turn("person", 1, isHandOff: true)), db => db.Turns.Any());

        await using var db = _database.CreateDbContext();
        Assert.True((await db.Turns.SingleAsync()).IsGap);
    }

    [Fact]
    public async Task A_dislike_makes_a_gap()
    {
        await WriteAsync(log => { log.Record(Turn("a", 1)); log.RecordFeedback("a", "dislike"); log.RecordFeedback("gone", "dislike"); }, db => db.Turns.Any(t => t.Feedback == "dislike"));

        await using var db = _database.CreateDbContext();
        Assert.True((await db.Turns.SingleAsync()).IsGap);
    }

    [Fact]
    public async Task A_turn_that_the_database_refuses_costs_no_other()
    {
        await WriteAsync(log => { log.Record(Turn("a", 1)); log.Record(Turn("a", 2)); log.Record(Turn("b", 3)); }, db => db.Turns.Count() == 2);

        await using var db = _database.CreateDbContext();
        Assert.Equal(["a", "b"], await db.Turns.Select(t => t.Id).OrderBy(i => i).ToListAsync());
    }

    private async Task WriteAsync(Action<TurnLog> record, Func<PolicyBotDb, bool> isDone)
    {
        using var log = new TurnLog(_database, TimeProvider.System, NullLogger<TurnLog>.Instance);
        record(log);
        await log.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var db = _database.CreateDbContext();
            if (isDone(db))
                break;
            await Task.Delay(20, limit.Token);
        }

        await log.StopAsync(CancellationToken.None);
    }

    private static StoredTurn Turn(string id, int minute, string status = "answered", bool isHandOff = false) => new()
    {
        Id = id,
        Channel = "directline",
        Conversation = "k",
        At = new DateTimeOffset(2026, 11, 25, 0, minute, 0, TimeSpan.Zero),
        Question = id,
        Status = status,
        Answer = "答",
        Clauses = "",
        IsHandOff = isHandOff,
        IsGap = isHandOff,
    };
}

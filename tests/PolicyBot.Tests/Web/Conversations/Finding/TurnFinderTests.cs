using Microsoft.EntityFrameworkCore;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations.Finding;

/// <summary>A little more than two blocks of turns, one a minute, so that a search crosses both borders.</summary>
public sealed class ManyTurns : IAsyncLifetime, IDisposable
{
    public const int Count = (2 * TurnBlock.Size) + 100;
    public static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public TestDatabase Database { get; } = new();

    public TurnIndex Index => new(Database);

    public async Task InitializeAsync()
    {
        await using var db = Database.CreateDbContext();
        foreach (var numbers in Enumerable.Range(1, Count).Chunk(4000))
        {
            db.Turns.AddRange(numbers.Select(Turn));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        while (await Index.SealNextAsync(CancellationToken.None))
        {
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Database.Dispose();

    /// <summary>Every thousandth asks for a ferry; the one before it only has the pairs of 渡船票 apart.</summary>
    private static StoredTurn Turn(int no) => new()
    {
        Id = $"t{no:000000}",
        No = no,
        Channel = no % 2 == 0 ? "wechat" : "page",
        Conversation = $"c{no / 3}",
        At = First.AddMinutes(no),
        Question = no % 1000 == 0 ? "渡船票怎么买" : no % 1000 == 999 ? "渡船开不开，船票贵不贵" : $"第{no}号问题",
        Status = no % 1000 == 0 ? "not_found" : "answered",
        Answer = no % 500 == 0 ? "请看ABC目录。" : "见文件。",
        Clauses = no % 4 == 0 ? "云政发〔2024〕7号#正文/一\n云政发〔2024〕8号#正文/二" : "",
    };
}

public sealed class TurnFinderTests(ManyTurns turns) : IClassFixture<ManyTurns>
{
    [Fact]
    public async Task Words_are_found_in_every_block_and_after_the_last_newest_first()
    {
        var page = await FindAsync(new() { Words = "渡船票" });

        Assert.Equal(Enumerable.Range(1, 16).Reverse().Select(i => i * 1000L), page.Turns.Select(t => t.No));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Two_words_both_have_to_be_there_in_question_or_answer_whatever_their_case()
    {
        var page = await FindAsync(new() { Words = "abc 怎么买" });

        Assert.Equal(16, page.Turns.Count);
        Assert.Empty((await FindAsync(new() { Words = "abc 开不开" })).Turns);
    }

    [Fact]
    public async Task A_single_character_is_found()
    {
        var page = await FindAsync(new() { Words = "贵" });

        Assert.Equal(16, page.Turns.Count);
        Assert.All(page.Turns, t => Assert.Equal(999, t.No % 1000));
    }

    [Fact]
    public async Task Status_channel_and_document_narrow_without_words()
    {
        Assert.Equal(16, (await FindAsync(new() { Status = "not_found" })).Turns.Count);
        Assert.Empty((await FindAsync(new() { Status = "not_found", Channel = "page" })).Turns);
        Assert.Equal(16, (await FindAsync(new() { Status = "not_found", Document = "云政发〔2024〕8号" })).Turns.Count);
        Assert.Empty((await FindAsync(new() { Document = "云政发〔2024〕9号" })).Turns);
    }

    [Fact]
    public async Task Days_are_days_of_China_and_both_ends_count()
    {
        // 2 November in China is 1 November 16:00 to 2 November 16:00 UTC: minutes 960 to 2399.
        var page = await FindAsync(new() { From = new(2026, 11, 2), To = new(2026, 11, 2), Words = "渡船票" });

        Assert.Equal([2000L, 1000L], page.Turns.Select(t => t.No));
    }

    [Fact]
    public async Task Pages_join_without_a_gap_or_a_repeat()
    {
        var seen = new List<long>();
        long? before = null;
        do
        {
            var page = await FindAsync(new() { Status = "not_found", Take = 5, Before = before });
            seen.AddRange(page.Turns.Select(t => t.No));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, 16).Reverse().Select(i => i * 1000L), seen);
    }

    [Fact]
    public async Task Nothing_asked_lists_the_newest()
    {
        var page = await FindAsync(new() { Take = 2 });

        Assert.Equal([ManyTurns.Count, ManyTurns.Count - 1L], page.Turns.Select(t => t.No));
        Assert.Equal(ManyTurns.Count - 1L, page.Next);
    }

    [Theory]
    [InlineData("！？…")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE turns; --")]
    public async Task Odd_words_find_nothing_and_break_nothing(string words) => Assert.Empty((await FindAsync(new() { Words = words })).Turns);

    private Task<TurnPage> FindAsync(TurnQuery query) => new TurnFinder(turns.Database).FindAsync(query, CancellationToken.None);
}

using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations.Finding;

public sealed class TurnIndexTests : IAsyncLifetime
{
    private readonly ManyTurns _turns = new();

    public Task InitializeAsync() => _turns.InitializeAsync();

    public Task DisposeAsync()
    {
        _turns.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_block_is_written_once_it_is_full()
    {
        await using var db = _turns.Database.CreateDbContext();

        Assert.Equal([0, 1], db.TurnBlocks.Select(b => b.Block).Order());
        Assert.Equal(2 * TurnBlock.Size, await TurnIndex.FirstOpenAsync(db, CancellationToken.None));
        Assert.False(await _turns.Index.SealNextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Feedback_that_comes_after_its_block_is_found()
    {
        await using (var db = _turns.Database.CreateDbContext())
        {
            await db.Turns.Where(t => t.No == 77).ExecuteUpdateAsync(s => s.SetProperty(t => t.Feedback, "dislike"));
            await TurnIndex.AddAsync(db, 77, TurnTerms.Feedback("dislike"), CancellationToken.None);
        }

        var page = await new TurnFinder(_turns.Database).FindAsync(new() { Feedback = "dislike", Words = "问题" }, CancellationToken.None);

        Assert.Equal(77, Assert.Single(page.Turns).No);
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_postings_too()
    {
        await using var db = _turns.Database.CreateDbContext();
        await db.Turns.Where(t => t.Status == "not_found").ExecuteDeleteAsync();

        await _turns.Index.ForgetAsync([1000, 2000, TurnBlock.Size + 1000], CancellationToken.None);

        Assert.False(await db.TurnPostings.AnyAsync(p => p.Term == "怎么"));
        Assert.True(await db.TurnPostings.AnyAsync(p => p.Term == "渡船"));
    }

    [Fact]
    public async Task Blocks_before_the_oldest_turn_are_dropped()
    {
        await using var db = _turns.Database.CreateDbContext();
        await db.Turns.Where(t => t.No < TurnBlock.Size + 5000).ExecuteDeleteAsync();

        await _turns.Index.ForgetBeforeAsync(CancellationToken.None);

        Assert.False(await db.TurnPostings.AnyAsync(p => p.Block == 0));
        Assert.Equal((TurnBlock.Size - 5000) / 2, OffsetSet.Read((await db.TurnPostings.SingleAsync(p => p.Block == 1 && p.Term == "channel:wechat")).Offsets).Count);
    }
}

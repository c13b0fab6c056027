using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations.Finding;

/// <summary>
/// Keeps the postings of full blocks: a block is written once, when its last turn is there, and again only where turns were deleted.
/// One host writes; the marker of a block comes last, so that a half-written block is never read and is written anew.
/// </summary>
public sealed class TurnIndex(IDbContextFactory<PolicyBotDb> databases)
{
    private const int RowsAtOnce = 2000;

    /// <summary>First number that no block covers.</summary>
    public static async Task<long> FirstOpenAsync(PolicyBotDb db, CancellationToken cancellationToken) =>
        ((await db.TurnBlocks.MaxAsync(b => (int?)b.Block, cancellationToken) ?? -1) + 1L) * TurnBlock.Size;

    /// <summary>Writes the oldest block that is full and not yet there. False: there is none.</summary>
    public async Task<bool> SealNextAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var first = await FirstOpenAsync(db, cancellationToken);
        var last = await db.Turns.MaxAsync(t => (long?)t.No, cancellationToken) ?? -1;
        if (last < first + TurnBlock.Size)
            return false;
        var block = (int)(first / TurnBlock.Size);
        await db.TurnPostings.Where(p => p.Block == block).ExecuteDeleteAsync(cancellationToken);
        await WriteAsync(db, block, cancellationToken);
        db.TurnBlocks.Add(new TurnBlock { Block = block });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>A property that came after its block was written (a citizen's feedback).</summary>
    public static async Task AddAsync(PolicyBotDb db, long no, string term, CancellationToken cancellationToken)
    {
        var block = (int)(no / TurnBlock.Size);
        if (no >= await FirstOpenAsync(db, cancellationToken))
            return;
        var posting = await db.TurnPostings.SingleOrDefaultAsync(p => p.Term == term && p.Block == block, cancellationToken);
        if (posting is null)
            db.TurnPostings.Add(posting = new TurnPosting { Term = term, Block = block, Offsets = [] });
        var offsets = OffsetSet.Read(posting.Offsets);
        offsets.Add((int)(no % TurnBlock.Size));
        posting.Offsets = offsets.Write();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>After a deletion: what the turns said may not stand in the postings either.</summary>
    public async Task ForgetAsync(IEnumerable<long> deleted, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await FirstOpenAsync(db, cancellationToken);
        foreach (var block in deleted.Where(no => no < open).Select(no => (int)(no / TurnBlock.Size)).Distinct().ToList())
            await db.Database.CreateExecutionStrategy().ExecuteAsync(() => RewriteAsync(block, cancellationToken));
    }

    /// <summary>After retention: blocks before the oldest turn go, and the one it stands in is written anew.</summary>
    public async Task ForgetBeforeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var oldest = await db.Turns.MinAsync(t => (long?)t.No, cancellationToken) ?? await FirstOpenAsync(db, cancellationToken);
        var block = (int)(oldest / TurnBlock.Size);
        await db.TurnPostings.Where(p => p.Block < block).ExecuteDeleteAsync(cancellationToken);
        await ForgetAsync([oldest], cancellationToken);
    }

    private async Task RewriteAsync(int block, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TurnPostings.Where(p => p.Block == block).ExecuteDeleteAsync(cancellationToken);
        await WriteAsync(db, block, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task WriteAsync(PolicyBotDb db, int block, CancellationToken cancellationToken)
    {
        var first = (long)block * TurnBlock.Size;
        var postings = new Dictionary<string, List<ushort>>(StringComparer.Ordinal);
        await foreach (var turn in db.Turns.AsNoTracking().Where(t => t.No >= first && t.No < first + TurnBlock.Size).OrderBy(t => t.No).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var offset = (ushort)(turn.No - first);
            foreach (var term in TurnTerms.Of(turn))
            {
                if (!postings.TryGetValue(term, out var offsets))
                    postings[term] = offsets = [];
                if (offsets.Count == 0 || offsets[^1] != offset)
                    offsets.Add(offset);
            }
        }

        // Short writes, so that the turns that come meanwhile wait a moment and not for the whole block.
        foreach (var rows in postings.OrderBy(p => p.Key, StringComparer.Ordinal).Chunk(RowsAtOnce))
        {
            db.TurnPostings.AddRange(rows.Select(r => new TurnPosting { Term = r.Key, Block = block, Offsets = OffsetSet.Write(r.Value) }));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}

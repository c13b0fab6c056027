using Microsoft.EntityFrameworkCore;
using PolicyBot.Core.Text;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations.Finding;

/// <summary>A page of turns, newest first. <paramref name="Next"/>: goes on below this number; null at the end.</summary>
/// <param name="IsCut">True where so many turns hold the pairs of characters, but not the words, that the search paused; <paramref name="Next"/> goes on.</param>
public sealed record TurnPage(IReadOnlyList<StoredTurn> Turns, long? Next, bool IsCut);

/// <summary>
/// Finds turns, newest first, on either server: what no block covers yet is read as it is, the rest through the postings, and every hit is checked against its own words,
/// so that neighbouring pairs that only seem to make a word are never shown.
/// </summary>
public sealed class TurnFinder(IDbContextFactory<PolicyBotDb> databases)
{
    private const int RowsAtOnce = 200;
    private const int MostChecked = 6000;
    private const int FirstBlocks = 8;
    private const int MostBlocks = 64;

    public async Task<TurnPage> FindAsync(TurnQuery query, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var search = new Search(db, query, await RangeAsync(db, query, cancellationToken));
        if (search.Terms.Count == 0)
            await search.ListAsync(cancellationToken);
        else if (!await search.ReadOpenAsync(await TurnIndex.FirstOpenAsync(db, cancellationToken), cancellationToken))
            await search.ReadBlocksAsync(cancellationToken);
        return search.Page();
    }

    /// <summary>Days as instants, and as numbers: turns are numbered nearly in the order of their time, so a border is met with some slack and the instants decide.</summary>
    private static async Task<Span> RangeAsync(PolicyBotDb db, TurnQuery query, CancellationToken cancellationToken)
    {
        const long Slack = 2000;
        var from = query.From is { } first ? ChinaDays.Start(first) : (DateTimeOffset?)null;
        var to = query.To is { } last ? ChinaDays.End(last) : (DateTimeOffset?)null;
        long low = 0, high = long.MaxValue;
        if (from is not null)
            low = (await db.Turns.Where(t => t.At >= from).OrderBy(t => t.At).Select(t => (long?)t.No).FirstOrDefaultAsync(cancellationToken) ?? long.MaxValue) - Slack;
        if (to is not null)
            high = (await db.Turns.Where(t => t.At < to).OrderByDescending(t => t.At).Select(t => (long?)t.No).FirstOrDefaultAsync(cancellationToken) ?? -1) + Slack;
        return new(from, to, Math.Max(low, 0), Math.Min(high, query.Before ?? long.MaxValue));
    }

    /// <param name="Low">Inclusive.</param>
    /// <param name="High">Exclusive.</param>
    private sealed record Span(DateTimeOffset? From, DateTimeOffset? To, long Low, long High);

    private sealed class Search(PolicyBotDb db, TurnQuery query, Span span)
    {
        private readonly List<StoredTurn> _found = [];
        private readonly IReadOnlyList<string> _words = query.NormalWords;
        private readonly int _take = Math.Clamp(query.Take, 1, 200);
        private long _firstOpen;
        private int _checked;
        private long? _cutAt;

        public IReadOnlyCollection<string> Terms { get; } = query.Terms();

        private bool IsFull => _found.Count > _take || _cutAt is not null;

        public TurnPage Page() => new([.. _found.Take(_take)], _found.Count > _take ? _found[_take - 1].No : _cutAt, _cutAt is not null);

        public async Task ListAsync(CancellationToken cancellationToken)
        {
            // Words of nothing but punctuation: nothing holds them as words, so every turn is looked at, up to the bound.
            var rows = InSpan().Where(t => t.No >= span.Low && t.No < span.High).OrderByDescending(t => t.No);
            if (_words.Count == 0)
                _found.AddRange(await rows.Take(_take + 1).ToListAsync(cancellationToken));
            else
                Keep(await rows.Take(MostChecked).ToListAsync(cancellationToken));
        }

        /// <summary>True where the page is full.</summary>
        public async Task<bool> ReadOpenAsync(long firstOpen, CancellationToken cancellationToken)
        {
            _firstOpen = firstOpen;
            var low = Math.Max(span.Low, firstOpen);
            if (low >= span.High)
                return false;
            // By number alone: asked for a state or a channel as well, a server takes the index of that and reads every turn of it.
            var rows = db.Turns.Where(t => t.No >= low && t.No < span.High);
            await foreach (var turn in rows.OrderByDescending(t => t.No).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (Holds(turn))
                    _found.Add(turn);
                if (IsFull)
                    return true;
            }

            return false;
        }

        public async Task ReadBlocksAsync(CancellationToken cancellationToken)
        {
            var newest = (Math.Min(span.High, _firstOpen) - 1) / TurnBlock.Size;
            var oldest = span.Low / TurnBlock.Size;
            var atOnce = FirstBlocks;
            for (var high = newest; high >= oldest && !IsFull; high -= atOnce, atOnce = Math.Min(atOnce * 2, MostBlocks))
            {
                int low = (int)Math.Max(oldest, high - atOnce + 1), top = (int)high;
                var terms = Terms;
                var postings = await db.TurnPostings.Where(p => terms.Contains(p.Term) && p.Block >= low && p.Block <= top).ToListAsync(cancellationToken);
                var candidates = postings.GroupBy(p => p.Block).Where(b => b.Count() == terms.Count).OrderByDescending(b => b.Key).SelectMany(Candidates);
                foreach (var numbers in candidates.Chunk(RowsAtOnce))
                {
                    var lowest = numbers[^1];
                    Keep(await db.Turns.Where(t => numbers.Contains(t.No)).OrderByDescending(t => t.No).ToListAsync(cancellationToken));
                    if (!IsFull && (_checked += numbers.Length) >= MostChecked)
                        _cutAt = lowest;
                    if (IsFull)
                        return;
                }
            }
        }

        private IEnumerable<long> Candidates(IGrouping<int, TurnPosting> block)
        {
            var both = OffsetSet.Full;
            foreach (var posting in block)
                both.IntersectWith(OffsetSet.Read(posting.Offsets));
            return both.Descending().Select(o => ((long)block.Key * TurnBlock.Size) + o).Where(no => no >= span.Low && no < span.High);
        }

        private void Keep(IEnumerable<StoredTurn> turns) => _found.AddRange(turns.Where(Holds).Take(_take + 1 - _found.Count));

        private IQueryable<StoredTurn> InSpan()
        {
            IQueryable<StoredTurn> turns = db.Turns;
            if (span.From is { } from)
                turns = turns.Where(t => t.At >= from);
            if (span.To is { } to)
                turns = turns.Where(t => t.At < to);
            return turns;
        }

        private bool Holds(StoredTurn turn)
        {
            if (turn.At < span.From || turn.At >= span.To || !Is(query.Status, turn.Status) || !Is(query.Channel, turn.Channel) || !Is(query.Feedback, turn.Feedback) || (query.IsHandOff && !turn.IsHandOff))
                return false;
            if (query.Document is { Length: > 0 } document && !TurnTerms.DocumentsOf(turn).Contains(document, StringComparer.Ordinal))
                return false;
            if (_words.Count == 0)
                return true;
            var question = TextNormalizer.Normalize(turn.Question);
            string? answer = null;
            return _words.All(w => question.Contains(w, StringComparison.Ordinal) || (answer ??= TextNormalizer.Normalize(turn.Answer)).Contains(w, StringComparison.Ordinal));
        }

        private static bool Is(string? asked, string? found) => string.IsNullOrEmpty(asked) || string.Equals(asked, found, StringComparison.Ordinal);
    }
}

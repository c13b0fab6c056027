using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Gaps;

/// <summary>Which gaps, in which days of China, both inclusive.</summary>
public sealed record GapQuery(DateOnly From, DateOnly To, bool NotFound = true, bool Disliked = true, bool HandedOff = true);

/// <summary>One question that had no good answer. <paramref name="Status"/> as in the turn.</summary>
public sealed record GapTurn(string Id, DateTimeOffset At, string Question, string Status, string? Feedback, bool IsHandOff, string Channel, string Unit)
{
    public bool IsNotFound => Status is "not_found" or "failed";

    public bool IsDisliked => Feedback is TurnLog.Dislike;
}

/// <summary>Questions that are alike; the most frequent wording first. Never empty.</summary>
public sealed record GapGroup(IReadOnlyList<GapTurn> Turns)
{
    /// <summary>A turn's id: the group is found again by it as long as that turn is stored.</summary>
    public string Id => Turns[0].Id;

    public string Question => Turns[0].Question;

    public IReadOnlyList<string> Wordings => [.. Turns.Select(t => t.Question).Distinct(StringComparer.Ordinal)];

    public DateTimeOffset LastAt => Turns.Max(t => t.At);

    /// <summary>The unit named most often; empty where none was.</summary>
    public string Unit => Turns.Where(t => t.Unit.Length > 0).GroupBy(t => t.Unit, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? "";
}

/// <param name="IsCut">True where more questions than can be grouped at once fall into these days: the newest were taken.</param>
public sealed record GapGroups(IReadOnlyList<GapGroup> Groups, int Questions, bool IsCut);

/// <summary>
/// The knowledge's gaps as people met them, grouped by likeness. The last grouping is kept for a minute, so that turning a page, or taking a group, repeats nothing.
/// </summary>
public sealed class GapBook(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock) : IDisposable
{
    public const int MostQuestions = 400_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private (GapQuery Query, DateTimeOffset At, GapGroups Groups)? _last;

    public async Task<GapGroups> GroupAsync(GapQuery query, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && last.Query == query && clock.GetUtcNow() - last.At < Fresh)
                return last.Groups;
            var turns = await ReadAsync(query, cancellationToken);
            var groups = await Task.Run(() => Group(turns), cancellationToken);
            _last = (query, clock.GetUtcNow(), groups);
            return groups;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets the kept grouping: what was deleted must not be shown any more.</summary>
    public void Forget() => _last = null;

    public void Dispose() => _one.Dispose();

    private static GapGroups Group(List<GapTurn> turns)
    {
        var isCut = turns.Count > MostQuestions;
        var taken = isCut ? turns[..MostQuestions] : turns;
        var groups = QuestionGroups.Of([.. taken.Select(t => t.Question)]);
        return new([.. groups.Select(g => new GapGroup([.. g.Select(i => taken[i])]))], taken.Count, isCut);
    }

    private async Task<List<GapTurn>> ReadAsync(GapQuery query, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (from, to) = (ChinaDays.Start(query.From), ChinaDays.End(query.To));
        return await db.Turns.AsNoTracking()
            .Where(t => t.IsGap && t.At >= from && t.At < to)
            .Where(t => (query.NotFound && (t.Status == "not_found" || t.Status == "failed")) || (query.Disliked && t.Feedback == TurnLog.Dislike) || (query.HandedOff && t.IsHandOff))
            .OrderByDescending(t => t.At)
            .Select(t => new GapTurn(t.Id, t.At, t.Question, t.Status, t.Feedback, t.IsHandOff, t.Channel, t.Unit))
            .Take(MostQuestions + 1)
            .ToListAsync(cancellationToken);
    }
}

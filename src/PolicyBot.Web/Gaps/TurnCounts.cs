using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Gaps;

/// <summary>How often something was asked, and how it ended. Greetings, refusals and turns that the host had to turn away are not asked.</summary>
/// <param name="Name">A unit, a subject or a channel; empty where none is known.</param>
public sealed record TurnCount(string Name, int Asked, int Answered, int NotFound, int Disliked, int HandedOff)
{
    /// <summary>Asked again for a fact, or outside of what the documents are about.</summary>
    public int Other => Asked - Answered - NotFound;
}

public enum CountBy
{
    Unit,
    Subject,
    Channel,
}

/// <summary>Counts turns of some days by unit, subject or channel, in the database.</summary>
public sealed class TurnCounts(IDbContextFactory<PolicyBotDb> databases)
{
    private static readonly string[] NotAsked = ["greeting", "refused", "busy", "too_many", "not_ready"];

    /// <summary>The most asked first. Days of China, both inclusive.</summary>
    public async Task<IReadOnlyList<TurnCount>> CountAsync(CountBy by, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (start, end) = (ChinaDays.Start(from), ChinaDays.End(to));
        var turns = db.Turns.AsNoTracking().Where(t => t.At >= start && t.At < end && !NotAsked.Contains(t.Status));
        var named = by switch
        {
            CountBy.Unit => turns.Select(t => new { Name = t.Unit, t.Status, t.Feedback, t.IsHandOff }),
            CountBy.Subject => turns.Select(t => new { Name = t.Subject, t.Status, t.Feedback, t.IsHandOff }),
            _ => turns.Select(t => new { Name = t.Channel, t.Status, t.Feedback, t.IsHandOff }),
        };
        var counts = await named.GroupBy(t => new { t.Name, t.Status, t.Feedback, t.IsHandOff }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. counts.GroupBy(c => c.Key.Name, StringComparer.Ordinal).Select(g => new TurnCount(
                g.Key,
                g.Sum(c => c.Count),
                g.Where(c => c.Key.Status is "answered" or "partly_answered" or "not_in_force").Sum(c => c.Count),
                g.Where(c => c.Key.Status is "not_found" or "failed").Sum(c => c.Count),
                g.Where(c => c.Key.Feedback is TurnLog.Dislike).Sum(c => c.Count),
                g.Where(c => c.Key.IsHandOff).Sum(c => c.Count))).OrderByDescending(c => c.Asked).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The month's table by unit, as CSV with its heading.</summary>
    public async Task<byte[]> MonthAsync(int year, int month, CancellationToken cancellationToken)
    {
        var first = new DateOnly(year, month, 1);
        var counts = await CountAsync(CountBy.Unit, first, first.AddMonths(1).AddDays(-1), cancellationToken);
        var name = first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return CsvText.Write(
        [
            ["月份", "责任单位", "提问", "已答", "未找到", "其他", "不满意", "转人工"],
            .. counts.Select(c => (IReadOnlyList<string>)[name, c.Name.Length > 0 ? c.Name : "（未确定）", .. new[] { c.Asked, c.Answered, c.NotFound, c.Other, c.Disliked, c.HandedOff }.Select(n => n.ToString(CultureInfo.InvariantCulture))]),
        ]);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>What staff did, newest first, a page at a time. Nothing here changes anything.</summary>
[Authorize(Policy = ConsolePolicy.Administer)]
[ConsoleNavigation("日志", "/console/audit", 95)]
public sealed class AuditModel(IDbContextFactory<PolicyBotDb> databases) : PageModel
{
    private const int PageSize = 100;

    public IReadOnlyList<AuditEntry> Rows { get; private set; } = [];

    public string Who { get; private set; } = "";

    public string What { get; private set; } = "";

    public string From { get; private set; } = "";

    public string Until { get; private set; } = "";

    public string Fault { get; private set; } = "";

    /// <summary>Id to go on from; empty where this is all.</summary>
    public string Next { get; private set; } = "";

    public async Task OnGetAsync(string? who, string? what, string? from, string? until, string? before, CancellationToken cancellationToken)
    {
        (Who, What, From, Until) = (who?.Trim() ?? "", what ?? "", from ?? "", until ?? "");
        if ((From.Length > 0 && !ConsoleDay.TryRead(From, out _)) || (Until.Length > 0 && !ConsoleDay.TryRead(Until, out _)))
        {
            Fault = ConsoleDay.Fault;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Audit.AsNoTracking();
        if (Who.Length > 0)
            rows = rows.Where(a => a.Who == Who);
        if (What.Length > 0)
            rows = rows.Where(a => a.Action == What);
        if (ConsoleDay.TryRead(From, out var first))
        {
            var start = ConsoleTime.StartOf(first);
            rows = rows.Where(a => a.At >= start);
        }

        if (ConsoleDay.TryRead(Until, out var last))
        {
            var end = ConsoleTime.StartOf(last.AddDays(1));
            rows = rows.Where(a => a.At < end);
        }

        // Ids sort by time on both servers: lower-case hexadecimal, compared as the column compares.
        if (before is { Length: > 12 } && long.TryParse(before.AsSpan(0, 12), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds))
        {
            var border = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            rows = rows.Where(a => a.At < border);
        }

        var found = await rows.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        Rows = [.. found.Take(PageSize)];
        Next = found.Count > PageSize ? Rows[^1].Id : "";
    }
}

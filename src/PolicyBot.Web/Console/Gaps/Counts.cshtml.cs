using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Web.Api;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Gaps;

namespace PolicyBot.Web.Console.Gaps;

/// <summary>How much was asked, answered and not found, by subject, channel and unit; the month's table by unit as CSV for supervisors.</summary>
[Authorize(Policy = ConsolePolicy.Gaps)]
[ConsoleNavigation("统计", "/console/counts", 50)]
public sealed class CountsModel(TurnCounts counts, IAuthorizationService authorization, AuditLog audit, TimeProvider clock) : PageModel
{
    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    /// <summary>The month that is offered as CSV, yyyy-MM.</summary>
    public string Month => To.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public bool MayExport { get; private set; }

    public IReadOnlyList<(string Name, IReadOnlyList<TurnCount> Counts)> Tables { get; private set; } = [];

    public async Task OnGetAsync(string? from, string? to, CancellationToken cancellationToken)
    {
        var today = ChinaTime.Today(clock);
        From = AskRequest.TryDate(from ?? "", out var first) && first.Year is > 1900 and < 9999 ? first : new(today.Year, today.Month, 1);
        To = AskRequest.TryDate(to ?? "", out var last) && last.Year is > 1900 and < 9999 ? last : today;
        Tables =
        [
            ("按渠道", [.. (await counts.CountAsync(CountBy.Channel, From, To, cancellationToken)).Select(c => c with { Name = Conversations.TurnNames.ChannelOf(c.Name) })]),
            ("按事项", await counts.CountAsync(CountBy.Subject, From, To, cancellationToken)),
            ("按责任单位", await counts.CountAsync(CountBy.Unit, From, To, cancellationToken)),
        ];
        MayExport = (await authorization.AuthorizeAsync(User, ConsolePolicy.Supervise)).Succeeded;
    }

    public async Task<IActionResult> OnPostAsync(string? month, CancellationToken cancellationToken)
    {
        if (!(await authorization.AuthorizeAsync(User, ConsolePolicy.Supervise)).Succeeded)
            return Forbid();
        if (!AskRequest.TryDate($"{month}-01", out var first) || first.Year is <= 1900 or >= 9999)
            return BadRequest();
        await audit.RecordAsync(HttpContext, AuditAction.Exported, $"counts:{month}", "月度统计表", cancellationToken);
        return File(await counts.MonthAsync(first.Year, first.Month, cancellationToken), CsvText.ContentType, $"units-{month}.csv");
    }
}

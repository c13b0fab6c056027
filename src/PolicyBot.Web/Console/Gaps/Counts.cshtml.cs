using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
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

    public string Fault { get; private set; } = "";

    public IReadOnlyList<(string Name, IReadOnlyList<TurnCount> Counts)> Tables { get; private set; } = [];

    public async Task OnGetAsync(string? from, string? to, CancellationToken cancellationToken)
    {
        var today = ChinaTime.Today(clock);
        From = ConsoleDay.TryRead(from, out var first) ? first : new(today.Year, today.Month, 1);
        To = ConsoleDay.TryRead(to, out var last) ? last : today;
        if ((from is { Length: > 0 } && first == default) || (to is { Length: > 0 } && last == default))
            Fault = ConsoleDay.Fault;
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
        if (!ConsoleDay.TryReadMonth(month, out var first))
        {
            await OnGetAsync(from: null, to: null, cancellationToken);
            Fault = "月份请写成 2026-11 的样子。";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        month = first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await audit.RecordAsync(HttpContext, AuditAction.Exported, $"counts:{month}", "月度统计表", cancellationToken);
        return File(await counts.MonthAsync(first.Year, first.Month, cancellationToken), CsvText.ContentType, $"units-{month}.csv");
    }
}

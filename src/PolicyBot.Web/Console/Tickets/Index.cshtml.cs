using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Tickets;

/// <summary>The queue of 转人工: who waits longest comes first. With its script it follows what others do (handler Queue).</summary>
[Authorize(Policy = ConsolePolicy.Converse)]
[ConsoleNavigation("工单", "/console/tickets", 30)]
public sealed class TicketsModel(TicketDesk desk, ListViews views, TimeProvider clock, Microsoft.Extensions.Options.IOptions<HandOffOptions> handOff) : PageModel
{
    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public TicketState? State { get; private set; }

    public bool IsOn => handOff.Value.Tickets;

    public string Me => StaffIdentity.NameOf(User);

    /// <summary>Unit: milliseconds since 1970, by the server's clock.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Of the list as it stands: every move of a ticket counts its version up.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Tickets.Select(t => $"{t.Id}:{t.Version}")))))[..20];

    public async Task OnGetAsync(string? state, CancellationToken cancellationToken)
    {
        await ReadAsync(state, cancellationToken);
        await RecordAsync(cancellationToken);
    }

    public async Task<IActionResult> OnGetQueueAsync(string? state, CancellationToken cancellationToken)
    {
        await ReadAsync(state, cancellationToken);
        if (PagePart.Unchanged(this, Version) is { } unchanged)
            return unchanged;
        await RecordAsync(cancellationToken);
        return Partial("/Console/Tickets/_Queue.cshtml", this);
    }

    /// <summary>The citizen's last questions, without those that asked for a person.</summary>
    public static string LastQuestions(Ticket ticket)
    {
        const string Asked = "问：";
        var questions = ticket.Transcript.Split('\n').Where(l => l.StartsWith(Asked, StringComparison.Ordinal)).Select(l => l[Asked.Length..]).ToList();
        var own = questions.Where(q => q is not (HandOffRequests.Button or HandOffDesk.Consent)).TakeLast(3).ToList();
        return own.Count > 0 ? string.Join('\n', own) : ticket.Transcript;
    }

    /// <summary>Since a moment, as people say it.</summary>
    public string Since(DateTimeOffset at)
    {
        var age = clock.GetUtcNow() - at;
        return age.TotalMinutes < 1 ? "不到1分钟" : age.TotalHours < 1 ? $"{(int)age.TotalMinutes}分钟" : age.TotalDays < 1 ? $"{(int)age.TotalHours}小时" : $"{(int)age.TotalDays}天";
    }

    private async Task ReadAsync(string? state, CancellationToken cancellationToken)
    {
        State = Enum.TryParse<TicketState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        Tickets = await desk.ListAsync(State, cancellationToken);
    }

    private Task RecordAsync(CancellationToken cancellationToken) =>
        views.RecordAsync(HttpContext, AuditAction.ListViewed, "工单", State is { } state ? Conversations.TurnNames.StateOf(state) : "未办结", key: "", cancellationToken);
}

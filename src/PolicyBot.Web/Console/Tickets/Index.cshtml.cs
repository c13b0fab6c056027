using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Tickets;

/// <summary>The queue of 转人工: who waits longest comes first.</summary>
[Authorize(Policy = ConsolePolicy.Converse)]
[ConsoleNavigation("工单", "/console/tickets", 30)]
public sealed class TicketsModel(TicketDesk desk, TimeProvider clock, Microsoft.Extensions.Options.IOptions<HandOffOptions> handOff) : PageModel
{
    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public TicketState? State { get; private set; }

    public bool IsOn => handOff.Value.Tickets;

    public string Me => StaffIdentity.NameOf(User);

    public async Task OnGetAsync(string? state, CancellationToken cancellationToken)
    {
        State = Enum.TryParse<TicketState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        Tickets = await desk.ListAsync(State, cancellationToken);
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
}

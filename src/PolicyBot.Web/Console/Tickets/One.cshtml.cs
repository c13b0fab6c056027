using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Tickets;

/// <summary>
/// One ticket with its conversation: take, answer, put back, close. Where a move is refused the text that was written stays in its box. With its script the conversation follows
/// (handler Conversation), and whoever writes is told when a colleague has moved the ticket; the form is never touched.
/// </summary>
[Authorize(Policy = ConsolePolicy.Converse)]
public sealed class TicketModel(TicketDesk desk, IDbContextFactory<PolicyBotDb> databases, AuditLog audit, ListViews views) : PageModel
{
    private const int LongestAnswer = 2000;
    private const int MostTurns = 100;

    public Ticket Ticket { get; private set; } = null!;

    /// <summary>The conversation up to now, oldest first; empty where retention has taken it.</summary>
    public IReadOnlyList<StoredTurn> Turns { get; private set; } = [];

    public string Written { get; private set; } = "";

    public string Fault { get; private set; } = "";

    public string Told { get; private set; } = "";

    /// <summary>What a colleague did with the ticket since the page was opened; empty for nothing.</summary>
    public string Moved { get; private set; } = "";

    /// <summary>Of the conversation and the ticket's state as they stand.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{Ticket.Version}.{Turns.Count}.{Turns.LastOrDefault()?.No ?? 0}.{Turns.Count(t => t.Feedback is not null)}");

    public bool IsMine => Ticket.State is TicketState.Taken && string.Equals(Ticket.TakenBy, Me, StringComparison.Ordinal);

    public bool MayTakeOver => User.IsInRole(StaffRole.Supervisor);

    private string Me => StaffIdentity.NameOf(User);

    public async Task<IActionResult> OnGetAsync(string id, string? told, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } ticket)
            return NotFound();
        Told = told switch { "sent" => "已回复，群众那边已经收到。", "waits" => "已回复。群众现在不在线，下次发消息时会看到。", _ => "" };
        return await ShowAsync(ticket, cancellationToken);
    }

    /// <param name="state">As the page shows it.</param>
    /// <param name="holder">As the page shows it; empty for nobody.</param>
    public async Task<IActionResult> OnGetConversationAsync(string id, string? state, string? holder, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } ticket)
            return NotFound();
        await ReadAsync(ticket, cancellationToken);
        if (PagePart.Unchanged(this, Version) is { } unchanged)
            return unchanged;
        if (!string.Equals(state, ticket.State.ToString(), StringComparison.Ordinal) || !string.Equals(holder ?? "", ticket.TakenBy ?? "", StringComparison.Ordinal))
            Moved = $"这张工单现在是“{Conversations.TurnNames.StateOf(ticket.State)}”{(ticket.TakenBy is { } who && !string.Equals(who, Me, StringComparison.Ordinal) ? $"，由{who}处理" : "")}。您写的内容还在。";
        await views.RecordAsync(HttpContext, AuditAction.ConversationViewed, $"{ticket.Channel}:{ticket.Conversation}", $"工单{id}，页面自动更新", key: "", cancellationToken);
        return Partial("/Console/Tickets/_Conversation.cshtml", this);
    }

    public async Task<IActionResult> OnPostAsync(string id, [FromForm(Name = "do")] string? what, string? answer, CancellationToken cancellationToken)
    {
        Written = answer ?? "";
        if (what is "answer" && Written.Trim().Length is 0 or > LongestAnswer)
            return await RefuseAsync(id, Written.Trim().Length == 0 ? "请先写下回复。" : $"回复太长，请控制在{LongestAnswer}字以内（现为{Written.Trim().Length}字）。", StatusCodes.Status400BadRequest, cancellationToken);
        var move = what switch
        {
            "take" => await desk.TakeAsync(id, Me, evenFromOther: false, cancellationToken),
            "over" when MayTakeOver => await desk.TakeAsync(id, Me, evenFromOther: true, cancellationToken),
            "return" => await desk.ReturnAsync(id, Me, cancellationToken),
            "close" => await desk.CloseAsync(id, Me, cancellationToken),
            "answer" => await desk.AnswerAsync(id, Me, Written, cancellationToken),
            _ => new(TicketEnd.NotNow, await desk.FindAsync(id, cancellationToken)),
        };
        switch (move.End)
        {
            case TicketEnd.Gone:
                return NotFound();
            case TicketEnd.HeldByOther:
                return await RefuseAsync(id, $"没有成功：这张工单已经由{move.Ticket!.TakenBy}接走（{ConsoleTime.Of(move.Ticket.TakenAt!.Value)}）。", StatusCodes.Status409Conflict, cancellationToken);
            case TicketEnd.NotNow:
                return await RefuseAsync(id, "没有成功：工单的状态已经变了，请看下面现在的情况。", StatusCodes.Status409Conflict, cancellationToken);
        }

        await audit.RecordAsync(HttpContext, AuditAction.TicketChanged, id, NameOf(what!), cancellationToken);
        return Redirect(what is "return" or "close" ? "/console/tickets" : $"/console/tickets/{id}{(what is "answer" ? move.End is TicketEnd.Waits ? "?told=waits" : "?told=sent" : "")}");
    }

    private static string NameOf(string what) => what switch { "take" => "接单", "over" => "接管", "return" => "退回", "close" => "办结", _ => "回复" };

    private async Task<IActionResult> RefuseAsync(string id, string fault, int status, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } ticket)
            return NotFound();
        Fault = fault;
        Response.StatusCode = status;
        return await ShowAsync(ticket, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(HttpContext, AuditAction.ConversationViewed, $"{ticket.Channel}:{ticket.Conversation}", $"工单{ticket.Id}", cancellationToken);
        await ReadAsync(ticket, cancellationToken);
        return Page();
    }

    private async Task ReadAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        Ticket = ticket;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var turns = await db.Turns.AsNoTracking().Where(t => t.Channel == ticket.Channel && t.Conversation == ticket.Conversation).OrderByDescending(t => t.At).Take(MostTurns).ToListAsync(cancellationToken);
        Turns = [.. Enumerable.Reverse(turns)];
    }
}

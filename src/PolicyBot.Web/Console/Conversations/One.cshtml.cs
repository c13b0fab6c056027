using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Conversations;

/// <summary>
/// One conversation; for supervisors also what the citizen may ask for: a copy of everything stored, and its deletion. Every look at it is in the audit log.
/// </summary>
[Authorize(Policy = ConsolePolicy.Converse)]
public sealed class ConversationModel(IDbContextFactory<PolicyBotDb> databases, PersonRecords records, GapBook gaps, IAuthorizationService authorization, AuditLog audit) : PageModel
{
    private const int MostTurns = 500;

    public string Channel { get; private set; } = "";

    /// <summary>Empty for a question that stands alone.</summary>
    public string Id { get; private set; } = "";

    public IReadOnlyList<StoredTurn> Turns { get; private set; } = [];

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    /// <summary>Other conversations of the same user of the channel.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    public bool MaySupervise { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? channel, string? id, string? turn, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var turns = db.Turns.AsNoTracking();
        (Channel, Id) = (channel ?? "", id ?? "");
        Turns = turn is { Length: > 0 }
            ? await turns.Where(t => t.Id == turn).ToListAsync(cancellationToken)
            : [.. Enumerable.Reverse(await turns.Where(t => t.Channel == Channel && t.Conversation == Id).OrderByDescending(t => t.At).Take(MostTurns).ToListAsync(cancellationToken))];
        if (Id.Length > 0)
        {
            Tickets = await db.Tickets.AsNoTracking().Where(t => t.Channel == Channel && t.Conversation == Id).OrderBy(t => t.CreatedAt).ToListAsync(cancellationToken);
            Others = [.. (await records.ConversationsOfAsync(Channel, Id, cancellationToken)).Skip(1)];
        }

        if (Turns.Count == 0 && Tickets.Count == 0)
            return NotFound();
        MaySupervise = (await authorization.AuthorizeAsync(User, ConsolePolicy.Supervise)).Succeeded;
        await audit.RecordAsync(HttpContext, AuditAction.ConversationViewed, Id.Length > 0 ? $"{Channel}:{Id}" : $"turn:{Turns[0].Id}", cancellationToken: cancellationToken);
        return Page();
    }

    /// <param name="all">yes: every conversation of this user of the channel; else this one.</param>
    public async Task<IActionResult> OnPostAsync(string? channel, string? id, [FromForm(Name = "do")] string? what, string? all, CancellationToken cancellationToken)
    {
        if (!(await authorization.AuthorizeAsync(User, ConsolePolicy.Supervise)).Succeeded)
            return Forbid();
        if (string.IsNullOrEmpty(channel) || string.IsNullOrEmpty(id))
            return NotFound();
        var conversations = all is "yes" ? await records.ConversationsOfAsync(channel, id, cancellationToken) : [id];
        switch (what)
        {
            case "export":
                await audit.RecordAsync(HttpContext, AuditAction.Exported, $"{channel}:{id}", $"个人数据，{conversations.Count}段对话", cancellationToken);
                var json = (await records.ExportAsync(channel, conversations, cancellationToken)).ToJsonString(ExportJson.Options);
                return File(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8", "personal-data.json");
            case "delete":
                // Written first: a deletion that is not in the log does not happen.
                await audit.RecordAsync(HttpContext, AuditAction.Deleted, $"{channel}:{id}", $"应本人要求删除，{conversations.Count}段对话", cancellationToken);
                await records.DeleteAsync(channel, conversations, cancellationToken);
                gaps.Forget();
                return Redirect("/console/conversations?deleted=1");
            default:
                return NotFound();
        }
    }
}

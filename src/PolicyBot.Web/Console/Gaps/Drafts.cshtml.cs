using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Gaps;

/// <summary>What people made of gaps: open drafts first; the open ones of a kind as a file for the knowledge folder.</summary>
[Authorize(Policy = ConsolePolicy.Gaps)]
[ConsoleNavigation("草稿", "/console/drafts", 45)]
public sealed class DraftsModel(DraftBook drafts, AuditLog audit, ListViews views) : PageModel
{
    public IReadOnlyList<Draft> Drafts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Drafts = await drafts.ListAsync(kind: null, cancellationToken);
        await views.RecordAsync(HttpContext, AuditAction.ListViewed, "草稿", "", key: "", cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? kind, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<DraftKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            return NotFound();
        await audit.RecordAsync(HttpContext, AuditAction.Exported, "drafts", Conversations.TurnNames.KindOf(known), cancellationToken);
        var (type, name) = known switch
        {
            DraftKind.Gold => ("application/x-ndjson; charset=utf-8", "questions.jsonl"),
            DraftKind.Synonym => ("application/yaml; charset=utf-8", "concepts.yaml"),
            _ => ("text/plain; charset=utf-8", "notes.txt"),
        };
        return File(Encoding.UTF8.GetBytes(await drafts.ExportAsync(known, cancellationToken)), type, name);
    }
}

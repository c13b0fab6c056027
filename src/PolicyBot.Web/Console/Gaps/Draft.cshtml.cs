using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Gaps;

/// <summary>One draft: read, changed, done.</summary>
[Authorize(Policy = ConsolePolicy.Gaps)]
public sealed class DraftModel(DraftBook drafts, AuditLog audit) : PageModel
{
    private const int LongestText = 20_000;

    public Draft Draft { get; private set; } = null!;

    public string Fault { get; private set; } = "";

    public string Written { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(id, cancellationToken) is not { } draft)
            return NotFound();
        (Draft, Written) = (draft, draft.Text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? text, string? unit, [FromForm(Name = "do")] string? what, CancellationToken cancellationToken)
    {
        var isThere = what is "done"
            ? await drafts.EndAsync(id, StaffIdentity.NameOf(User), cancellationToken) || await drafts.FindAsync(id, cancellationToken) is not null
            : text is { Length: <= LongestText } && unit is null or { Length: <= 200 } && await drafts.ChangeAsync(id, text!.ReplaceLineEndings("\n"), unit ?? "", cancellationToken);
        if (isThere)
        {
            await audit.RecordAsync(HttpContext, AuditAction.DraftChanged, id, what is "done" ? "处理完" : "修改", cancellationToken);
            return Redirect(what is "done" ? "/console/drafts" : $"/console/drafts/{id}");
        }

        if (await drafts.FindAsync(id, cancellationToken) is not { } draft)
            return NotFound();
        (Draft, Written, Fault) = (draft, text ?? "", $"太长，请控制在{LongestText}字以内。");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}

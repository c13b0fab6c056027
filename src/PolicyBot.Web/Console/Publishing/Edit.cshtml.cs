using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>One file of a draft as text, with what the check says of it at its lines. Two people who edit the same file: the second is told and keeps the own text.</summary>
[Authorize(Policy = ConsolePolicy.Maintain)]
[RequestFormLimits(ValueLengthLimit = 16 << 20)]
public sealed class EditModel(KnowledgeDesk desk, DraftStore drafts, AuditLog audit) : PageModel
{
    public const int Longest = 2_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private IReadOnlyList<string> _lines = [];

    public Draft Draft { get; private set; } = null!;

    public EditableFile Edited { get; private set; } = null!;

    public string Text { get; private set; } = "";

    /// <summary>sha256 of the text as it was shown.</summary>
    public string Seen { get; private set; } = "";

    public IReadOnlyList<Problem>? Check { get; private set; }

    public IReadOnlyList<Problem> Here { get; private set; } = [];

    /// <summary>Problems of other files.</summary>
    public int Elsewhere => (Check?.Count ?? 0) - Here.Count;

    public string Fault { get; private set; } = "";

    private string Work => drafts.WorkOf(Draft.Id);

    public string LineAt(int line) => line >= 1 && line <= _lines.Count ? Short(_lines[line - 1]) : "";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // A request names a file of the list, and is never a path itself.
        var wanted = context.HttpContext.Request.Query["file"].ToString();
        if (drafts.Find(context.RouteData.Values["id"] as string ?? "") is { } draft && DraftFiles.Of(drafts.WorkOf(draft.Id)).FirstOrDefault(f => string.Equals(f.Path, wanted, StringComparison.Ordinal)) is { } file)
            (Draft, Edited) = (draft, file);
        else
            context.Result = NotFound();
    }

    public void OnGet() => Show(DraftFiles.Read(Work, Edited));

    public async Task<IActionResult> OnPostAsync(string? text, string? seen, CancellationToken cancellationToken)
    {
        var written = (text ?? "").ReplaceLineEndings("\n");
        var there = DraftFiles.Read(Work, Edited);
        if (written.Length > Longest || !string.Equals(DigestOf(there), seen, StringComparison.Ordinal))
        {
            Fault = written.Length > Longest ? "内容太长，没有保存。" : "这个文件刚被别人改过，没有保存。您的文字还在下面；再按一次“保存并检查”会盖掉对方的改动。";
            Response.StatusCode = StatusCodes.Status409Conflict;
            Show(written);
            Seen = DigestOf(there);
            return Page();
        }

        if (!string.Equals(written, there, StringComparison.Ordinal))
        {
            await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, $"{Draft.Title}：{Edited.Path}", "编辑草稿", cancellationToken);
            DraftFiles.Write(Work, Edited, written);
            desk.Forget(Draft.Id);
        }

        // A check of a small folder is there at once; of a large one the page says that it is under way.
        if (desk.Check(Draft.Id, StaffIdentity.DisplayNameOf(User)) is { } job)
            await Task.WhenAny(job.Over, Task.Delay(Patience, cancellationToken));
        return Redirect($"/console/knowledge/drafts/{Draft.Id}/edit?file={Uri.EscapeDataString(Edited.Path)}");
    }

    private void Show(string text)
    {
        (Text, Seen, _lines) = (text, DigestOf(text), text.Split('\n'));
        Check = desk.CheckOf(Draft.Id);
        Here = [.. Edited.Among(Check ?? [])];
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Short(string line) => line.Length <= 60 ? line.Trim() : line[..60].Trim() + "…";
}

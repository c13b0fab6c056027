using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>One draft: what it changes, what import and check say of it, which answers it would change; publish or delete.</summary>
[Authorize(Policy = ConsolePolicy.Maintain)]
public sealed class KnowledgeDraftModel(KnowledgeDesk desk, DraftStore drafts, AuditLog audit) : PageModel
{
    private const int LongestReason = 400;

    /// <summary>The side-by-side page brings its own styles and nothing else.</summary>
    private const string ComparePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Draft Draft { get; private set; } = null!;

    public IReadOnlyList<DraftChange> Changes { get; private set; } = [];

    public IReadOnlyList<EditableFile> Files { get; private set; } = [];

    /// <summary>The file that is offered first: one that the draft changes.</summary>
    public string? First => Changes.Select(c => c.Path).FirstOrDefault(p => Files.Any(f => string.Equals(f.Path, p, StringComparison.Ordinal)));

    public IReadOnlyList<Problem>? Check { get; private set; }

    public ReleaseReview? Review { get; private set; }

    public string Report { get; private set; } = "";

    public bool HasPage { get; private set; }

    public string Fault { get; private set; } = "";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (drafts.Find(context.RouteData.Values["id"] as string ?? "") is { } draft)
            Draft = draft;
        else
            context.Result = NotFound();
    }

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "do")] string? what, string? accept, CancellationToken cancellationToken)
    {
        var by = StaffIdentity.DisplayNameOf(User);
        var reason = accept?.Trim() is { Length: > 0 and <= LongestReason } given ? given : null;
        if (what is not ("delete" or "check" or "compare" or "publish"))
            return BadRequest();
        await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, Draft.Title, what switch { "delete" => "删除草稿", "check" => "要求检查", "publish" => "要求发布" + (reason is null ? "" : "，理由：" + reason), _ => "要求前后对比" }, cancellationToken);
        if (what is "delete")
        {
            drafts.Delete(Draft.Id);
            return Redirect("/console/knowledge");
        }

        var job = what switch
        {
            "check" => desk.Check(Draft.Id, by),
            "compare" => desk.Publish(Draft.Id, by, accept: null, isDryRun: true),
            _ => desk.Publish(Draft.Id, by, reason, isDryRun: false),
        };
        if (job is not null)
            return Redirect($"/console/knowledge/jobs/{job.Id}");
        Fault = "排队的工作太多，请稍后再试。";
        Load();
        return Page();
    }

    /// <summary>What was received beside what became of it, as import wrote it.</summary>
    public static IResult Compare(string id, HttpContext context, DraftStore drafts)
    {
        if (drafts.Find(id) is null || drafts.PathOf(id, DraftImport.PageFile) is var file && !System.IO.File.Exists(file))
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = ComparePolicy;
        return Results.File(System.IO.File.ReadAllBytes(file), "text/html; charset=utf-8");
    }

    private void Load()
    {
        Changes = drafts.Changes(Draft.Id);
        Files = DraftFiles.Of(drafts.WorkOf(Draft.Id));
        Check = desk.CheckOf(Draft.Id);
        Review = desk.ReviewOf(Draft.Id);
        var report = drafts.PathOf(Draft.Id, DraftImport.ReportFile);
        Report = System.IO.File.Exists(report) ? System.IO.File.ReadAllText(report) : "";
        HasPage = System.IO.File.Exists(drafts.PathOf(Draft.Id, DraftImport.PageFile));
    }
}

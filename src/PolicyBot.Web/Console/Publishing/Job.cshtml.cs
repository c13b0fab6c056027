using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>One piece of long work: where it stands, what came of it, cancel.</summary>
[Authorize(Policy = ConsolePolicy.Maintain)]
public sealed class JobModel(KnowledgeJobs jobs, AuditLog audit) : PageModel
{
    public KnowledgeJob Job { get; private set; } = null!;

    /// <summary>One moment, so that the page does not tell two.</summary>
    public JobView View { get; private set; } = null!;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (jobs.Find(context.RouteData.Values["id"] as string ?? "") is { } job)
            (Job, View) = (job, job.View);
        else
            context.Result = NotFound();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, Job.Title, "取消", cancellationToken);
        Job.Cancel();
        return Redirect($"/console/knowledge/jobs/{Job.Id}");
    }

    /// <summary>For the page's script: text, count, and whether it is over.</summary>
    public static IResult State(string id, KnowledgeJobs jobs) => jobs.Find(id)?.View is { } view
        ? Results.Json(new { text = JobText.Describe(view), done = view.Done, total = view.Total, over = view.IsOver }, AnswerJson.Options)
        : Results.NotFound();
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>Who made which version serve, when and what changed; an earlier one is made to serve again.</summary>
[Authorize(Policy = ConsolePolicy.Versions)]
[ConsoleNavigation("版本", "/console/knowledge/versions", 61)]
public sealed class VersionsModel(KnowledgeDesk desk, VersionStore store, AuditLog audit) : PageModel
{
    private const int LongestReason = 400;
    private const int MostShown = 100;

    /// <summary>Newest first; the manifest null where the version was cleaned away.</summary>
    public IReadOnlyList<(PublishEvent Event, VersionManifest? Version)> Events { get; private set; } = [];

    public PublishEvent? Current { get; private set; }

    /// <summary>Number of the version whose comparison is shown; 0 for none.</summary>
    public int Shown { get; private set; }

    public ReleaseReview? Review { get; private set; }

    public string Fault { get; private set; } = "";

    public static string NameOf(string action) => action switch
    {
        "publish" => "发布",
        "rollback" => "退回",
        "receive" => "接收",
        _ => action,
    };

    public void OnGet(int show)
    {
        Load();
        Shown = show;
        Review = Events.Select(e => e.Version).FirstOrDefault(v => v?.Number == show) is { } version ? desk.ReviewOf(version) : null;
    }

    public async Task<IActionResult> OnPostAsync(int number, string? reason, CancellationToken cancellationToken)
    {
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason } why)
            return Refuse("请写明退回的理由。");
        await audit.RecordAsync(HttpContext, AuditAction.KnowledgeRolledBack, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"第 {number} 版"), why, cancellationToken);
        var done = await desk.RollBackAsync(number, StaffIdentity.DisplayNameOf(User), why, cancellationToken);
        return done.IsSuccess ? Redirect("/console/knowledge/versions") : Refuse(string.Join("；", done.Problems.Select(p => p.ToString())));
    }

    private PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        Load();
        return Page();
    }

    private void Load()
    {
        Current = store.Current;
        var kept = store.List().ToDictionary(v => v.Name, StringComparer.Ordinal);
        Events = [.. store.History().Reverse().Take(MostShown).Select(e => (e, kept.GetValueOrDefault(e.Name)))];
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

[Authorize(Policy = ConsolePolicy.Supervise)]
[ConsoleNavigation("导出", "/console/export", 65)]
public sealed class ExportModel(ServingState state, AuditLog audit, TimeProvider clock) : PageModel
{
    public string Fault { get; private set; } = "";

    /// <summary>The day as it was written; today at first.</summary>
    public string On { get; private set; } = "";

    public IReadOnlyList<Category> Categories => state.Current?.Knowledge.Taxonomy.Categories ?? [];

    public void OnGet() => On = ConsoleDay.Of(ChinaTime.Today(clock));

    public async Task<IActionResult> OnPostAsync(string? category, string? on, bool inForce, string? format, CancellationToken cancellationToken)
    {
        On = string.IsNullOrWhiteSpace(on) ? ConsoleDay.Of(ChinaTime.Today(clock)) : on;
        if (state.Current is not { } serving)
        {
            Fault = "政策文件还没有准备好，请稍后再导出。";
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }

        if (!ConsoleDay.TryRead(On, out var day))
        {
            Fault = ConsoleDay.Fault;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var rows = KnowledgeExport.Rows(serving, day, category ?? "", inForce).ToList();
        var isJson = format is "json";
        await audit.RecordAsync(HttpContext, AuditAction.Exported, "知识", string.Create(CultureInfo.InvariantCulture, $"{(isJson ? "JSON" : "CSV")}，{rows.Count} 条，分类“{(string.IsNullOrEmpty(category) ? "全部" : category)}”，按 {AnswerJson.DateOf(day)}"), cancellationToken);
        return isJson
            ? File(KnowledgeExport.Json(rows), "application/json; charset=utf-8", $"knowledge-{AnswerJson.DateOf(day)}.json")
            : File(KnowledgeExport.Csv(rows), "text/csv; charset=utf-8", $"knowledge-{AnswerJson.DateOf(day)}.csv");
    }
}

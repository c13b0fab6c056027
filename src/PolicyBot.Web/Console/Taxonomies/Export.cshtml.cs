using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Console.LookUp;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

[Authorize(Policy = ConsolePolicy.Supervise)]
[ConsoleNavigation("导出", "/console/export", 65)]
public sealed class ExportModel(ServingState state, AuditLog audit, TimeProvider clock) : PageModel
{
    public string Fault { get; private set; } = "";

    public string Today => AnswerJson.DateOf(ChinaTime.Today(clock))!;

    public IReadOnlyList<Category> Categories => state.Current?.Knowledge.Taxonomy.Categories ?? [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? category, string? on, bool inForce, string? format, CancellationToken cancellationToken)
    {
        if (state.Current is not { } serving)
        {
            Fault = "政策文件还没有准备好，请稍后再导出。";
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }

        var day = new LookUpRequest { On = on ?? "" }.Day(ChinaTime.Today(clock));
        var rows = KnowledgeExport.Rows(serving, day, category ?? "", inForce).ToList();
        var isJson = format is "json";
        await audit.RecordAsync(HttpContext, AuditAction.Exported, "知识", string.Create(CultureInfo.InvariantCulture, $"{(isJson ? "JSON" : "CSV")}，{rows.Count} 条，分类“{(string.IsNullOrEmpty(category) ? "全部" : category)}”，按 {AnswerJson.DateOf(day)}"), cancellationToken);
        return isJson
            ? File(KnowledgeExport.Json(rows), "application/json; charset=utf-8", $"knowledge-{AnswerJson.DateOf(day)}.json")
            : File(KnowledgeExport.Csv(rows), "text/csv; charset=utf-8", $"knowledge-{AnswerJson.DateOf(day)}.csv");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>Categories, kinds of benefit and target groups, edited as rows. A file that cannot be read is told and never overwritten.</summary>
[Authorize(Policy = ConsolePolicy.Supervise)]
[ConsoleNavigation("分类", "/console/categories", 60)]
public sealed class CategoriesModel(CategoryFile file, ServingState state, AuditLog audit) : PageModel
{
    /// <summary>Null where the file cannot be read: then there is no form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>>? Rows { get; private set; }

    /// <summary>Clauses of each category among what is served, by id.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public int Unsorted { get; private set; }

    /// <summary>Clauses that a row names and nothing served has.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    public string Version { get; private set; } = "";

    /// <summary>What became of the last press of 保存; empty for none.</summary>
    public string Told { get; private set; } = "";

    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>What a colleague changed meanwhile.</summary>
    public IReadOnlyList<string> Differences { get; private set; } = [];

    public void OnGet(bool saved)
    {
        Version = file.Version();
        var read = file.Read();
        if (!read.IsSuccess)
        {
            Faults = [.. read.Problems.Select(p => p.ToString())];
            return;
        }

        Told = saved ? Saved() : "";
        Rows = CategoryForm.RowsOf(read.Value);
        Count(read.Value);
    }

    public async Task<IActionResult> OnPostAsync(string? version, CancellationToken cancellationToken)
    {
        var typed = CategoryForm.RowsIn(await Request.ReadFormAsync(cancellationToken));
        var faults = new List<string>();
        var taxonomy = CategoryForm.Read(typed, faults);
        if (faults.Count > 0)
            return Again(typed, version ?? "", faults);
        var saved = await file.SaveAsync(taxonomy, version ?? "", cancellationToken);
        if (saved.IsSuccess)
        {
            await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, "categories.yaml", $"分类 {taxonomy.Categories.Count} 个，种类 {taxonomy.Kinds.Count} 个，对象 {taxonomy.Groups.Count} 个", cancellationToken);
            return Redirect("/console/categories?saved=true");
        }

        if (!string.Equals(version ?? "", file.Version(), StringComparison.Ordinal) && file.Read() is { IsSuccess: true } now)
            Differences = [.. CategoryForm.Differences(typed, now.Value)];
        return Again(typed, file.Version(), [.. saved.Problems.Select(p => p.Severity == ProblemSeverity.Error && p.Line is null ? p.Message : p.ToString())]);
    }

    /// <summary>Everything typed comes back.</summary>
    private PageResult Again(IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> typed, string version, IReadOnlyList<string> faults)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        (Rows, Version, Faults) = (typed, version, faults);
        Count(CategoryForm.Read(typed, []));
        return Page();
    }

    private string Saved() =>
        state.Current is { Version: not null } ? "已保存到知识文件夹。现在服务的是发布的版本，下次发布以后才按新的分类。"
        : state.Reasons.Count > 0 ? $"已保存到知识文件夹，但那里有别的错误，还没有按新的分类：{string.Join("；", state.Reasons.Take(3))}"
        : "已保存，查政策和导出现在就按新的分类。";

    private void Count(Taxonomy taxonomy)
    {
        if (state.Current?.Knowledge is not { } knowledge)
            return;
        var sorted = knowledge.Documents.SelectMany(d => d.Clauses.Select(c => taxonomy.CategoryOf(d, c)?.Id ?? "")).GroupBy(id => id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Unsorted = sorted.GetValueOrDefault("");
        Counts = sorted;
        Missing =
        [
            .. taxonomy.Categories.Concat(taxonomy.Kinds).Concat(taxonomy.Groups).SelectMany(c => c.Clauses)
                .Where(r => knowledge.Find(r.Document) is not { } document || !document.Clauses.Any(c => r.Contains(document, c))).Select(r => r.ToString()).Distinct(StringComparer.Ordinal),
        ];
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>One row of the form, as typed.</summary>
public sealed record CategoryRow(string Id, string Title, string Words, string Clauses);

/// <summary>Categories, kinds of benefit and target groups: rows of title, words and clauses. An emptied title takes the row away.</summary>
[Authorize(Policy = ConsolePolicy.Supervise)]
[ConsoleNavigation("分类", "/console/categories", 60)]
public sealed class CategoriesModel(CategoryFile file, ServingState state, AuditLog audit) : PageModel
{
    private const int EmptyRows = 2;

    public static IReadOnlyList<(string Key, string Title, string Hint)> Sections { get; } =
    [
        ("categories", "分类", "每一条归一类：先看指定的条款，再看字词出现得多不多。"),
        ("kinds", "待遇种类", "一条可以有几种；查政策时可以按它筛选。"),
        ("groups", "适用对象", "一条可以有几个；查政策时可以按它筛选。"),
    ];

    public IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> Rows { get; private set; } = new Dictionary<string, IReadOnlyList<CategoryRow>>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public int Unsorted { get; private set; }

    public string Version { get; private set; } = "";

    public bool IsSaved { get; private set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public void OnGet(bool saved)
    {
        IsSaved = saved;
        Version = file.Version();
        var read = file.Read();
        Faults = [.. read.Problems.Select(p => p.ToString())];
        Show(read.IsSuccess ? read.Value : Taxonomy.Empty);
    }

    public async Task<IActionResult> OnPostAsync(string? version, CancellationToken cancellationToken)
    {
        var form = await Request.ReadFormAsync(cancellationToken);
        var faults = new List<string>();
        var typed = Sections.ToDictionary(s => s.Key, s => RowsIn(form, s.Key), StringComparer.Ordinal);
        var taxonomy = new Taxonomy
        {
            Categories = Categories(typed["categories"], faults),
            Kinds = Categories(typed["kinds"], faults),
            Groups = Categories(typed["groups"], faults),
        };
        if (faults.Count == 0)
        {
            var saved = await file.SaveAsync(taxonomy, version ?? "", cancellationToken);
            if (saved.IsSuccess)
            {
                await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, "categories.yaml", $"分类 {taxonomy.Categories.Count} 个，种类 {taxonomy.Kinds.Count} 个，对象 {taxonomy.Groups.Count} 个", cancellationToken);
                return Redirect("/console/categories?saved=true");
            }

            faults.AddRange(saved.Problems.Select(p => p.Message));
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        Faults = faults;
        Version = file.Version();
        Count();
        Rows = typed.ToDictionary(t => t.Key, t => WithEmpty(t.Value), StringComparer.Ordinal);
        return Page();
    }

    private void Show(Taxonomy taxonomy)
    {
        Rows = new Dictionary<string, IReadOnlyList<CategoryRow>>(StringComparer.Ordinal)
        {
            ["categories"] = WithEmpty(taxonomy.Categories.Select(Row)),
            ["kinds"] = WithEmpty(taxonomy.Kinds.Select(Row)),
            ["groups"] = WithEmpty(taxonomy.Groups.Select(Row)),
        };
        Count();
    }

    private void Count()
    {
        if (state.Current?.Knowledge is not { } knowledge)
            return;
        var sorted = knowledge.Documents.SelectMany(d => d.Clauses.Select(c => knowledge.Taxonomy.CategoryOf(d, c)?.Id ?? "")).GroupBy(id => id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Unsorted = sorted.GetValueOrDefault("");
        Counts = sorted;
    }

    private static CategoryRow Row(Category category) => new(category.Id, category.Title, string.Join('、', category.Words), string.Join('\n', category.Clauses));

    private static IReadOnlyList<CategoryRow> WithEmpty(IEnumerable<CategoryRow> rows) => [.. rows, .. Enumerable.Repeat(new CategoryRow("", "", "", ""), EmptyRows)];

    private static List<CategoryRow> RowsIn(IFormCollection form, string section)
    {
        var (ids, titles, words, clauses) = (form[section + ".id"], form[section + ".title"], form[section + ".words"], form[section + ".clauses"]);
        var rows = new List<CategoryRow>();
        for (var i = 0; i < titles.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(titles[i]))
                rows.Add(new(ids.ElementAtOrDefault(i) ?? "", titles[i]!.Trim(), words.ElementAtOrDefault(i) ?? "", clauses.ElementAtOrDefault(i) ?? ""));
        }

        return rows;
    }

    private static IReadOnlyList<Category> Categories(List<CategoryRow> rows, List<string> faults)
    {
        var read = new List<Category>();
        foreach (var row in rows)
        {
            var ranges = new List<ClauseRange>();
            foreach (var line in row.Clauses.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (ClauseRange.TryParse(line, out var range))
                    ranges.Add(range);
                else
                    faults.Add($"“{row.Title}”的条款“{line}”写法不对，应是“文号”或“文号#条款路径”。");
            }

            if (read.Exists(c => string.Equals(c.Title, row.Title, StringComparison.Ordinal)))
                faults.Add($"“{row.Title}”写了两次。");
            var id = row.Id.Trim().Length > 0 ? row.Id.Trim() : row.Title;
            read.Add(new(id, row.Title) { Words = [.. row.Words.Split(['、', ',', '，', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)], Clauses = ranges });
        }

        return read;
    }
}

using PolicyBot.Core.Taxonomies;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>One row of the form, as typed.</summary>
public sealed record CategoryRow(string Id, string Title, string Words, string Clauses)
{
    public static CategoryRow Of(Category category) => new(category.Id, category.Title, string.Join('、', category.Words), string.Join('\n', category.Clauses));
}

/// <summary>The three lists as a form: rows of title, words and clauses. An emptied title takes the row away.</summary>
public static class CategoryForm
{
    private const int EmptyRows = 2;

    public static IReadOnlyList<(string Key, string Title, string Hint)> Sections { get; } =
    [
        ("categories", "分类", "每一条归一类：先看指定的条款，再看字词出现得多不多。"),
        ("kinds", "待遇种类", "一条可以有几种；查政策时可以按它筛选。"),
        ("groups", "适用对象", "一条可以有几个；查政策时可以按它筛选。"),
    ];

    /// <summary>By <see cref="Sections"/>' keys; without the empty ones.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> RowsOf(Taxonomy taxonomy) => new Dictionary<string, IReadOnlyList<CategoryRow>>(StringComparer.Ordinal)
    {
        ["categories"] = [.. taxonomy.Categories.Select(CategoryRow.Of)],
        ["kinds"] = [.. taxonomy.Kinds.Select(CategoryRow.Of)],
        ["groups"] = [.. taxonomy.Groups.Select(CategoryRow.Of)],
    };

    public static IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> RowsIn(IFormCollection form) =>
        Sections.ToDictionary(s => s.Key, s => (IReadOnlyList<CategoryRow>)RowsIn(form, s.Key), StringComparer.Ordinal);

    /// <summary>With room for more.</summary>
    public static IEnumerable<CategoryRow> Shown(IEnumerable<CategoryRow> rows) => [.. rows, .. Enumerable.Repeat(new CategoryRow("", "", "", ""), EmptyRows)];

    /// <param name="faults">Gets what cannot be read, Chinese; what is returned then lacks it.</param>
    public static Taxonomy Read(IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> typed, List<string> faults) => new()
    {
        Categories = Categories(typed["categories"], faults),
        Kinds = Categories(typed["kinds"], faults),
        Groups = Categories(typed["groups"], faults),
    };

    /// <summary>What stands in the file and not so in the form: what a colleague changed or added meanwhile.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, IReadOnlyList<CategoryRow>> typed, Taxonomy now)
    {
        foreach (var (key, title, _) in Sections)
        {
            foreach (var row in RowsOf(now)[key])
            {
                var mine = typed[key].FirstOrDefault(t => string.Equals(t.Id, row.Id, StringComparison.Ordinal));
                if (mine is null)
                    yield return $"{title}里现在有您这里没有的“{row.Title}”：{row.Words}";
                else if (!string.Equals(Plain(mine), Plain(row), StringComparison.Ordinal))
                    yield return $"{title}里的“{row.Title}”现在是：字词 {row.Words}；条款 {string.Join('，', row.Clauses.Split('\n', StringSplitOptions.RemoveEmptyEntries))}";
            }
        }
    }

    private static string Plain(CategoryRow row) => string.Join('\u001f', row.Title, string.Join('、', WordsIn(row.Words)), string.Join('\n', LinesIn(row.Clauses)));

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

    private static List<Category> Categories(IReadOnlyList<CategoryRow> rows, List<string> faults)
    {
        var read = new List<Category>();
        foreach (var row in rows)
        {
            var ranges = new List<ClauseRange>();
            foreach (var line in LinesIn(row.Clauses))
            {
                if (ClauseRange.TryParse(line, out var range))
                    ranges.Add(range);
                else
                    faults.Add($"“{row.Title}”的条款“{line}”写法不对，应是“文号”或“文号#条款路径”。");
            }

            if (read.Exists(c => string.Equals(c.Title, row.Title, StringComparison.Ordinal)))
                faults.Add($"“{row.Title}”写了两次。");
            var id = row.Id.Trim().Length > 0 ? row.Id.Trim() : row.Title;
            read.Add(new(id, row.Title) { Words = WordsIn(row.Words), Clauses = ranges });
        }

        return read;
    }

    private static string[] WordsIn(string text) => [.. text.Split(['、', ',', '，', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static string[] LinesIn(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

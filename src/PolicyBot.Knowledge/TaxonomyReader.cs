using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Taxonomies;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>
/// Reads and writes knowledge/categories.yaml. Without the file nothing is sorted, and everything else works. Errors: unknown keys, ids used twice, clauses that are written
/// in no known way.
/// </summary>
public static class TaxonomyReader
{
    public const string FileName = "categories.yaml";

    private const string Head = """
        # 分类：categories 每条归一类（先看 clauses，再看 words 出现多少），kinds 待遇种类，groups 适用对象（一条可以有几个）。
        # words 是条款标题或正文里的字；clauses 写“文号”或“文号#条款路径”，包括它下面各条。坐席台的“分类”页也能改。
        """;

    public static Result<Taxonomy> Read(string knowledgeFolder)
    {
        var path = Path.Combine(knowledgeFolder, FileName);
        return File.Exists(path) ? Read(() => new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))) : Result<Taxonomy>.Success(Taxonomy.Empty);
    }

    public static Result<Taxonomy> Read(Func<TextReader> open)
    {
        var problems = new List<Problem>();
        if (YamlSheet.Read(FileName, open, problems) is not { } sheet)
            return Result<Taxonomy>.Failure(problems);
        var map = sheet.Map(sheet.Root, "categories", "kinds", "groups");
        var taxonomy = new Taxonomy { Categories = Section(sheet, map, "categories"), Kinds = Section(sheet, map, "kinds"), Groups = Section(sheet, map, "groups") };
        return problems.Count > 0 ? Result<Taxonomy>.Failure(problems) : Result<Taxonomy>.Success(taxonomy);
    }

    /// <summary>The file's text; reading it gives the same taxonomy. Every text is quoted, so that none of it is taken for YAML.</summary>
    public static string Write(Taxonomy taxonomy)
    {
        var text = new StringBuilder(Head).Append('\n');
        Section(text, "categories", taxonomy.Categories);
        Section(text, "kinds", taxonomy.Kinds);
        Section(text, "groups", taxonomy.Groups);
        return text.ToString();
    }

    private static IReadOnlyList<Category> Section(YamlSheet sheet, IReadOnlyDictionary<string, YamlNode> map, string name)
    {
        var read = new List<Category>();
        foreach (var node in sheet.List(map.GetValueOrDefault(name)))
        {
            var fields = sheet.Map(node, "id", "title", "words", "clauses");
            if (sheet.Text(fields, "id", node) is not { } id || sheet.Text(fields, "title", node) is not { } title)
                continue;
            if (read.Exists(c => string.Equals(c.Id, id, StringComparison.Ordinal)))
                sheet.Report(node, "编号重复", id);
            var ranges = new List<ClauseRange>();
            foreach (var (text, at) in sheet.Texts(fields.GetValueOrDefault("clauses")))
            {
                if (ClauseRange.TryParse(text, out var range))
                    ranges.Add(range);
                else
                    sheet.Report(at, "条款写法不对", text, "文号，或 文号#条款路径");
            }

            read.Add(new(id, title) { Words = [.. sheet.Texts(fields.GetValueOrDefault("words")).Select(w => w.Text)], Clauses = ranges });
        }

        return read;
    }

    private static void Section(StringBuilder text, string name, IReadOnlyList<Category> categories)
    {
        text.Append(name).Append(categories.Count == 0 ? ": []\n" : ":\n");
        foreach (var category in categories)
        {
            text.Append("  - id: ").Append(Quoted(category.Id)).Append('\n');
            text.Append("    title: ").Append(Quoted(category.Title)).Append('\n');
            text.Append("    words: [").AppendJoin(", ", category.Words.Select(Quoted)).Append("]\n");
            if (category.Clauses.Count > 0)
                text.Append("    clauses: [").AppendJoin(", ", category.Clauses.Select(c => Quoted(c.ToString()))).Append("]\n");
        }
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ") + "'";
}

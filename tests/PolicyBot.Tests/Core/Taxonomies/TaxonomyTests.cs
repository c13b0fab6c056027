using PolicyBot.Core.Documents;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Knowledge;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Taxonomies;

public sealed class TaxonomyTests
{
    private static readonly PolicyDocument Document = WebHost.Document;

    private static Clause Clause(string path) => Document.FindClause(ClausePath.Parse(path))!;

    [Fact]
    public void A_clause_that_is_named_belongs_there_whatever_words_it_says()
    {
        var taxonomy = new Taxonomy { Categories = [new("words", "字词") { Words = ["补贴", "每月"] }, new("named", "指定") { Clauses = [Range("云政发〔2024〕7号#附件/一")] }] };

        Assert.Equal("named", taxonomy.CategoryOf(Document, Clause("附件/一/（一）"))!.Id);
        Assert.Equal("words", taxonomy.CategoryOf(Document, Clause("正文/通知"))!.Id);
    }

    [Fact]
    public void The_closest_of_two_named_ranges_decides()
    {
        var taxonomy = new Taxonomy { Categories = [new("far", "整份") { Clauses = [Range("云政发〔2024〕7号")] }, new("near", "一条") { Clauses = [Range("云政发〔2024〕7号#附件/一/（二）")] }] };

        Assert.Equal("near", taxonomy.CategoryOf(Document, Clause("附件/一/（二）"))!.Id);
        Assert.Equal("far", taxonomy.CategoryOf(Document, Clause("附件/一/（一）"))!.Id);
    }

    [Fact]
    public void A_clause_that_says_no_word_of_any_category_is_unsorted() =>
        Assert.Null(new Taxonomy { Categories = [new("a", "甲") { Words = ["养老"] }] }.CategoryOf(Document, Clause("附件/一/（一）")));

    [Fact]
    public void What_is_written_is_read_back_whatever_the_words_are()
    {
        var taxonomy = new Taxonomy
        {
            Categories = [new("a: b", "“引号”' # 和: 冒号") { Words = ["- x", "yes", "[1]"], Clauses = [Range("云政发〔2024〕7号#附件/一")] }],
            Kinds = [new("k", "种类")],
        };

        var read = TaxonomyReader.Read(() => new StringReader(TaxonomyReader.Write(taxonomy)));

        Assert.True(read.IsSuccess, string.Join('\n', read.Problems));
        Assert.Equal(TaxonomyReader.Write(taxonomy), TaxonomyReader.Write(read.Value));
        Assert.Equal(["- x", "yes", "[1]"], read.Value.Categories[0].Words);
    }

    [Fact]
    public void A_clause_written_in_no_known_way_is_told_with_its_line()
    {
        var read = TaxonomyReader.Read(() => new StringReader("categories:\n  - id: a\n    title: 甲\n    clauses: [第八条]\n"));

        Assert.Equal((4, "第八条"), (read.Problems[0].Line!.Value, read.Problems[0].Found));
    }

    [Fact]
    public void The_repositorys_own_file_is_readable_and_sorts_most_clauses()
    {
        var knowledge = KnowledgeReader.Read(Path.Combine(Repository.Root, "knowledge")).Value;
        var all = knowledge.Documents.SelectMany(d => d.Clauses.Select(c => knowledge.Taxonomy.CategoryOf(d, c))).ToList();

        Assert.True(all.Count(c => c is not null) > all.Count * 0.7, $"{all.Count(c => c is null)} of {all.Count} are unsorted");
    }

    private static ClauseRange Range(string text) => ClauseRange.TryParse(text, out var range) ? range : throw new InvalidOperationException(text);
}

using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;

namespace PolicyBot.Tests.Knowledge.Documents;

public sealed class KnowledgeReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-").FullName;

    [Fact]
    public void The_four_documents_are_read_with_their_clauses()
    {
        var knowledge = KnowledgeReader.Read(Path.Combine(Repository.Root, "knowledge")).Value;
        var document = knowledge.Find(DocumentNumber.Parse("双政办发〔2023〕29号"))!;

        Assert.Equal(4, knowledge.Documents.Count);
        Assert.Equal(new DateOnly(2023, 6, 7), document.IssuedOn);
        var clause = document.FindClause(ClausePath.Parse("附件/一/（二）/1"))!;
        Assert.Equal("一、鼓励创新创业，以创业带动就业 › （二）扩大创业补贴范围 › 1.给予一次性创业补贴", clause.HeadingLine);
        Assert.Equal("《双鸭山市关于支持就业鼓励创业的若干意见》（双政办发〔2023〕29号附件）一、（二）1.", document.Cite(clause.Path));
        Assert.Equal("《双鸭山市关于开展2023年支持就业鼓励创业工作实施方案》（双政办发〔2023〕29号）三、（一）", document.Cite(ClausePath.Parse("正文/三/（一）")));
    }

    [Fact]
    public void A_repeal_is_proven_by_the_clause_that_says_so()
    {
        var knowledge = KnowledgeReader.Read(Path.Combine(Repository.Root, "knowledge")).Value;
        var repeal = Assert.Single(knowledge.Find(DocumentNumber.Parse("双政规〔2023〕1号"))!.Repeals);
        Assert.Equal("双政规〔2022〕10号", repeal.Target.Value);
        Assert.Equal("正文/结尾", repeal.Clause.Value);
    }

    [Fact]
    public void A_folder_with_nothing_but_a_text_is_enough()
    {
        Write("documents/x/document.md", "某市供水管理办法\n某政发〔2024〕8号\n一、范围。本办法适用于城区。\n二、标准。每吨3元。\n某市人民政府\n2024年5月6日");
        var document = Assert.Single(KnowledgeReader.Read(_folder).Value.Documents);
        Assert.Equal(("某政发〔2024〕8号", "某市供水管理办法", "某市人民政府", new DateOnly(2024, 5, 6)), (document.Number.Value, document.Title, document.Issuer, document.IssuedOn!.Value));
    }

    [Fact]
    public void Document_folders_may_stand_in_the_given_folder_itself()
    {
        Write("x/document.md", "某市公告\n一、停水时间。自8时起。");
        Assert.Equal("《某市公告》", Assert.Single(KnowledgeReader.Read(_folder).Value.Documents).Number.Value);
    }

    [Fact]
    public void Two_documents_with_one_number_are_a_problem_that_names_both()
    {
        Write("documents/a/document.md", "甲\n某政发〔2024〕8号\n一、甲。");
        Write("documents/b/document.md", "乙\n某政发〔2024〕8号\n一、乙。");
        var problem = Assert.Single(KnowledgeReader.Read(_folder).Problems);
        Assert.Contains("documents/a", problem.Message, StringComparison.Ordinal);
        Assert.Equal("documents/b/document.yaml", problem.Where);
    }

    [Theory]
    [InlineData("numbr: \"某政发〔2024〕8号\"\n", "不认识的键", 1)]
    [InlineData("title: \"甲\"\nissuedOn: 2024-13-01\n", "不是日期", null)]
    [InlineData("title: \"甲\"\nnumber: \"八号文\"\n", "不是发文字号", null)]
    [InlineData("title: [\n", "不是有效的 YAML", 2)]
    [InlineData("title: \"甲\"\nrepeals:\n  - {number: \"某政发〔2020〕1号\", quote: \"没有这句话\"}\n", "找不到", null)]
    public void A_wrong_key_or_value_is_named_with_its_place(string yaml, string message, int? line)
    {
        Write("documents/a/document.md", "甲\n一、甲。");
        Write("documents/a/document.yaml", yaml);
        var problem = Assert.Single(KnowledgeReader.Read(_folder).Problems);
        Assert.Equal("documents/a/document.yaml", problem.Where);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        if (line is not null)
            Assert.NotNull(problem.Line);
    }

    [Fact]
    public void A_text_that_is_no_utf8_is_refused()
    {
        Write("documents/a/document.md", "x");
        File.WriteAllBytes(Path.Combine(_folder, "documents/a/document.md"), [0xd6, 0xd0, 0xce, 0xc4]);
        Assert.Contains("UTF-8", Assert.Single(KnowledgeReader.Read(_folder).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so() =>
        Assert.Contains("没有这个知识文件夹", Assert.Single(KnowledgeReader.Read(Path.Combine(_folder, "none")).Problems).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Knowledge.Check;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Check;

public sealed class KnowledgeCheckTests
{
    private const string Text = "云河市若干意见\n云河政办发〔2023〕8号\n一、稳定岗位\n每人补贴500元，执行期至2023年12月31日止。〔责任单位：市财政局〕\n二、技能培训\n每人补贴800元。〔责任单位：市教育局〕\n本意见自印发之日起施行，《云河市旧意见》（云河政办发〔2019〕2号）同时废止。\n云河市人民政府\n2023年6月7日\n";

    private static readonly DateOnly Today = new(2023, 6, 8);

    [Fact]
    public void The_knowledge_of_the_product_has_no_errors() => Assert.DoesNotContain(
        KnowledgeCheck.Run(Path.Combine(Repository.Root, "knowledge"), new(2026, 11, 24)),
        p => p.Severity == ProblemSeverity.Error);

    [Fact]
    public void A_sound_folder_has_no_problem_but_the_repeal_of_what_is_not_here()
    {
        using var folder = Given();

        var problem = Assert.Single(KnowledgeCheck.Run(folder.Path, Today));

        Assert.Equal((ProblemSeverity.Warning, 7, "云河政办发〔2019〕2号"), (problem.Severity, problem.Line, problem.Found));
    }

    [Fact]
    public void A_character_lost_since_it_was_received_is_an_error()
    {
        var shorter = Text.Replace("每人补贴800元", "每人补贴80元", StringComparison.Ordinal);
        using var folder = Given(text: shorter, digestOf: shorter);

        var problem = Assert.Single(KnowledgeCheck.Run(folder.Path, Today), p => p.Severity == ProblemSeverity.Error);

        Assert.Contains("丢失、重复或改动了文字（原文件第6行）", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_a_person_edited_after_the_import_only_warns()
    {
        using var folder = Given(text: Text.Replace("每人补贴800元", "每人补贴80元", StringComparison.Ordinal), digestOf: Text);

        var problems = KnowledgeCheck.Run(folder.Path, Today);

        Assert.DoesNotContain(problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Contains(problems, p => p.Message.Contains("人工修改", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("丢失、重复或改动了文字", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_source_is_an_error()
    {
        using var folder = Given();
        File.AppendAllText(Path.Combine(folder.Path, "documents/一/source.txt"), "多出的一行\n");

        Assert.Contains(KnowledgeCheck.Run(folder.Path, Today), p => p.Severity == ProblemSeverity.Error && p.Message.Contains("指纹", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2023-12-31", false)]
    [InlineData("2024-01-01", true)]
    public void A_period_that_ended_is_told_from_the_day_after_with_its_line(string day, bool told)
    {
        using var folder = Given();

        var ended = KnowledgeCheck.Run(folder.Path, DateOnly.ParseExact(day, "yyyy-MM-dd", null)).Where(p => p.Message.Contains("已经结束", StringComparison.Ordinal)).ToList();

        Assert.Equal(told, ended is [{ Severity: ProblemSeverity.Warning, Line: 4 }]);
        Assert.Equal(told ? 1 : 0, ended.Count);
    }

    [Theory]
    [InlineData("每人补贴600元。", "", true)]
    [InlineData("每人补贴800元。", "", false)]
    [InlineData("每人补贴600元。", "二、附则\n《云河市旧通知》（云河政发〔2021〕1号）与本通知不一致的，以本通知为准。\n", false)]
    public void Two_documents_in_force_that_promise_different_sums_for_one_thing_are_told_at_the_newer(string promise, string more, bool told)
    {
        using var folder = new TemporaryFolder();
        Put(folder, "旧", "云河政发〔2021〕1号", "云河市旧通知", "一、发放技能培训补贴\n每人补贴800元。\n", "2021-05-01");
        Put(folder, "新", "云河政发〔2023〕2号", "云河市新通知", "一、提高技能培训补贴标准\n" + promise + "\n" + more, "2023-05-01");

        var conflicts = KnowledgeCheck.Run(folder.Path, Today).Where(p => p.Message.Contains("金额不同", StringComparison.Ordinal)).ToList();

        Assert.Equal(told ? ["documents/新/document.md"] : [], conflicts.Select(p => p.Where));
        Assert.All(conflicts, c => Assert.Equal((ProblemSeverity.Warning, 1, "600元", "800元"), (c.Severity, c.Line, c.Found, c.Expected)));
    }

    [Fact]
    public void A_list_of_repealed_documents_in_a_table_repeals_each_of_them()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "旧", "云河政发〔2021〕1号", "云河市旧通知", "一、发放技能培训补贴\n每人补贴800元。\n", "2021-05-01");
        Directory.CreateDirectory(folder.File("documents/新"));
        File.WriteAllText(folder.File("documents/新/document.md"), "云河市人民政府关于公布清理结果的决定\n云河政发〔2023〕2号\n一、废止的文件见附件。\n云河市人民政府\n2023年5月1日\n附件\n宣布废止的文件目录\n序号\t文件名称\t文号\n1\t云河市旧通知\t云河政发〔2021〕1号\n");

        var knowledge = PolicyBot.Knowledge.KnowledgeReader.Read(folder.Path).Value;

        Assert.Equal("云河政发〔2021〕1号", Assert.Single(knowledge.Documents.SelectMany(d => d.Repeals)).Target.Value);
        Assert.Equal(PolicyBot.Core.Validity.ValidityStatus.Repealed, new PolicyBot.Core.Validity.ValidityTimeline(knowledge).FindingFor(knowledge.Documents.Single(d => d.Folder == "旧"), Today).Status);
    }

    private static void Put(TemporaryFolder folder, string name, string number, string title, string text, string issuedOn)
    {
        Directory.CreateDirectory(folder.File("documents/" + name));
        File.WriteAllText(folder.File($"documents/{name}/document.md"), text);
        File.WriteAllText(folder.File($"documents/{name}/document.yaml"), $"number: \"{number}\"\ntitle: \"{title}\"\nissuedOn: {issuedOn}\n");
    }

    [Fact]
    public void Two_documents_with_one_number_are_an_error_that_names_both()
    {
        using var folder = Given();
        Write(folder, "二", Text, Text, "2023-06-07");

        var problem = Assert.Single(KnowledgeCheck.Run(folder.Path, Today), p => p.Severity == ProblemSeverity.Error && p.Message.Contains("编号相同", StringComparison.Ordinal));

        Assert.Contains("二", problem.Where, StringComparison.Ordinal);
        Assert.Contains("documents/一", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_document_does_not_hide_what_is_wrong_with_the_others()
    {
        using var folder = Given(issuedOn: "2023-06-30");
        Directory.CreateDirectory(folder.File("documents/坏"));
        File.WriteAllText(folder.File("documents/坏/document.md"), "一、内容\n");
        File.WriteAllText(folder.File("documents/坏/document.yaml"), "number: \"云河政发〔2023〕1号\"\nprice: 3\n");

        var problems = KnowledgeCheck.Run(folder.Path, Today);

        Assert.Contains(problems, p => p is { Severity: ProblemSeverity.Error, Line: 2 } && p.Where.EndsWith("坏/document.yaml", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("成文日期在正文中没有出现", StringComparison.Ordinal));
    }

    [Fact]
    public void Gold_questions_that_name_no_clause_and_lines_that_are_no_json_are_told_with_their_line()
    {
        using var folder = Given();
        Directory.CreateDirectory(folder.File("gold"));
        File.WriteAllText(folder.File("gold/questions.jsonl"), "{\"id\":\"1\",\"clauses\":[\"云河政办发〔2023〕8号#正文/一\"]}\n{\"id\":\"2\",\"clauses\":[\"云河政办发〔2023〕8号#正文/九\"]}\n不是JSON\n");

        var problems = KnowledgeCheck.Run(folder.Path, Today).Where(p => p.Where.StartsWith("gold/", StringComparison.Ordinal)).ToList();

        Assert.Equal([(ProblemSeverity.Error, (int?)3), (ProblemSeverity.Warning, 2)], problems.Select(p => (p.Severity, p.Line)));
    }

    [Fact]
    public void An_invisible_character_is_told_with_its_line()
    {
        var text = Text.Replace("技能培训", "技能\u200b培训", StringComparison.Ordinal);
        using var folder = Given(text, text, source: text);

        Assert.Contains(KnowledgeCheck.Run(folder.Path, Today), p => p is { Line: 5, Found: "U+200B" });
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_clear_problem() =>
        Assert.Contains("没有这个知识文件夹", Assert.Single(KnowledgeCheck.Run(Path.Combine(Path.GetTempPath(), "no-such-knowledge"), Today)).Message, StringComparison.Ordinal);

    private static TemporaryFolder Given(string? text = null, string? digestOf = null, string issuedOn = "2023-06-07", string? source = null)
    {
        var folder = new TemporaryFolder();
        // An empty lexicon of its own: the one built into the program speaks of other documents.
        Directory.CreateDirectory(folder.File("lexicon"));
        File.WriteAllText(folder.File("lexicon/空.yaml"), "fillers: []\n");
        Write(folder, "一", text ?? Text, digestOf ?? Text, issuedOn, source);
        return folder;
    }

    private static void Write(TemporaryFolder folder, string name, string text, string digestOf, string issuedOn, string? source = null)
    {
        var path = folder.File("documents/" + name);
        Directory.CreateDirectory(path);
        var received = Encoding.UTF8.GetBytes(source ?? Text);
        File.WriteAllBytes(Path.Combine(path, "source.txt"), received);
        File.WriteAllText(Path.Combine(path, "document.md"), text);
        File.WriteAllText(Path.Combine(path, "document.yaml"), $$"""
            number: "云河政办发〔2023〕8号"
            title: "云河市若干意见"
            issuer: "云河市人民政府"
            issuedOn: {{issuedOn}}
            repeals:
              - {number: "云河政办发〔2019〕2号", quote: "《云河市旧意见》（云河政办发〔2019〕2号）同时废止。"}
            source: {file: "source.txt", encoding: "utf-8", lines: "1-9", sha256: "{{Convert.ToHexStringLower(SHA256.HashData(received))}}"}
            text: "sha256:{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digestOf)))}}"
            """ + "\n");
    }
}

using System.Text;
using PolicyBot.Core;
using PolicyBot.Knowledge.Check;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Check;

public sealed class EligibilityChecksTests
{
    private const string Rule = """
        benefits:
          - {id: rent, title: 租房补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 工作满6个月}], amount: {value: 500, words: 补贴500元}}
        """;

    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_case_that_comes_out_as_written_is_no_problem()
    {
        using var folder = Given(Rule, "cases: [{case: 满六个月, benefit: rent, given: {months: 6}, verdict: likely_eligible, amount: 500}]");
        Assert.DoesNotContain(KnowledgeCheck.Run(folder.Path, Today), p => p.Where.EndsWith("cases.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{case: 差一个月, benefit: rent, given: {months: 5}, verdict: likely_eligible}", "用例“差一个月”的结论不符", "not_eligible")]
    [InlineData("{case: 满六个月, benefit: rent, given: {months: 6}, verdict: likely_eligible, amount: 600}", "用例“满六个月”的金额不符", "500")]
    [InlineData("{case: 已知, benefit: rent, given: {months: 6}, verdict: likely_eligible, missing: [months]}", "用例“已知”应当还缺这个事实", "")]
    [InlineData("{case: 没有的, benefit: rant, given: {months: 6}, verdict: likely_eligible}", "没有这条规则", "rant")]
    [InlineData("{case: 不认识, benefit: rent, given: {months: 6, height: 7}, verdict: likely_eligible}", "不认识的事实，或值不合它的类型", "height")]
    public void A_case_that_comes_out_otherwise_is_an_error(string one, string message, string found)
    {
        using var folder = Given(Rule, $"cases: [{one}]");
        var problem = Assert.Single(KnowledgeCheck.Run(folder.Path, Today), p => p.Where.EndsWith("cases.yaml", StringComparison.Ordinal));
        Assert.Equal((ProblemSeverity.Error, message, found), (problem.Severity, problem.Message, problem.Found));
    }

    [Theory]
    [InlineData("categories.yaml", "categories: [\n")]
    [InlineData("facts.yaml", "facts: [\n")]
    public void A_file_that_cannot_be_read_is_told_alone_and_not_as_rules_and_facts_that_are_missing(string file, string text)
    {
        using var folder = Given(Rule, "cases: [{case: 满六个月, benefit: rent, given: {months: 6}, verdict: likely_eligible, amount: 500}]");
        File.WriteAllText(Path.Combine(folder.Path, file), text);

        var problem = Assert.Single(KnowledgeCheck.Run(folder.Path, Today), p => p.Severity == ProblemSeverity.Error);

        Assert.Equal(file, problem.Where);
    }

    [Fact]
    public void A_rule_whose_clause_changed_is_an_alarm_until_somebody_confirms_it()
    {
        using var folder = Given(Rule.Replace("补贴500元}}", "补贴500元}, rests_on: {正文/一: \"sha256:0\"}}", StringComparison.Ordinal), "cases: []");
        var alarm = Assert.Single(KnowledgeCheck.Run(folder.Path, Today), p => p.Message.Contains("的文字变了，规则 rent 已停用", StringComparison.Ordinal));
        Assert.Equal(("documents/租房/benefits.yaml", ProblemSeverity.Warning), (alarm.Where, alarm.Severity));

        var file = Path.Combine(folder.Path, "documents", "租房", "benefits.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("sha256:0", alarm.Expected, StringComparison.Ordinal));
        Assert.DoesNotContain(KnowledgeCheck.Run(folder.Path, Today), p => p.Where.EndsWith("benefits.yaml", StringComparison.Ordinal));
    }

    private static TemporaryFolder Given(string rules, string cases)
    {
        var folder = new TemporaryFolder();
        var document = Directory.CreateDirectory(Path.Combine(folder.Path, "documents", "租房")).FullName;
        File.WriteAllText(Path.Combine(folder.Path, "facts.yaml"), "facts:\n  - {id: months, ask: 工作了多久？, type: number, unit: 月, said: [\"工作了{时长}\"]}\n", Encoding.UTF8);
        File.WriteAllText(Path.Combine(document, "document.md"), "云川县租房办法\n一、对工作满6个月的职工，给予补贴500元。\n", Encoding.UTF8);
        File.WriteAllText(Path.Combine(document, "document.yaml"), "number: 云政发〔2024〕7号\ntitle: 云川县租房办法\nissuer: 云川县人民政府\nissuedOn: 2024-03-01\n", Encoding.UTF8);
        File.WriteAllText(Path.Combine(document, "benefits.yaml"), rules, Encoding.UTF8);
        File.WriteAllText(Path.Combine(document, "cases.yaml"), "as_of: 2026-11-24\n" + cases, Encoding.UTF8);
        return folder;
    }
}

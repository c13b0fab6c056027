using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Knowledge.Benefits;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Benefits;

public sealed class BenefitsReaderTests
{
    private static readonly PolicyDocument Document = GivenDocuments.Document("云政发〔2024〕1号", "云山市补贴办法", ("正文/一", "一、对经营 6个月以上的创业者，给予补贴3000元。执行期至2024年12月31日止。"));

    private static readonly FactCatalog Facts = FactsReader.Parse(
        """
        facts:
          - {id: months, ask: 经营了多久？, type: number, unit: 月, said: ["开了{时长}"]}
          - {id: level, ask: 哪一级？, type: choice, choices: [{text: 甲, is: a}, {text: 乙, is: b}]}
        """, "facts.yaml").Value.Facts;

    [Fact]
    public void The_projects_own_rules_and_facts_have_no_problems() => Assert.Empty(GivenEligibility.Problems);

    [Fact]
    public void Words_are_found_whatever_blanks_were_printed_and_quoted_as_printed()
    {
        var benefit = Assert.Single(Read("""
            benefits:
              - {id: x, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 经营6个月以上}]}
            """).Value);
        var words = benefit.Condition.Leaves().Single().Words!;
        Assert.Equal("经营 6个月以上", words.Quote);
        Assert.Equal(words.Quote, Document.Text[words.Start..words.End]);
    }

    [Theory]
    [InlineData("conditions: [{fact: months, at_least: 6, words: 经营7个月以上}]", "条款 正文/一 里没有这句原文")]
    [InlineData("conditions: [{fact: months, at_least: 6}]", "每个条件都要写明所依据的原文")]
    [InlineData("conditions: [{fact: nobody, at_least: 6, words: 创业者}]", "facts.yaml 里没有这个事实，也就没有可问的问题")]
    [InlineData("conditions: [{fact: months, at_leats: 6, words: 创业者}]", "不认识的键")]
    [InlineData("conditions: [{fact: months, is: yes, words: 创业者}]", "“is”应当是数字")]
    [InlineData("conditions: [{fact: level, in: [c], words: 创业者}]", "事实 level 没有这个选项")]
    [InlineData("conditions: [{fact: months, at_least: 6, words: 创业者}, {fact: months, less_than: 6, words: 创业者}]", "条件永远不能同时满足")]
    [InlineData("conditions: [{fact: level, in: [a, b], words: 创业者}]\n    amount: {by: level, words: 补贴3000元, rows: [{is: a, value: 3000}]}", "金额表缺一行：b")]
    [InlineData("conditions: [{fact: months, at_least: 6, words: 创业者}]\n    period: {until: 2024-13-31, words: 执行期至2024年12月31日止}", "“until”应当是日期")]
    public void A_faulty_rule_is_refused_in_Chinese_with_its_line(string rest, string message)
    {
        var result = Read($"benefits:\n  - id: x\n    title: 补贴\n    clause: 正文/一\n    {rest}\n");
        Assert.False(result.IsSuccess);
        var problem = result.Problems.First(p => p.Severity == ProblemSeverity.Error);
        Assert.Equal(message, problem.Message);
        Assert.Equal("benefits.yaml", problem.Where);
        Assert.InRange(problem.Line ?? 0, 2, 9);
    }

    [Fact]
    public void Two_rules_of_one_name_may_not_promise_different_sums_for_the_same_facts()
    {
        var yaml = """
            benefits:
              - {id: x, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 创业者}], amount: {value: 3000, words: 补贴3000元}}
              - {id: y, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 5, words: 创业者}], amount: {value: 4000, words: 补贴3000元}}
            """;
        Assert.Contains(Read(yaml).Problems, p => p.Message.Contains("同样的事实却给出不同的金额", StringComparison.Ordinal));
        Assert.True(Read(yaml.Replace("id: y,", "id: y, instead_of: [x],", StringComparison.Ordinal)).IsSuccess);
    }

    [Fact]
    public void Two_rates_for_each_one_counted_contradict_as_two_sums_do()
    {
        var yaml = """
            benefits:
              - {id: x, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 创业者}], amount: {each: 3000, count: months, words: 补贴3000元}}
              - {id: y, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 创业者}], amount: {each: 3001, count: months, words: 补贴3000元}}
            """;
        Assert.Contains(Read(yaml).Problems, p => p.Message.Contains("同样的事实却给出不同的金额", StringComparison.Ordinal));
        Assert.True(Read(yaml.Replace("3001", "3000", StringComparison.Ordinal)).IsSuccess);
    }

    [Fact]
    public void A_rule_confirmed_again_decides_again()
    {
        var digest = BenefitsReader.DigestOf(Document.Clauses[0]);
        var result = Read("""
            benefits:
              - {id: x, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 创业者}], rests_on: {正文/一: "today"}}
            """.Replace("today", digest, StringComparison.Ordinal));
        Assert.Empty(result.Problems);
        Assert.Equal(Verdict.LikelyEligible, new Assessor(Facts).Assess(Assert.Single(result.Value), ApplicantFacts.None.With("months", new FactValue.Number(NumberRange.Exactly(9))), new(2024, 6, 1)).Verdict);
    }

    [Fact]
    public void A_rule_whose_clause_changed_is_suspended_and_gives_no_verdict()
    {
        var result = Read("""
            benefits:
              - {id: x, title: 补贴, clause: 正文/一, conditions: [{fact: months, at_least: 6, words: 创业者}], rests_on: {正文/一: "sha256:0"}}
            """);
        var benefit = Assert.Single(result.Value);
        Assert.Equal(ProblemSeverity.Warning, Assert.Single(result.Problems).Severity);
        var assessment = new Assessor(Facts).Assess(benefit, ApplicantFacts.None.With("months", new FactValue.Number(NumberRange.Exactly(9))), new(2024, 6, 1));
        Assert.Equal(Verdict.NeedMoreInfo, assessment.Verdict);
        Assert.Empty(assessment.Missing);
    }

    [Fact]
    public void A_grant_without_rules_is_drafted_and_never_gives_more_than_need_more_info()
    {
        var draft = Assert.Single(BenefitDrafter.Draft(Document));
        Assert.True(draft.IsDraft);
        Assert.Equal("补贴", draft.Title);
        Assert.Equal(new DateOnly(2024, 12, 31), draft.Period!.Until);
        Assert.All(draft.Condition.Leaves(), l => Assert.Equal(l.Words!.Quote, Document.Text[l.Words.Start..l.Words.End]));
        Assert.Equal(Verdict.NeedMoreInfo, new Assessor(Facts).Assess(draft, ApplicantFacts.None, new(2024, 6, 1)).Verdict);
        Assert.Equal(Verdict.Expired, new Assessor(Facts).Assess(draft, ApplicantFacts.None, new(2025, 1, 1)).Verdict);
    }

    private static Result<IReadOnlyList<Benefit>> Read(string yaml) => BenefitsReader.Parse(yaml, "benefits.yaml", Document, Facts);
}

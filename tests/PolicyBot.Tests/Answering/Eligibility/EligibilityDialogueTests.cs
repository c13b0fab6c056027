using PolicyBot.Answering.Eligibility;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Eligibility;

public sealed class EligibilityDialogueTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private readonly EligibilityDialogue _dialogue = new(GivenEligibility.Knowledge);

    [Theory]
    [InlineData("一次性创业补贴需要什么材料")]
    [InlineData("创业担保贷款归谁管")]
    [InlineData("今天天气怎么样")]
    [InlineData("职业技能竞赛报名要交钱吗")]
    [InlineData("创业补贴让我儿子替我去领行吗")]
    public void What_does_not_ask_for_entitlement_is_left_to_others(string text) => Assert.Null(_dialogue.Respond(new(text, Today)));

    [Fact]
    public void The_verdict_comes_first_then_each_condition_with_its_mark()
    {
        var outcome = Say("退役军人，在尖山第一次干个体，开了五个月，我能领创业补贴吗")!;
        var lines = outcome.Text.Split('\n');
        Assert.StartsWith("按您说的情况，不符合", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("✓ 辖区内[1]", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("✗ 正常运营6个月以上[1]", StringComparison.Ordinal));
        Assert.Equal("以审核部门认定为准", outcome.Notice);
        Assert.Contains("市人力资源社会保障局", outcome.Contact);
    }

    [Fact]
    public void A_contradiction_is_asked_about()
    {
        var first = Say("退役军人，在尖山第一次干个体，正常开了八个月，我能领创业补贴吗")!;
        var second = _dialogue.Respond(new("我的店是2026年10月1日开业的，退役军人，能领创业补贴吗", Today) { State = first.State })!;
        Assert.Equal(EligibilityOutcomeKind.Contradiction, second.Kind);
        Assert.Equal("months_operating", second.State.Asked);
    }

    [Fact]
    public void An_expired_benefit_says_so_with_the_words_of_its_period()
    {
        var outcome = Say("我2022年在尖山成立的公司，雇了7个人，符合政策规定，能领创业带动就业补贴吗")!;
        Assert.Equal(Verdict.Expired, outcome.Verdict);
        Assert.Contains("执行期至2023年12月31日止", outcome.Text, StringComparison.Ordinal);
        Assert.Empty(outcome.Missing);
    }

    [Fact]
    public void Which_benefits_at_all_is_answered_with_a_ranking_and_at_most_one_question()
    {
        var outcome = Say("我是退役军人，在尖山头一回干个体，营业九个月了，我能享受哪些政策")!;
        Assert.Equal(EligibilityOutcomeKind.Overview, outcome.Kind);
        Assert.StartsWith("看来符合：一次性创业补贴", outcome.Text, StringComparison.Ordinal);
        Assert.InRange(outcome.Missing.Count, 0, 1);
    }

    [Fact]
    public void Naming_one_group_denies_no_other_and_none_of_these_denies_only_the_others()
    {
        var first = Say("我是大学生，参加补贴性线下培训，能领生活费补贴吗")!;
        Assert.Equal(Verdict.NeedMoreInfo, first.Verdict);
        Assert.Equal("除了大学生（含毕业生），您还属于下面哪一类？", first.Missing[0].Ask);
        Assert.DoesNotContain("大学生（含毕业生）", first.Missing[0].Choices);

        var second = _dialogue.Respond(new("都不是", Today) { State = first.State })!;
        Assert.Equal(Verdict.NotEligible, second.Verdict);
        Assert.StartsWith("college,!", second.State.Facts["applicant_group"], StringComparison.Ordinal);
        Assert.DoesNotContain("!college", second.State.Facts["applicant_group"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("紧缺工种多给吗，培训补贴上调")]
    [InlineData("职业介绍补贴，职介所介绍一个人给多少钱")]
    public void A_rule_asked_of_nobody_in_particular_is_left_to_the_clause(string text) => Assert.Null(Say(text));

    [Fact]
    public void A_sum_for_several_is_worked_out_though_a_condition_is_open()
    {
        var outcome = Say("介绍了18个人，职业介绍补贴给多少")!;
        Assert.Equal(Verdict.NeedMoreInfo, outcome.Verdict);
        Assert.True(outcome is { AsksSum: true, IsWorkedOut: true });
        Assert.Contains("200×18=3600元", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("200×18=3600元", outcome.Workings);
    }

    [Fact]
    public void Of_an_expired_benefit_the_sum_of_then_is_told_to_whoever_asks_for_it()
    {
        var outcome = Say("我这厂子招了八个人，创业带动就业补贴能拿多少")!;
        Assert.Equal(Verdict.Expired, outcome.Verdict);
        Assert.Contains("5000+2000×（8-5）=11000元", outcome.Text, StringComparison.Ordinal);
        Assert.Null(outcome.Amount);
    }

    [Fact]
    public void An_overview_goes_on_turn_by_turn_asks_few_questions_and_fits_one_WeChat_message()
    {
        var outcome = Say("我能享受哪些政策")!;
        var questions = 0;
        foreach (var reply in new[] { "退役军人", "个体经营", "在尖山，头一回", "八个月", "不知道", "不知道", "不知道" })
        {
            Assert.Equal(EligibilityOutcomeKind.Overview, outcome.Kind);
            Assert.InRange(outcome.Missing.Count, 0, 1);
            questions += outcome.Missing.Count;
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(outcome.Text) + (outcome.Spans.Count * 60) + outcome.Missing.Sum(m => m.Choices.Sum(c => System.Text.Encoding.UTF8.GetByteCount(c) + 12)) <= 2048, outcome.Text);
            outcome = _dialogue.Respond(new(reply, Today) { State = outcome.State }) ?? outcome;
        }

        Assert.InRange(questions, 1, 5);
        Assert.StartsWith("看来符合：一次性创业补贴（5000元），5000元[1]", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overview_names_what_is_open_what_excludes_and_what_was_not_looked_at()
    {
        var lines = Say("俺是农民工，在尖山开店七个月了，以前在外地开过店，能享受哪些政策")!.Text.Split('\n');
        Assert.Contains(lines, l => l.StartsWith("不符合：一次性创业补贴（5000元），因为要求“初次创办”", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("还没有对照的：", StringComparison.Ordinal) && l.Contains("技能提升补贴", StringComparison.Ordinal));

        var possible = Say("我在尖山开店七个月了，能享受哪些政策")!.Text.Split('\n');
        Assert.Contains(possible, l => l.StartsWith("可能符合：一次性创业补贴（5000元）", StringComparison.Ordinal) && l.Contains("还要看：“初次创办”", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_has_no_business_is_not_asked_where_it_is()
    {
        var first = Say("我是退役军人，我能享受哪些政策")!;
        Assert.Equal("business_form", first.State.Asked);
        var second = _dialogue.Respond(new("没有创业", Today) { State = first.State })!;
        Assert.DoesNotContain(second.Missing, m => m.Fact is "in_district" or "first_venture" or "months_operating");
    }

    [Fact]
    public void A_named_benefit_ends_the_overview()
    {
        var first = Say("我是退役军人，我能享受哪些政策")!;
        var second = _dialogue.Respond(new("技能提升补贴我能领吗", Today) { State = first.State })!;
        Assert.Equal(EligibilityOutcomeKind.Verdict, second.Kind);
        Assert.Null(second.State.OverviewAsked);
    }

    [Fact]
    public void A_suspended_rule_quotes_and_gives_no_verdict()
    {
        var known = GivenEligibility.Knowledge;
        var suspended = known with { Benefits = [.. known.Benefits.Select(b => b.Id == "startup_subsidy" ? b with { Suspended = [b.Clause] } : b)] };
        var outcome = new EligibilityDialogue(suspended).Respond(new("退役军人，在尖山第一次干个体，开了八个月，5000元创业补贴能领吗", Today))!;
        Assert.Equal(Verdict.NeedMoreInfo, outcome.Verdict);
        Assert.StartsWith("“一次性创业补贴（5000元）”的原文有变动，正在核对", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("给予一次性创业补贴5000元", outcome.Text, StringComparison.Ordinal);
        Assert.Null(outcome.Amount);
    }

    [Fact]
    public void The_state_survives_being_written_down()
    {
        var first = Say("退役军人，第一次在尖山干个体，我能领创业补贴吗")!;
        var stored = System.Text.Json.JsonSerializer.Deserialize<EligibilityState>(System.Text.Json.JsonSerializer.Serialize(first.State))!;
        Assert.Equal(Verdict.LikelyEligible, _dialogue.Respond(new("七个月", Today) { State = stored })!.Verdict);
    }

    [Fact]
    public void Facts_sent_along_are_used_and_unknown_ones_are_named()
    {
        var all = _dialogue.AssessAll(new Dictionary<string, string>(StringComparer.Ordinal) { ["months_operating"] = "8", ["nonsense"] = "1" }, Today, out var refused);
        Assert.Equal("nonsense", Assert.Single(refused));
        Assert.Equal(GivenEligibility.Knowledge.Benefits.Count, all.Count);
    }

    private EligibilityOutcome? Say(string text) => _dialogue.Respond(new(text, Today));

    [Fact]
    public void Two_answers_between_commas_are_both_heard()
    {
        var first = Say("我考了个证，失业险交了四年，技能补贴能领不")!;
        var second = _dialogue.Respond(new("中级，不是紧缺的", Today) { State = first.State })!;
        Assert.Equal(Verdict.LikelyEligible, second.Verdict);
        Assert.Equal(1500, second.Amount!.Value);
    }

    [Theory]
    [InlineData("打零工的在驿站能得到什么服务")]
    [InlineData("我老板是私人开公司的，公积金这块文件怎么要求")]
    public void What_there_is_and_what_the_document_says_ask_for_no_verdict(string text) => Assert.Null(_dialogue.Respond(new(text, Today)));

    [Theory]
    [InlineData("回饶河老家开店，第一次，干了七个月，大学毕业一年，创业补贴能给我吗", 10000)]
    [InlineData("我们小微企业招了2个登记失业八个月的和1个毕业年度大学生，吸纳就业补贴一共能拿多少", 3000)]
    [InlineData("我们是职介所，给30个农村转移劳动力找着活了，介绍补贴能领多少", 6000)]
    [InlineData("国家级一类技能竞赛拿了亚军，我能领多少奖励", 30000)]
    public void Facts_are_heard_in_the_ways_people_tell_them(string text, decimal amount)
    {
        var outcome = _dialogue.Respond(new(text, new(2023, 9, 20)))!;
        Assert.Equal(Verdict.LikelyEligible, outcome.Verdict);
        Assert.Equal(amount, outcome.Amount!.Value);
    }
}

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
}

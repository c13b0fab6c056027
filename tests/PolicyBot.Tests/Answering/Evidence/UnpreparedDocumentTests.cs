using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>A document minutes after its import: drafts for rules, no word of it in the lexicon. What is asked is answered where it stands, however far from the words that name it.</summary>
public sealed class UnpreparedDocumentTests
{
    private const string Text = """
        云山市手工艺传承扶持办法
        云山政规〔2024〕9号
        第一章　总则
        第一条　为了传承手工艺，制定本办法。
        第二章　奖励和扶持
        第二条　设立云山市手工艺传承奖，每三年评选一次，分为金奖、银奖、铜奖。每届金奖不超过2名，银奖不超过4名。金奖奖金8万元，银奖4万元，铜奖2万元。奖金归完成人所有，单位不得截留。
        第三条　对新开办的手工艺作坊，经营满一年的，给予作坊补助6000元。机关、事业单位开办的，不纳入补助范围。
        第四条　手工艺作坊用电按照居民电价执行，参加展销的摊位费降低20个百分点。
        第五条　申报人对评审结果有异议的，可以自公示之日起10日内向市文化局申请复核。
        第六条　扶持资金每年5月1日至6月30日申报。作坊学徒名额由经营者确定，学徒期满应当签订劳动合同，劳动合同期限为两年。
        第七条　家庭成员名下有两处以上商铺的，不能领取作坊补助。
        第八条　本办法自2024年3月1日起施行。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政规〔2024〕9号", "云山市手工艺传承扶持办法", Text) with { IssuedOn = new DateOnly(2024, 2, 2) }, hasDrafts: true);
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("设立的手工艺传承奖分为几档，银奖给多少", "银奖4万元")]
    [InlineData("手工艺作坊用电按什么价", "按照居民电价执行")]
    [InlineData("手工艺作坊展销摊位费减多少", "20个百分点")]
    [InlineData("对评审结果有异议找谁", "市文化局")]
    public async Task What_is_asked_is_stated_behind_the_words_that_name_the_thing(string question, string says)
    {
        var answer = await AskAsync(question);
        Assert.IsType<Answered>(answer);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有写明具体", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stated_of_something_else_is_not_given_without_saying_so()
    {
        var answer = Assert.IsType<PartlyAnswered>(await AskAsync("手工艺作坊养蚕给多少补助"));
        Assert.StartsWith("文中没有提到“养蚕”", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("事业单位能领作坊补助吗", "不纳入补助范围")]
    [InlineData("家里有两处商铺能领作坊补助吗", "不能领取作坊补助")]
    public async Task A_draft_does_not_hide_the_words_that_settle_the_case(string question, string rule) =>
        Assert.Contains(rule, (await AskAsync(question)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Who_asks_for_the_condition_of_a_drafted_grant_gets_the_words_of_its_clause()
    {
        var answer = await AskAsync("手工艺作坊要开几年才有补助");
        Assert.IsType<Answered>(answer);
        Assert.Contains("经营满一年", answer.Text, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new Question(text, null, new DateOnly(2024, 10, 8)), CancellationToken.None);
}

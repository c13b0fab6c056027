using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

/// <summary>Sums that look alike and stand side by side: the one for what is asked is quoted, and not its neighbour's.</summary>
public sealed class AlternativeSumsTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市茶艺人才扶持办法的通知
        云山政办发〔2023〕10号
        各县（区）人民政府：
        《云山市茶艺人才扶持办法》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市茶艺人才扶持办法
        一、扶持内容
        （一）给予茶艺补贴。对在茶企连续工作36个月以上、取得茶艺证书的茶农，给予初级工500元、中级工700元、高级工900元的茶艺补贴；紧缺急需职业（工种）给予初级工650元、中级工870元、高级工1100元的茶艺补贴。茶企要为茶农留出学习时间，茶艺培训机构要公开授课老师、课程安排和考核办法，接受茶农监督。所需资金由市级财政承担。〔责任单位：市农业农村局〕
        （二）给予竞赛奖励。
        1.对获得省级茶艺技能竞赛一、二、三等奖的茶艺师，分别给予8000元、6000元、4000元的一次性奖励。
        2.对获得市级茶艺技能竞赛一、二、三等奖的茶艺师，分别给予3000元、2000元、1000元的一次性奖励。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政办发〔2023〕10号", "云山市人民政府办公室关于印发云山市茶艺人才扶持办法的通知", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("普通工种中级工茶艺补贴多少", "700元", "870元")]
    [InlineData("中级工不紧缺的给多少茶艺补贴", "700元", "870元")]
    [InlineData("高级工一般工种茶艺补贴多少钱", "900元", "1100元")]
    [InlineData("紧缺工种中级工茶艺补贴多少", "870元", "700元")]
    [InlineData("市技能竞赛茶艺二等奖奖多少", "2000元", "6000元")]
    [InlineData("省技能竞赛茶艺二等奖奖多少", "6000元", "2000元")]
    public async Task The_sum_of_another_alternative_is_not_quoted(string question, string sum, string another)
    {
        var answer = await AskAsync(question);
        Assert.Contains(sum, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(another, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有写明", answer.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("茶艺补贴技师给多少", "技师")]
    [InlineData("县级茶艺技能竞赛二等奖奖多少", "县级")]
    public async Task An_alternative_that_the_clause_leaves_out_is_said_to_be_missing(string question, string left)
    {
        var answer = await AskAsync(question);
        Assert.IsNotType<Answered>(answer);
        Assert.Contains($"没有提到“{left}”", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_one_clause_states_is_topic_enough() =>
        Assert.Contains("36个月以上", (await AskAsync("正好36个月算不算够")).Text, StringComparison.Ordinal);

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new(text, null, new(2023, 7, 1)), CancellationToken.None);
}

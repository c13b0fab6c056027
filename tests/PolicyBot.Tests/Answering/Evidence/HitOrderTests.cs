using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

public sealed class HitOrderTests
{
    private const string Text = """
        云山市关于支持开店的若干措施
        一、开店扶持
        （一）给予一次性开店补贴。对首次开店且正常经营6个月以上的退役军人、农民工、登记失业人员、残疾人、毕业5年内的高校毕业生以及返乡入乡的其他人员，给予一次性开店补贴1万元。
        （二）提高开店补贴发放效率，简化补贴申请程序，缩短补贴申请时间。
        二、技能竞赛
        （一）对获得市级技能竞赛一等奖、二等奖的选手，分别给予1万元、5000元的一次性奖励。

        """;

    private readonly GivenAnswering _given = new(GivenOfficialText.Document("云山政发〔2025〕8号", "云山市关于支持开店的若干措施", Text));

    [Theory]
    [InlineData("那个一万块钱的补贴怎么申请")]
    [InlineData("1万元补贴给谁")]
    public async Task A_sum_with_the_thing_that_it_is_the_sum_of_comes_before_the_same_sum_of_another(string question)
    {
        var answer = await _given.Assistant().AnswerAsync(new Question(question, null, new DateOnly(2026, 1, 5)), CancellationToken.None);

        Assert.Contains("开店补贴1万元", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("技能竞赛", answer.Text, StringComparison.Ordinal);
    }
}

using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>A rule whose items state what its first words announce, beside articles and a form full of the same words.</summary>
public sealed class ListsAndFormsTests
{
    private const string Text = """
        云山市粮库违法行为举报奖励规定
        云山粮规〔2024〕2号
        第一条 为鼓励举报粮库违法行为，制定本规定。
        第二条 举报奖励发放规则：
        （一）两人以上分别举报的，奖励最先举报人；
        （二）两人以上联名举报的，奖励由举报人自行协商分配。
        第三条 对举报人，综合考虑危害程度、线索质量，由查处案件的部门按照以下标准给予一次性奖励：
        （一）罚款金额在10万元以下的，奖励800元；
        （二）罚款金额在10万元以上的，按罚款金额的2%奖励。
        第四条 举报人应当在收到通知之日起20个工作日内，凭本人有效身份证明领取举报奖励。
        第五条 举报奖励资金发放时应当严格审核，发现骗取举报奖励的，收回举报奖励资金。
        附件：举报奖励领取委托书
        附件
        举报奖励领取委托书
        本人，身份证号：，于 年 月 日举报的案件（案件编号：），已通知给予我本人举报奖励资金 元（大写：）。现委托领取举报奖励。
        委托人（签字）：

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山粮规〔2024〕2号", "云山市粮库违法行为举报奖励规定", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("举报能奖多少钱", "奖励800元")]
    [InlineData("罚款20万，举报人拿多少奖励", "按罚款金额的2%奖励")]
    public async Task How_much_is_answered_by_the_items_of_the_rule_that_announces_sums(string question, string stated) =>
        Assert.Contains(stated, (await AskAsync(question)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("举报奖励要带什么去领")]
    [InlineData("单位的人去领举报奖励要带什么")]
    public async Task A_form_is_no_answer_to_what_an_article_settles(string question)
    {
        var answer = await AskAsync(question);
        Assert.Contains("有效身份证明", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Citations, c => c.Clause.Part.StartsWith("附件", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_is_asked_for_is_found()
    {
        var answer = await AskAsync("委托书里身份证号填谁的");
        Assert.Contains(answer.Citations, c => c.Clause.Part.StartsWith("附件", StringComparison.Ordinal));
    }

    private Task<Answer> AskAsync(string question) => _assistant.AnswerAsync(new Question(question, Conversation: null, new DateOnly(2026, 11, 25)), CancellationToken.None);
}

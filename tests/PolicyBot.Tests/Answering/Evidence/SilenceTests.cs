using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>What the documents do not say is said to be missing, whatever is near.</summary>
public sealed class SilenceTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市养老服务扶持办法的通知
        云山政办发〔2023〕6号
        各县（区）人民政府：
        《云山市养老服务扶持办法》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市养老服务扶持办法
        一、扶持内容
        （一）给予养老机构运营补贴。对收住本地老年人的养老机构，给予每人每月150元的运营补贴。所需资金由市级财政承担，执行期至2024年12月31日止。〔责任单位：市民政局、市财政局〕
        （二）提供贴息贷款。养老机构可申请贴息贷款，利息由市级财政承担。〔责任单位：市金融局〕
        （三）建设社区食堂。2023年全年建成社区食堂12家，方便老年人用餐。〔责任单位：市商务局〕
        （四）退休人员活动。组织退休人员参加文体活动。〔责任单位：市文广旅局〕

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政办发〔2023〕6号", "云山市人民政府办公室关于印发云山市养老服务扶持办法的通知", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("养老机构贴息贷款最高能贷多少万", "贷款额度")]
    [InlineData("养老机构贴息贷款利率几个点", "利率")]
    [InlineData("申请养老机构运营补贴要准备哪些材料", "所需材料")]
    [InlineData("社区食堂几点开门", "办公时间")]
    [InlineData("社区食堂具体地址在哪条街", "具体地址")]
    [InlineData("养老机构运营补贴几个工作日能批下来", "办理时限")]
    public async Task A_particular_that_no_clause_states_is_named_and_the_nearest_is_quoted_only_as_such(string question, string detail)
    {
        var answer = await AskAsync(question);
        Assert.IsType<PartlyAnswered>(answer);
        Assert.Contains(detail, answer.Text, StringComparison.Ordinal);
        Assert.Contains("仅供参考", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Citations);
    }

    [Fact]
    public async Task No_clause_is_near_to_a_telephone_number()
    {
        var answer = await AskAsync("养老机构运营补贴咨询电话是多少");
        Assert.IsType<NotFound>(answer);
        Assert.Contains("联系电话", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Citations);
    }

    [Theory]
    [InlineData("2030年社区食堂建多少家", "2030年")]
    [InlineData("2019年的养老机构运营补贴发多少", "2019年")]
    [InlineData("十五五养老服务扶持办法讲了什么", "十五五")]
    public async Task A_year_that_the_documents_do_not_speak_of_is_not_answered_with_another(string question, string time)
    {
        var answer = await AskAsync(question);
        Assert.IsType<NotFound>(answer);
        Assert.Contains(time, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12家", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023年社区食堂建多少家", "12家")]
    [InlineData("养老机构运营补贴给多少钱", "150元")]
    [InlineData("养老机构运营补贴执行到什么时候", "2024年12月31日")]
    public async Task What_is_stated_is_answered(string question, string words)
    {
        var answer = await AskAsync(question);
        Assert.IsType<Answered>(answer);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("退休金一个月能开多少")]
    [InlineData("几岁退休")]
    [InlineData("护照办理多少天")]
    [InlineData("产假多少天")]
    public async Task An_affair_that_no_clause_names_is_not_answered_with_a_word_it_shares(string question)
    {
        var answer = await AskAsync(question);
        Assert.True(answer is NotFound or OutOfScope, answer.Text);
        Assert.Empty(answer.Citations);
    }

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new Question(text, Conversation: null, new DateOnly(2024, 3, 1)), CancellationToken.None);
}

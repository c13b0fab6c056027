using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>A document on a subject that nobody prepared words for: its own words decide, and the clause that settles the case answers wherever it stands.</summary>
public sealed class NewSubjectsTests
{
    private const string Text = """
        云山市城区限行管理办法
        云山政规〔2024〕2号
        第一条　为了缓解拥堵，制定本办法。
        第二条　城区北环以内道路实行工作日限行，限行时间为7时至9时。
        第三条　申请限行区域通行证，应当同时符合下列条件：
        （一）车辆在本市登记；
        （二）车龄不超过十年。
        第四条　通行证申请受理后三个工作日内发给，有效期为一年；期满未换发的，通行证自行失效。
        第五条　有下列情形之一的，不得申请通行证：
        （一）车辆拖挂集装箱的；
        （二）有未处理的违法记录的。
        第六条　市公安局承担通行证的发放工作。
        第七条　本办法由市交通运输局负责解释，自2024年5月1日起施行。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政规〔2024〕2号", "云山市城区限行管理办法", Text) with { IssuedOn = new DateOnly(2024, 4, 2) });
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("城区工作日限行时间是怎么规定的", "7时至9时", "正文/第二条")]
    [InlineData("限行管理办法由谁负责解释", "市交通运输局", "正文/第七条")]
    [InlineData("限行管理办法现在还有效吗", "2024年5月1日", "正文/第七条")]
    [InlineData("通行证有效期几年", "有效期为一年", "正文/第四条")]
    public async Task The_list_of_affairs_that_nobody_answers_gives_way_to_a_document_that_does(string question, string says, string clause)
    {
        var answer = await AskAsync(question);
        Assert.IsType<Answered>(answer);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.Equal(clause, answer.Citations[0].Clause.Value);
    }

    [Fact]
    public async Task A_clause_of_a_document_on_the_affair_need_not_name_it_again()
    {
        var given = new GivenAnswering(GivenOfficialText.Document("云山政发〔2024〕3号", "云山市广场文明公约", "云山市广场文明公约\n一、牵引绳\n遛狗时牵引绳的长度不得超过2米。\n二、登记\n犬只应当登记并接种，犬只登记证每年核验。\n"));

        var answer = await given.Assistant().AnswerAsync(new Question("遛狗的牵引绳最长多少米", null, new DateOnly(2024, 6, 1)), CancellationToken.None);

        Assert.Contains("不得超过2米", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("车上挂着集装箱能申请通行证吗", "不得申请", "集装箱")]
    [InlineData("有违法记录没处理，能申请通行证吗", "不得申请", "违法记录")]
    public async Task A_case_that_is_told_is_settled_by_the_exclusion_that_speaks_of_it(string question, string rule, string said)
    {
        var answer = await AskAsync(question);
        Assert.Contains(rule, answer.Text, StringComparison.Ordinal);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有提到", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("驾照过期了去哪里换")]
    [InlineData("车辆年检多少钱")]
    public async Task What_the_document_does_not_speak_of_stays_unanswered(string question)
    {
        var answer = await AskAsync(question);
        Assert.IsNotType<Answered>(answer);
    }

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new Question(text, null, new DateOnly(2024, 10, 8)), CancellationToken.None);
}

using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>Rules with thresholds, papers, telephones of two kinds and a table, in a document of a subject nobody prepared: which line answers whom.</summary>
public sealed class NewRulesTests
{
    private const string Text = """
        云山市公共滑雪场管理办法
        云山政规〔2024〕11号
        第一条　为了规范公共滑雪场管理，制定本办法。
        第二条　进入滑雪场应当遵守下列规定：
        （一）年满12周岁；
        （二）只能携带1名12周岁以下儿童，并由教练陪同；
        （三）佩戴护具。
        第三条　滑雪证有效期三年，持证人应当在期满前30日内办理年检。
        第四条　申领滑雪证，应当提交下列材料：
        （一）身份证明；
        （二）一寸照片两张。
        第五条　每人限办滑雪证一张，工本费15元。滑雪证由市体育局在市民中心二楼窗口办理，受理后5个工作日内发放。
        第六条　滑雪场咨询电话：6612345；滑雪场投诉电话：6612399。
        第七条　滑雪票价按照下列标准减免：
        人员类别	减免比例
        最低生活保障对象	80%
        最低生活保障边缘家庭成员	50%
        重度残疾人	60%
        第八条　环山路沿线禁止滑雪。
        第九条　滑雪教练补助每人800元。
        第十条　教练补助每年9月1日至9月30日申报。
        第十一条　本办法自2024年3月1日起施行。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政规〔2024〕11号", "云山市公共滑雪场管理办法", Text) with { IssuedOn = new DateOnly(2024, 2, 2) }, hasDrafts: true);
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("11岁能不能进滑雪场", "年满12周岁", null)]
    [InlineData("公共滑雪场咨询打哪个号码", "6612345", "6612399")]
    [InlineData("滑雪场投诉打哪个电话", "6612399", "6612345")]
    [InlineData("我家吃低保，滑雪票价减多少", "80%", "50%")]
    [InlineData("在环山路上能滑雪吗", "环山路沿线禁止滑雪", null)]
    public async Task The_line_that_is_meant_answers_and_no_other(string question, string says, string? not)
    {
        var answer = await AskAsync(question, null);
        Assert.IsType<Answered>(answer);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        if (not is not null)
            Assert.DoesNotContain(not, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_document_states_once_for_all_answers_a_follow_up_on_what_it_grants()
    {
        await AskAsync("滑雪证工本费多少钱", "a");
        var papers = await AskAsync("需要什么材料", "a");
        Assert.Contains("一寸照片两张", papers.Text, StringComparison.Ordinal);
        await AskAsync("滑雪教练补助给多少", "b");
        var until = await AskAsync("什么时候申报", "b");
        Assert.Contains("9月1日至9月30日", until.Text, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string text, string? conversation) => _assistant.AnswerAsync(new Question(text, conversation, new DateOnly(2024, 10, 8)), CancellationToken.None);
}

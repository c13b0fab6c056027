using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>An explanation whose lines ask and are answered below: the answer under the question that asks the same.</summary>
public sealed class QuestionHeadingsTests
{
    private const string Text = """
        云山市自由职业者保险补贴政策解读
        为方便群众了解，现解读如下。
        哪些人可以申请？
        自由职业者缴纳社会保险费的，以及离校2年内未就业的毕业生。
        补贴标准是多少？
        按实际缴费额的三分之二给予补贴，最长不超过3年。
        到哪里申请？
        向常住地街道服务中心申请。
        需要带哪些材料？
        身份证、缴费凭证。

        """;

    private readonly PolicyAssistant _assistant = new GivenAnswering(GivenOfficialText.Document("《云山市自由职业者保险补贴政策解读》", "云山市自由职业者保险补贴政策解读", Text)).Assistant();

    [Theory]
    [InlineData("自由职业者保险补贴补多少", "三分之二")]
    [InlineData("自由职业者保险补贴上哪申请", "街道服务中心")]
    [InlineData("自由职业者保险补贴带什么材料", "缴费凭证")]
    [InlineData("毕业生自由职业能申请保险补贴吗", "离校2年内")]
    public async Task The_answer_under_the_question_that_asks_the_same(string question, string said)
    {
        var answer = await _assistant.AnswerAsync(new Question(question, null, new DateOnly(2026, 1, 5)), CancellationToken.None);

        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
    }
}

using PolicyBot.Answering;
using PolicyBot.Answering.Evidence;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>What a document means by a word is told by the clause that defines it.</summary>
public sealed class DefinitionsTests
{
    private const string Text = """
        云山市摊点管理办法
        云山政规〔2023〕9号
        第一条　为了加强摊点管理，制定本办法。
        第二条　本办法所称流动摊点（以下简称摊点），是指没有固定经营场所的售货车、售货架。
        本办法所称夜间，是指晚八时至次日六时。
        第三条　摊点每日缴纳卫生费5元，夜间经营的摊点减半。
        第四条　申请摊点登记，应当是本市居民，提交身份证。
        第五条　摊点应当保持周围整洁，摊点经营者应当明码标价。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政规〔2023〕9号", "云山市摊点管理办法", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("本办法所称甲地居民，是指户籍在甲地的人员。", new[] { "甲地居民" })]
    [InlineData("第二条　本办法所称公共停车场（以下简称停车场），是指面向社会开放的场所。", new[] { "公共停车场", "停车场" })]
    [InlineData("本细则所称家庭，包括夫妻及其未成年子女。", new[] { "家庭" })]
    [InlineData("优待证是指退役军人事务部门发给的证件。", new[] { "优待证" })]
    [InlineData("补贴资金从失业保险基金列支，指标另行下达。", new string[0])]
    [InlineData("申请人应当如实填写，材料包括身份证。", new string[0])]
    public void Terms_are_read_with_their_short_forms(string text, string[] terms) => Assert.Equal(terms, Definitions.TermsIn(text));

    [Theory]
    [InlineData("什么是流动摊点", "没有固定经营场所")]
    [InlineData("推个小车卖煎饼算不算摊点", "没有固定经营场所")]
    [InlineData("晚上九点属于夜间吗", "晚八时至次日六时")]
    public async Task Who_asks_what_counts_gets_the_definition(string question, string says)
    {
        var answer = await AskAsync(question);
        Assert.IsType<Answered>(answer);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.StartsWith("正文/第二条", c.Clause.Value));
    }

    [Theory]
    [InlineData("摊点卫生费是多少", "5元")]
    [InlineData("外地人是不是能申请摊点登记", "本市居民")]
    public async Task A_question_that_only_uses_the_term_is_answered_by_its_own_clause(string question, string says)
    {
        var answer = await AskAsync(question);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Citations, c => c.Clause.Value.StartsWith("正文/第二条", StringComparison.Ordinal));
    }

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new Question(text, null, new DateOnly(2024, 6, 1)), CancellationToken.None);
}

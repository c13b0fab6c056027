using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>Which clause answers where several are near, and when the nearest one does not.</summary>
public sealed class NearestClauseTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市茶业振兴办法的通知
        云山政办发〔2023〕8号
        各县（区）人民政府：
        《云山市茶业振兴办法》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市茶业振兴办法
        为进一步支持茶农、茶企和茶叶合作社发展，帮助茶农增收，制定本办法。
        一、扶持内容
        （一）给予茶园改造补贴。对改造老茶园的茶农，给予每亩900元的茶园改造补贴。所需资金由市级财政承担。〔责任单位：市农业农村局、市财政局〕
        （二）加强茶园改造补贴宣传。采用广播、展板等形式，宣传茶园改造补贴的范围和对象。〔责任单位：市农业农村局〕
        （三）建设茶农之家。为茶农提供免费歇脚场所和免费热水，开展采茶信息发布。〔责任单位：市商务局〕
        （四）网上申领。取得茶艺证书的茶农可通过“云山茶业网”网上申领茶艺补贴。
        （五）给予茶艺补贴。对取得茶艺证书的茶农，给予初级500元、中级700元的茶艺补贴。〔责任单位：市农业农村局〕

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政办发〔2023〕8号", "云山市人民政府办公室关于印发云山市茶业振兴办法的通知", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Fact]
    public async Task A_clause_with_all_of_the_question_answers_before_one_that_lacks_a_word_of_it()
    {
        var answer = await AskAsync("茶园改造补贴是用什么法子宣传的");
        Assert.Contains("广播、展板", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有提到", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("茶农之家有没有免费盒饭", "盒饭")]
    [InlineData("茶园改造补贴摇号不", "摇号")]
    public async Task What_is_wanted_and_nowhere_stated_is_said_to_be_missing_whatever_else_the_place_has(string question, string wanted)
    {
        var answer = await AskAsync(question);
        Assert.IsNotType<Answered>(answer);
        Assert.Contains($"没有提到“{wanted}”", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_place_does_have_is_answered() =>
        Assert.IsType<Answered>(await AskAsync("茶农之家有没有免费热水"));

    [Fact]
    public async Task Why_a_document_was_made_does_not_answer_what_a_clause_settles()
    {
        var answer = await AskAsync("茶农改造老茶园政府管不管");
        Assert.All(answer.Citations, c => Assert.NotEqual("正文/引言", c.Clause.Value));
        Assert.Contains("900元", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_to_apply_is_found_in_another_clause_of_the_document_than_the_one_talked_of()
    {
        await AskAsync("茶艺证书补贴中级给多少", "c");
        Assert.Contains("云山茶业网", (await AskAsync("在哪申领", "c")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_to_apply_is_looked_for_by_itself_when_asked_in_one_breath_with_the_sum()
    {
        var answer = await AskAsync("茶艺补贴中级的给多少钱，在哪里申领");
        Assert.Contains("700元", answer.Text, StringComparison.Ordinal);
        Assert.Contains("云山茶业网", answer.Text, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string text, string? conversation = null) => _assistant.AnswerAsync(new(text, conversation, new(2023, 7, 1)), CancellationToken.None);
}

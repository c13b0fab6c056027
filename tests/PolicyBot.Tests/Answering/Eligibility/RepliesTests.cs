using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core.Answers;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Eligibility;

/// <summary>Short replies on the whole way of a question: what answers the question asked last is no courtesy, no nonsense and no new question.</summary>
public sealed class RepliesTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly PolicyIndex Index = PolicyIndex.InMemory(GivenEligibility.Knowledge);

    private readonly PolicyAssistant _assistant = PolicyAssistant.Create(GivenEligibility.Knowledge, Index.Searcher, new ConversationStore(new FakeTimeProvider()));

    [Theory]
    [InlineData("是的")]
    [InlineData("嗯")]
    [InlineData("对")]
    public async Task Yes_answers_a_question_and_is_no_courtesy(string yes)
    {
        var asked = await AskAsync("退役军人，个体，第一次干，开了八个月，能领创业补贴吗");
        Assert.Equal("in_district", asked.Missing[0].Fact);
        Assert.Equal(Verdict.LikelyEligible, (await AskAsync(yes)).Verdict);
    }

    [Fact]
    public async Task Thanks_stay_thanks_while_a_question_is_open()
    {
        await AskAsync("退役军人，个体，第一次干，开了八个月，能领创业补贴吗");
        Assert.IsType<Greeting>(await AskAsync("谢谢"));
        Assert.IsType<Greeting>(await AskAsync("好的"));
    }

    [Fact]
    public async Task A_bare_number_answers_how_many()
    {
        var asked = await AskAsync("尖山的公司，2022年成立，是符合政策规定的初创主体，能领带动就业补贴吗", new(2023, 10, 1));
        Assert.Equal("hired_people", asked.Missing[0].Fact);
        var answer = await AskAsync("9", new(2023, 10, 1));
        Assert.Equal((Verdict.LikelyEligible, 13000m), (answer.Verdict, answer.Amount!.Value));
    }

    [Fact]
    public async Task The_number_of_a_choice_that_was_offered_means_that_choice()
    {
        var asked = await AskAsync("我能享受哪些政策");
        var number = asked.Missing[0].Choices.ToList().FindIndex(c => c == "城市低保家庭学员") + 1;
        var answer = await AskAsync(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("low_income", answer.Facts["applicant_group"]);
    }

    [Theory]
    [InlineData("紧缺工种多给吗")]
    [InlineData("职介所介绍一个人给多少钱")]
    public async Task A_rule_asked_of_nobody_gets_the_clause_and_no_verdict(string text)
    {
        var answer = await AskAsync(text);
        Assert.Null(answer.Verdict);
        Assert.NotEmpty(answer.Citations);
    }

    [Fact]
    public async Task A_verdict_that_the_clause_itself_gives_names_who_decides()
    {
        var answer = await AskAsync("求职创业补贴现在还有吗");
        Assert.Equal(Verdict.Expired, answer.Verdict);
        Assert.Equal("以审核部门认定为准", answer.Notice);
    }

    private Task<Answer> AskAsync(string text, DateOnly? asOf = null) => _assistant.AnswerAsync(new(text, "talk", asOf ?? Today), CancellationToken.None);
}

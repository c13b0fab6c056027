using PolicyBot.Answering.Understanding;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class AskingTests
{
    private static IReadOnlyList<ContentToken> Tokens(string text) => GivenLanguage.Reader.Read(text, GivenLanguage.Today).ContentTokens;

    [Theory]
    [InlineData("公租房谁能申请", true)]
    [InlineData("老小区改不改", true)]
    [InlineData("有人管没", true)]
    [InlineData("我在南方干了六年", false)]
    [InlineData("留用率四成九", false)]
    public void Asking_is_told_from_telling_by_grammar(string text, bool asks) => Assert.Equal(asks, Asking.IsInterrogative(text));

    [Fact]
    public void Unknown_words_of_a_story_weigh_less_than_in_the_question_itself()
    {
        var told = Tokens("我在流水线干了六年，创业补贴给多少").First(t => t.Text.Contains("流水", StringComparison.Ordinal));
        var asked = Tokens("流水线创业补贴给多少").First(t => t.Text.Contains("流水", StringComparison.Ordinal));
        Assert.True(told.Weight < asked.Weight * 0.5);
    }

    [Fact]
    public void A_story_that_alone_names_the_subject_keeps_its_weight()
    {
        var subject = Tokens("我家护照丢了，去哪补").First(t => t.Text.Contains("护照", StringComparison.Ordinal));
        Assert.True(subject.Weight > 0.8);
    }

    [Theory]
    [InlineData("报告哪天交 东西交给谁", "报告哪天交，东西交给谁")]
    [InlineData("资产 联络员 邮箱", "资产 联络员 邮箱")]
    [InlineData("how much is it and who pays", "how much is it and who pays")]
    [InlineData("创业补贴给多少", "创业补贴给多少")]
    public void Blanks_part_asks_and_nothing_else(string typed, string expected) => Assert.Equal(expected, Asking.WithMarks(typed));

    [Fact]
    public void Pieces_are_what_asks_each_with_its_own_words()
    {
        var pieces = Asking.Pieces(GivenLanguage.Reader.Read("我是退伍的，公租房谁能申请，生活费补贴一天几块", GivenLanguage.Today));
        Assert.Equal(2, pieces.Count);
        Assert.Contains(pieces[0].ContentTokens, t => t.Text == "公租房");
        Assert.DoesNotContain(pieces[1].ContentTokens, t => t.Text == "公租房");
    }

    [Fact]
    public void What_was_talked_of_before_is_not_asked_again() =>
        Assert.Empty(Asking.Pieces(GivenLanguage.Reader.Read("谁能申请，生活费补贴一天几块", GivenLanguage.Today) with { GoesOn = true }));

    [Fact]
    public void Words_of_a_story_are_told_apart_from_those_of_the_ask()
    {
        var tokens = Tokens("我开了个小店，公租房谁能申请");
        Assert.False(tokens.First(t => t.Text == "公租房").IsTold);
        Assert.All(tokens.Where(t => t.Start < 6), t => Assert.True(t.IsTold));
    }

    [Fact]
    public void The_second_half_of_a_choice_is_no_word_of_the_question() =>
        Assert.DoesNotContain(Tokens("公租房的暖气管子换不换"), t => t.Text == "不换");
}

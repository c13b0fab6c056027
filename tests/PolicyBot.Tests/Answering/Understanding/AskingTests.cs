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
}

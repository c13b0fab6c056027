using PolicyBot.Tests.Given;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.Hosting;

public sealed class ExampleQuestionsTests
{
    [Fact]
    public void What_is_granted_is_asked_about_first_and_no_example_gives_its_sum_away()
    {
        var examples = ExampleQuestions.From(GivenEligibility.Knowledge);

        Assert.All(examples.Take(4), e => Assert.Matches("^(谁可以申请.+|.+给多少钱)？$", e));
        Assert.All(examples, e => Assert.DoesNotContain("（", e, StringComparison.Ordinal));
        Assert.Equal(examples.Count, examples.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Documents_of_which_nobody_wrote_down_grants_are_asked_about_by_their_headings()
    {
        var examples = ExampleQuestions.From(GivenEligibility.Knowledge with { Benefits = [] });

        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Matches("^“.{5,14}”是怎么规定的？$", e));
    }
}

using PolicyBot.Answering.Understanding;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("生活费补贴和创业补贴有什么区别", "生活费补贴", "创业补贴")]
    [InlineData("公租房跟创业担保贷款有什么不同", "公租房", "创业担保贷款")]
    public void Two_things_are_each_a_text_of_their_own(string asked, string first, string second) =>
        Assert.Equal([first, second], GivenLanguage.Reader.Read(asked, GivenLanguage.Today).Compared);

    [Fact]
    public void What_the_second_says_behind_its_last_的_belongs_to_both() =>
        Assert.Equal(["线上培训的生活费补贴", "线下培训的生活费补贴"], Comparison.Of("线上培训和线下培训的生活费补贴差在哪", [(15, 18)], _ => true));

    [Theory]
    [InlineData("创业补贴有什么变化")]
    [InlineData("创业补贴给多少")]
    public void One_thing_is_no_comparison(string asked) => Assert.Empty(GivenLanguage.Reader.Read(asked, GivenLanguage.Today).Compared);
}

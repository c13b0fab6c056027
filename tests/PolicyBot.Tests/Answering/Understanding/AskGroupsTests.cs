using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Language;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class AskGroupsTests
{
    private static QuestionUnderstanding Read(string text) => GivenLanguage.Reader.Read(text, GivenLanguage.Today);

    [Theory]
    [InlineData("创业补贴给多少，还有公租房谁能申请", "创业补贴", "公租房")]
    [InlineData("敲门行动是啥？生活费补贴一天几块？", "敲门行动", "生活费")]
    [InlineData("一是创业补贴给多少，二是见习补贴谁出钱", "创业补贴", "见习补贴")]
    [InlineData("创业补贴给多少、职业介绍补贴给多少", "创业补贴", "职业介绍")]
    [InlineData("创业补贴、生活费补贴各给多少", "创业补贴", "生活费")]
    public void Two_things_asked_in_one_breath_are_two_groups(string question, string first, string second)
    {
        var groups = AskGroups.Of(Read(question));
        Assert.Equal(2, groups.Count);
        Assert.Contains(first, groups[0].Text, StringComparison.Ordinal);
        Assert.Contains(second, groups[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(second, groups[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("创业补贴给多少钱？什么时候截止？归哪个部门管？")]
    [InlineData("我是退伍的，开了个小店八个月了，能给多少补贴")]
    [InlineData("见习期满后留用率四成九，能按全额发见习补贴吗")]
    [InlineData("创业担保贷款贴息还有吗")]
    [InlineData("公租房")]
    public void One_thing_is_never_cut_into_groups(string question) => Assert.Empty(AskGroups.Of(Read(question)));

    [Fact]
    public void Asks_about_one_thing_all_count_however_weak_their_words()
    {
        var leading = AskGroups.Leading(Read("创业补贴给多少钱？什么时候截止？归哪个部门管？"));
        Assert.Equal([Facet.HowMuch, Facet.Until, Facet.WhoIsResponsible], leading.Select(f => f.Facet));
        Assert.All(leading, f => Assert.Equal(leading[0].Score, f.Score));
    }

    [Fact]
    public void A_part_without_a_topic_asks_on_about_the_nearest_one_before_it()
    {
        var parts = Read("创业补贴给多少，公租房谁能申请，归哪个部门管").SubQuestions;
        Assert.Equal(3, parts.Count);
        Assert.Contains("公租房", parts[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_to_apply_is_a_group_of_its_own_with_the_topic_carried()
    {
        var groups = AskGroups.Of(Read("生活费补贴一天几块，在哪里申领"));
        Assert.Equal(2, groups.Count);
        Assert.Contains("生活费补贴", groups[1].Text, StringComparison.Ordinal);
        Assert.Equal(Facet.Where, groups[1].Facets[0].Facet);
    }

    [Fact]
    public void Except_one_who_else_is_one_ask() => Assert.Empty(Read("公租房除了住建局还有哪几家负责").SubQuestions);

    [Fact]
    public void Asks_without_marks_between_them_are_parted_at_the_blanks() =>
        Assert.Equal(2, Read("创业补贴给多少钱 公租房谁能申请").SubQuestions.Count);
}

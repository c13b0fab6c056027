using PolicyBot.Answering.Conversations;
using PolicyBot.Core.Language;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Conversations;

public sealed class FollowUpReaderTests
{
    private static readonly FollowUpReader Reader = new(GivenLanguage.Reader);

    private static FollowUp Read(string text, string? before, Facet? facet = Facet.HowMuch) => Reader.Read(text, GivenLanguage.Today, before is null
        ? ConversationState.New
        : ConversationState.New.With(new("云山政办发〔2023〕29号", "附件/二/（二）", before, facet)));

    [Theory]
    [InlineData("国家级的呢", "省级技能竞赛一等奖奖多少", "国家级技能竞赛一等奖奖多少")]
    [InlineData("二等奖呢", "省级技能竞赛一等奖奖多少", "省级技能竞赛二等奖奖多少")]
    [InlineData("高级工的", "中级工给多少", "高级工给多少")]
    public void An_alternative_takes_the_place_of_the_one_asked_before(string now, string before, string expected)
    {
        var read = Assert.IsType<FollowUp.Continues>(Read(now, before));
        Assert.Equal(expected, read.Text);
        Assert.True(read.Replaces);
        Assert.False(read.SameClause);
    }

    [Fact]
    public void A_bare_question_is_about_the_clause_in_focus()
    {
        var read = Assert.IsType<FollowUp.Continues>(Read("谁出钱", "创业补贴给多少"));
        Assert.True(read.SameClause);
        Assert.Equal(Facet.WhoPays, read.Facets[0].Facet);
    }

    [Fact]
    public void A_new_thing_leaves_the_sum_of_the_old_one_behind()
    {
        var read = Assert.IsType<FollowUp.Continues>(Read("不是，我问的是公租房", "创业补贴5000元那个什么条件"));
        Assert.DoesNotContain("5000", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("创业补贴", read.Text, StringComparison.Ordinal);
        Assert.Contains("公租房", read.Named);
    }

    [Fact]
    public void A_full_question_inherits_nothing() => Assert.Equal("公租房谁能申请", Assert.IsType<FollowUp.None>(Read("公租房谁能申请", "创业补贴给多少")).Text);

    [Fact]
    public void Words_that_leave_the_subject_say_so()
    {
        Assert.True(Assert.IsType<FollowUp.None>(Read("对了，公租房是怎么回事", "创业补贴给多少")).Leaves);
        Assert.False(Assert.IsType<FollowUp.None>(Read("公租房谁能申请", "创业补贴给多少")).Leaves);
    }

    [Fact]
    public void Leaning_on_nothing_is_said() => Assert.IsType<FollowUp.NothingBefore>(Read("那谁出钱呢", before: null));

    [Theory]
    [InlineData("在哪办")]
    [InlineData("申请要带什么材料")]
    [InlineData("多久能批下来")]
    [InlineData("政策到哪天截止")]
    [InlineData("资金是省里出还是市里出")]
    [InlineData("要什么条件")]
    [InlineData("给多少钱")]
    public void A_question_that_names_nothing_asks_back_where_nothing_was_before_and_goes_on_where_something_was(string text)
    {
        Assert.IsType<FollowUp.NothingBefore>(Read(text, before: null));
        Assert.IsType<FollowUp.Continues>(Read(text, "创业补贴给多少"));
    }

    [Theory]
    [InlineData("创业补贴在哪办")]
    [InlineData("公租房要什么条件")]
    [InlineData("都有哪些补贴")]
    public void A_question_that_names_its_thing_stands_alone(string text) => Assert.IsType<FollowUp.None>(Read(text, before: null));

    [Fact]
    public void What_was_asked_without_its_thing_waits_for_the_thing()
    {
        var open = ConversationState.New with { Open = "给多少钱" };
        Assert.Equal("公租房，给多少钱", Assert.IsType<FollowUp.None>(Reader.Read("公租房", GivenLanguage.Today, open)).Text);
        Assert.Equal("公租房谁能申请", Assert.IsType<FollowUp.None>(Reader.Read("公租房谁能申请", GivenLanguage.Today, open)).Text);
    }

    [Fact]
    public void What_points_back_keeps_the_thing_before_whatever_else_it_names()
    {
        var read = Assert.IsType<FollowUp.Continues>(Read("刚才那个得雇几个人", "创业带动就业补贴怎么算"));
        Assert.Contains("创业带动就业补贴", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thing_named_with_a_question_of_its_own_stands_alone_however_it_begins() =>
        Assert.IsType<FollowUp.None>(Read("公租房呢，什么人能申请", "生活费补贴一天几块"));

    [Theory]
    [InlineData("and junior?", "高级工给多少", "初级工给多少")]
    [InlineData("商标呢", "专利能不能拿去贷款", "商标能不能拿去贷款")]
    [InlineData("技能的呢", "市级创业大赛一等奖给多少", "市级技能竞赛一等奖给多少")]
    public void Alternatives_of_rights_contests_and_English_levels_take_each_others_place(string now, string before, string expected) =>
        Assert.Equal(expected, Assert.IsType<FollowUp.Continues>(Read(now, before)).Text);

    [Fact]
    public void A_word_of_the_documents_that_stands_alone_is_what_is_named()
    {
        var read = Assert.IsType<FollowUp.Continues>(Read("那台账呢", "公租房谁能申请"));
        Assert.Contains("台账", read.Named);
    }
}

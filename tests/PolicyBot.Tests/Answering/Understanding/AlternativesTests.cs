using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Language;

using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class AlternativesTests
{
    private static readonly Alternatives Levels = new([new AlternativeSet([["国家级", "国家的"], ["省级", "省里"], ["市级"]]), new AlternativeSet([["一等奖", "冠军"], ["二等奖"]])]);

    [Fact]
    public void The_other_one_takes_the_place_of_the_one_before_by_its_usual_name()
    {
        var taken = Levels.Take("国家的呢", "省里技能比赛一等奖多少钱");
        Assert.Equal("国家级技能比赛一等奖多少钱", taken!.Earlier);
        Assert.Equal("呢", taken.Rest);
        Assert.True(taken.Changed);
    }

    [Fact]
    public void Two_kinds_may_change_at_once() =>
        Assert.Equal("市级技能比赛二等奖多少钱", Levels.Take("市级二等奖", "省级技能比赛冠军多少钱")!.Earlier);

    [Fact]
    public void The_same_one_again_changes_nothing() => Assert.False(Levels.Take("冠军呢", "省级一等奖多少钱")!.Changed);

    [Fact]
    public void Nothing_in_common_is_no_alternative() => Assert.Null(Levels.Take("国家的呢", "公租房谁能申请"));

    [Theory]
    [InlineData("国家、省、市级技能竞赛奖多少", "国家级技能竞赛奖多少|省级技能竞赛奖多少|市级技能竞赛奖多少")]
    [InlineData("国赛省赛三等奖给多少", "国家级三等奖给多少|省级三等奖给多少")]
    [InlineData("省级技能竞赛奖多少", "")]
    public void Alternatives_side_by_side_are_asked_one_by_one(string asked, string each) =>
        Assert.Equal(each, string.Join('|', new Alternatives(GivenLanguage.Knowledge().Lexicon.Alternatives).OneByOne(asked)));

    [Theory]
    [InlineData("国家级的奖多少", "对获得市级竞赛一等奖的给予5000元", false)]
    [InlineData("国家级竞赛一等奖奖多少", "对获得国家级竞赛一、二、三等奖的选手，分别给予奖励", true)]
    [InlineData("国家级竞赛一等奖奖多少", "对获得市级竞赛一、二、三等奖的选手，分别给予奖励", false)]
    [InlineData("国家级的奖多少", "对获得国家一类竞赛一等奖的给予5万元", true)]
    [InlineData("国家级的奖多少", "给予5万元", null)]
    [InlineData("奖多少", "对获得市级竞赛一等奖的给予5000元", null)]
    public void A_text_for_another_alternative_is_told_from_one_for_the_alternative_asked(string asked, string text, bool? agrees) =>
        Assert.Equal(agrees, new Alternatives(GivenLanguage.Knowledge().Lexicon.Alternatives).IsOf(asked, text));
}

using PolicyBot.Search.Ranking;

namespace PolicyBot.Tests.Search.Ranking;

public sealed class RankFusionTests
{
    [Fact]
    public void What_stands_in_both_lists_comes_before_what_leads_one() =>
        Assert.Equal(["乙", "甲", "丙"], RankFusion.Fuse<string>(["甲", "乙"], ["丙", "乙"]));

    [Fact]
    public void One_list_alone_keeps_its_order() => Assert.Equal(["甲", "乙", "丙"], RankFusion.Fuse<string>(["甲", "乙", "丙"], []));

    [Fact]
    public void Of_two_equal_places_the_first_list_is_believed() => Assert.Equal(["甲", "丙"], RankFusion.Fuse<string>(["甲"], ["丙"]));
}

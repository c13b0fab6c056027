using PolicyBot.Search.Ranking;

namespace PolicyBot.Tests.Search.Ranking;

public sealed class RankingWeightsTests
{
    [Fact]
    public void Weights_survive_their_file()
    {
        var read = RankingWeights.Parse(RankingWeights.Default.With(RankingFeature.Leaf, 0.125).ToJson(), "ranking.json").Value;

        Assert.Equal(0.125, read[RankingFeature.Leaf]);
        Assert.Equal(RankingWeights.Default[RankingFeature.NamedPart], read[RankingFeature.NamedPart]);
    }

    [Fact]
    public void Every_wrong_key_and_value_is_told()
    {
        var problems = RankingWeights.Parse("""{"Leef": 1, "Leaf": "很重要", "Unit": 0.5}""", "ranking.json").Problems;

        Assert.Equal(2, problems.Count);
        Assert.Contains(problems, p => p.Found == "Leef");
        Assert.Contains(problems, p => p.Message.Contains("Leaf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{ oops")]
    public void What_is_no_object_is_refused(string json) => Assert.False(RankingWeights.Parse(json, "ranking.json").IsSuccess);
}

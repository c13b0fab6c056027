using PolicyBot.Answering.Model;

namespace PolicyBot.Tests.Answering.Model;

public sealed class NegatedWordsTests
{
    [Theory]
    [InlineData("扩大覆盖面，不断提高缴存占比。", "扩大覆盖面，断提高缴存占比。", true)]
    [InlineData("扩大覆盖面，不断提高缴存占比。", "扩大覆盖面，不断提高缴存占比。", false)]
    [InlineData("不再受理申请。", "再受理申请。", true)]
    [InlineData("房屋不满五年的，不断完善服务。", "不断完善服务。", false)]
    public void A_lost_not_turns_the_words_round_also_where_it_denies_nothing(string official, string worded, bool turned) =>
        Assert.Equal(turned, new NegatedWords(official).TurnedRound(worded) is not null);
}

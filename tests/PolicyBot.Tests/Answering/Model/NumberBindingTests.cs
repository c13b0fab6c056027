using PolicyBot.Answering.Model;

namespace PolicyBot.Tests.Answering.Model;

public sealed class NumberBindingTests
{
    private const string Evidence = "毕业年度内的高校毕业生给予1万元，退役军人给予8000元，期限2年；就业困难人员给予5000元，期限3年。";

    [Theory]
    [InlineData("退役军人给予8000元，高校毕业生给予1万元")]
    [InlineData("就业困难人员给5000元，期限3年")]
    public void Numbers_with_their_own_words_stay(string sentence) => Assert.Null(NumberBinding.Moved(sentence, Evidence));

    [Theory]
    [InlineData("退役军人给予1万元")]
    [InlineData("高校毕业生给予8000元，退役军人给予1万元")]
    [InlineData("就业困难人员，期限2年")]
    public void Numbers_with_the_words_of_another_are_noticed(string sentence) => Assert.NotNull(NumberBinding.Moved(sentence, Evidence));

    [Theory]
    [InlineData("累计不超过6万元，运营6个月以上", null)]
    [InlineData("运营满6个月，累计最高6万元", null)]
    [InlineData("累计超过6万元", "6")]
    [InlineData("累计给予6万元", "6")]
    [InlineData("运营6个月以内", "6")]
    public void A_number_keeps_its_bound(string sentence, string? turned) =>
        Assert.Equal(turned is not null, NumberBounds.Turned(sentence, "正常运营6个月以上的，累计不超过6万元。") is not null);
}

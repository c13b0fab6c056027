using PolicyBot.Answering.Composition;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class AskedMeasureTests
{
    [Theory]
    [InlineData("审批要几天", "应当在7个工作日内作出决定", true)]
    [InlineData("体高不得超过多少厘米", "体高不得超过55厘米", true)]
    [InlineData("一家能养几条", "每户限养一只", true)]
    [InlineData("多少厘米", "收费55元", false)]
    [InlineData("多少钱", "收费55元", false)]
    [InlineData("一家能养几条", "第十六条　犬只应当免疫", false)]
    [InlineData("最多补几年", "按照一年期定期存款计息", false)]
    [InlineData("绳子多长", "长度不超过1.5米", true)]
    [InlineData("证管多久", "有效期三年", true)]
    [InlineData("得等多长时间", "15个工作日内答复", true)]
    [InlineData("证管多久", "2025年3月1日印发", false)]
    [InlineData("证管多久", "收费55元", false)]
    public void A_number_with_the_unit_asked_for_answers(string asked, string text, bool stated) =>
        Assert.Equal(stated, AskedMeasure.IsStated(asked, text));
}

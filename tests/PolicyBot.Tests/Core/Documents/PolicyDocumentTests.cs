using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Documents;

public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("云山市公共租赁住房管理办法", "第二条　本办法所称公共租赁住房（以下简称公租房），是指保障性住房。", "公租房")]
    [InlineData("云山市门诊慢性病特殊疾病管理办法", "第一条　为规范门诊慢性病、特殊疾病（以下统称“门诊慢特病”）待遇，制定本办法。", "门诊慢特病")]
    [InlineData("云山市公共租赁住房管理办法", "第三条　市住房保障服务中心（以下简称市中心）负责分配。", null)]
    [InlineData("云山市公共租赁住房管理办法", "第四条　租金按季度缴纳。", null)]
    public void What_the_text_calls_its_own_subject_is_a_short_name_of_it(string title, string text, string? name) =>
        Assert.Equal(name is null ? [] : [name], GivenOfficialText.Document("云山政规〔2024〕3号", title, title + "\n" + text + "\n").ShortNames);
}

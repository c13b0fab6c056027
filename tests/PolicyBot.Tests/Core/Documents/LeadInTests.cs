using PolicyBot.Core.Documents;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Documents;

public sealed class LeadInTests
{
    private static readonly PolicyDocument Document = GivenDocuments.Document(
        "云政规〔2024〕2号",
        "云山市举报奖励规定",
        ("正文/第三条", "第三条 对举报人按照下列标准给予奖励：\n"),
        ("正文/第三条/（一）", "（一）罚款不足1万元的，奖励500元；\n"),
        ("正文/第四条", "第四条 奖励由查处单位负责发放。\n"),
        ("正文/第四条/（一）", "（一）查处单位应当保密。\n"));

    [Theory]
    [InlineData("正文/第三条/（一）", "正文/第三条")]
    [InlineData("正文/第四条/（一）", null)]
    [InlineData("正文/第三条", null)]
    public void An_item_is_announced_by_words_that_end_with_a_colon(string item, string? lead) =>
        Assert.Equal(lead, LeadIn.Of(Document, Document.FindClause(ClausePath.Parse(item))!)?.Path.Value);

    [Fact]
    public void Words_that_say_more_than_their_items_share_announce_none()
    {
        var longLead = "第三条 " + new string('奖', 300) + "：\n";
        var document = GivenDocuments.Document("云政规〔2024〕2号", "规定", ("正文/第三条", longLead), ("正文/第三条/（一）", "（一）奖励500元。\n"));
        Assert.Null(LeadIn.Of(document, document.Clauses[1]));
    }
}

using PolicyBot.Answering.Composition;
using PolicyBot.Core.Documents;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class ClauseTableTests
{
    [Fact]
    public void Tabs_part_cells_and_the_line_without_values_is_the_head()
    {
        var table = Assert.Single(In("一、标准\n等级\t奖励（万元）\n甲级\t50\n乙级\t20\n按年发放。\n"));
        Assert.Equal(["等级", "奖励（万元）"], table.Header!.Cells);
        Assert.Equal(["甲级", "乙级"], table.Rows.Select(r => r.KeyText));
    }

    [Fact]
    public void Blanks_part_cells_where_every_row_has_a_value()
    {
        var table = Assert.Single(In("一、标准\n失能等级 低保（元） 其他（元）\n轻度失能 150 100\n中度失能 260 180\n"));
        Assert.Equal(["失能等级", "低保（元）", "其他（元）"], table.Header!.Cells);
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Names_printed_with_blanks_are_no_table() =>
        Assert.Empty(In("一、名单\n组长 王 大明 市长\n成员 李 小红 局长\n成员 赵 小兰 局长\n"));

    [Fact]
    public void A_head_may_count_too_and_free_is_a_value()
    {
        var table = Assert.Single(In("一、标准\n区域\t车型\t前30分钟\t30分钟以上每小时\t24小时最高\n一类\t小型车\t免费\t4元\t30元\n二类\t小型车\t免费\t2元\t15元\n"));
        Assert.Equal("24小时最高", table.Header!.Cells[^1]);
        Assert.Equal(["一类 小型车", "二类 小型车"], table.Rows.Select(r => r.KeyText));
    }

    [Fact]
    public void A_range_tells_which_row_it_is_and_is_no_value()
    {
        var table = Assert.Single(In("一、标准\n机具\t档次\t每台（元）\n拖拉机\t80至100马力\t21000\n拖拉机\t100马力以上\t32000\n"));
        Assert.Equal("拖拉机 100马力以上", table.Rows[1].KeyText);
        Assert.True(ClauseTable.IsValue("21000"));
        Assert.False(ClauseTable.IsValue("100马力以上"));
    }

    private static IReadOnlyList<ClauseTable> In(string text)
    {
        var document = GivenOfficialText.Document("云山政发〔2024〕1号", "云山市办法", text);
        return ClauseTable.In(document, document.FindClause(ClausePath.Parse("正文/一"))!);
    }
}

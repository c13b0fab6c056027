using System.Text;
using PolicyBot.Web.Gaps;

namespace PolicyBot.Tests.Web.Gaps;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("教育局,体育局", "\"教育局,体育局\"")]
    [InlineData("所谓\"专班\"", "\"所谓\"\"专班\"\"\"")]
    [InlineData("两\n行", "\"两\n行\"")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("12", "12")]
    [InlineData("", "")]
    public void A_cell_is_text_and_never_a_formula(string value, string written) => Assert.Equal($"\uFEFF{written}\r\n", Encoding.UTF8.GetString(CsvText.Write([[value]])));

    [Fact]
    public void The_file_begins_with_its_mark_so_that_office_programs_read_Chinese() => Assert.Equal([0xEF, 0xBB, 0xBF], CsvText.Write([["月份"]])[..3]);
}

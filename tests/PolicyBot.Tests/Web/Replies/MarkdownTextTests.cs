using Markdig;
using PolicyBot.Web.Replies;

namespace PolicyBot.Tests.Web.Replies;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("1.给予一次性补贴\n2.给予租赁补贴")]
    [InlineData("（一）*重点*群体_和_其他 <b>不变</b>")]
    [InlineData("# 不是标题\n- 不是列表\n+ 也不是\n> 不是引用")]
    [InlineData("a|b|c\n---|---\n`码`~~删~~")]
    [InlineData("\\反斜杠 [链接](http://x) ![图](y)")]
    [InlineData("    四个空格不是代码")]
    [InlineData("===\n1) 条\n2023. 年")]
    public void Text_reads_as_it_was_written(string text)
    {
        var shown = Markdown.ToPlainText(MarkdownText.Escape(text));

        Assert.Equal(Squeeze(text), Squeeze(shown));
    }

    [Fact]
    public void Line_breaks_stay_line_breaks() =>
        Assert.Contains("<br />", Markdown.ToHtml(MarkdownText.Escape("第一行\n第二行")), StringComparison.Ordinal);

    [Fact]
    public void Line_breaks_beside_markers_stay_too() =>
        Assert.Equal(3, Markdown.ToHtml(MarkdownText.EscapeKeepingMarkers("条件：\n甲[1]\n乙[1]\n丙", [1]) + "\n\n[1]: cite:a").Split("<br />").Length - 1);

    [Fact]
    public void Markers_are_links_also_side_by_side_and_other_brackets_are_text()
    {
        var html = Markdown.ToHtml(MarkdownText.EscapeKeepingMarkers("甲[1][2](注)，见[9]，[1]:乙", [1, 2]) + "\n\n[1]: cite:a \"一\"\n[2]: cite:b \"二\"");

        Assert.Equal(2, html.Split("href=\"cite:a\"").Length - 1);
        Assert.Equal(1, html.Split("href=\"cite:b\"").Length - 1);
        Assert.Contains("(注)，见[9]", html, StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

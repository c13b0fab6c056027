using System.Text.Encodings.Web;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Web.Pages;

namespace PolicyBot.Tests.Web.Pages;

public sealed class AnswerHtmlTests
{
    [Theory]
    [InlineData("补1万元[1]。请", "补1万<span class=\"kept\">元<a class=\"ref\" href=\"#cite-1\">[1]</a>。</span>请")]
    [InlineData("补[1][2]；", "<span class=\"kept\">补<a class=\"ref\" href=\"#cite-1\">[1]</a><a class=\"ref\" href=\"#cite-2\">[2]</a>；</span>")]
    [InlineData("补[1][9]", "<span class=\"kept\">补<a class=\"ref\" href=\"#cite-1\">[1]</a>[9]</span>")]
    [InlineData("“𠮷[1]”。", "“<span class=\"kept\">𠮷<a class=\"ref\" href=\"#cite-1\">[1]</a>”。</span>")]
    [InlineData("补[9]。", "补[9]。")]
    public void A_stop_never_begins_a_line_behind_its_marker(string text, string html)
    {
        using var written = new StringWriter();
        AnswerHtml.WithMarkers(text, [Citation(1), Citation(2)]).WriteTo(written, HtmlEncoder.Default);

        Assert.Equal(html, System.Net.WebUtility.HtmlDecode(written.ToString()));
    }

    [Fact]
    public void What_stands_around_a_marker_is_text()
    {
        using var written = new StringWriter();
        AnswerHtml.WithMarkers("<b>[1]<", [Citation(1)]).WriteTo(written, HtmlEncoder.Default);

        Assert.Equal("&lt;b<span class=\"kept\">&gt;<a class=\"ref\" href=\"#cite-1\">[1]</a></span>&lt;", written.ToString());
    }

    private static Citation Citation(int marker) =>
        new(marker, DocumentNumber.Parse("云政发〔2024〕7号"), "云山市某意见", ClausePath.Parse("附件/一"), "", "补", 0, 1, "sha256:", default!);
}

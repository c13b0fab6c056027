using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PolicyBot.Search;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>Text with stretches of it marked, everything encoded.</summary>
public static class Marked
{
    /// <param name="marks">UTF-16 offsets into the text, end exclusive, in order, without overlap.</param>
    public static IHtmlContent Html(string text, IReadOnlyList<TextSpan> marks)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in marks.Where(m => m.Start >= 0 && m.End <= text.Length))
        {
            if (start < at)
                continue;
            html.Append(HtmlEncoder.Default.Encode(text[at..start])).Append("<mark>").Append(HtmlEncoder.Default.Encode(text[start..end])).Append("</mark>");
            at = end;
        }

        return new HtmlString(html.Append(HtmlEncoder.Default.Encode(text[at..])).ToString());
    }
}

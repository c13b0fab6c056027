using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Web.Pages;

/// <summary>Answers and clauses as the pages show them.</summary>
public static partial class AnswerHtml
{
    public static IEnumerable<string> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// The text with each [n] that cites something as a link to its quotation below. Markers stay in one line with the character before and the stop behind them:
    /// a line may break around a link, and 。 would begin the next one.
    /// </summary>
    public static IHtmlContent WithMarkers(string text, IReadOnlyList<Citation> citations)
    {
        var html = new StringBuilder();
        var last = 0;
        foreach (Match match in Markers().Matches(text))
        {
            var numbers = match.Groups["n"].Captures.Select(n => int.Parse(n.ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            if (!numbers.Exists(n => citations.Any(c => c.Marker == n)))
                continue;
            html.Append(HtmlEncoder.Default.Encode(text[last..match.Index]));
            html.Append("<span class=\"kept\">").Append(HtmlEncoder.Default.Encode(match.Groups["before"].Value));
            foreach (var number in numbers)
                html.Append(citations.Any(c => c.Marker == number) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<a class=\"ref\" href=\"#cite-{number}\">[{number}]</a>") : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{number}]"));
            html.Append(HtmlEncoder.Default.Encode(match.Groups["stop"].Value)).Append("</span>");
            last = match.Index + match.Length;
        }

        return new HtmlString(html.Append(HtmlEncoder.Default.Encode(text[last..])).ToString());
    }

    public static string LinkTo(Citation citation) => LinkTo(citation.Document, citation.Clause);

    /// <summary>Escaped: old browsers do not escape 〔 and （ alike.</summary>
    public static string LinkTo(DocumentNumber number, ClausePath? clause = null) =>
        "/documents/" + Uri.EscapeDataString(number.Value) + (clause is { } path ? "#" + Uri.EscapeDataString(path.Value) : "");

    public static string NameOf(ValidityStatus status) => status switch
    {
        ValidityStatus.InForce => "现行有效",
        ValidityStatus.Expired => "已到期",
        ValidityStatus.NotYet => "尚未施行",
        ValidityStatus.Repealed => "已废止",
        _ => "未写明期限",
    };

    [GeneratedRegex(@"(?<before>[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\[\]])?(?:\[(?<n>\d{1,3})\])+(?<stop>[。，；：、！？”』」）》.,;:!?)]*)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Markers();
}

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

    /// <summary>The text with each [n] that cites something as a link to its quotation below.</summary>
    public static IHtmlContent WithMarkers(string text, IReadOnlyList<Citation> citations)
    {
        var html = new StringBuilder();
        var last = 0;
        foreach (Match match in Marker().Matches(text))
        {
            var number = int.Parse(match.Groups["n"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            if (citations.All(c => c.Marker != number))
                continue;
            html.Append(HtmlEncoder.Default.Encode(text[last..match.Index]));
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<a class=\"ref\" href=\"#cite-{number}\">[{number}]</a>");
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

    [GeneratedRegex(@"\[(?<n>\d{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}

using System.Globalization;
using System.Text;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Replies;

/// <summary>An answer as text without any mark-up: the answer, a line for each citation, then numbered choices.</summary>
public static class PlainTextReply
{
    /// <param name="site">Scheme and host for links to the clause; null for none.</param>
    public static string Of(Answer answer, Func<string, string> sentence, string? site = null)
    {
        var text = new StringBuilder(answer.Text.Trim());
        if (answer.Notice is { Length: > 0 } notice && !answer.Text.Contains(notice, StringComparison.Ordinal))
            text.Append('\n').Append(notice);
        if (answer.IsGenerated)
            text.Append('\n').Append(sentence("ai_label"));
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Marker}] {ActivityReply.PlaceOf(citation)}{(site is null ? "" : " " + site.TrimEnd('/') + citation.Url)}");
        var number = 0;
        foreach (var choice in ActivityReply.ChoicesOf(answer))
            text.Append(CultureInfo.InvariantCulture, $"\n{++number}. {choice}");
        return text.ToString();
    }
}

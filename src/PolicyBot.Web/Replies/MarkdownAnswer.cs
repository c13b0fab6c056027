using System.Globalization;
using System.Text;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Replies;

/// <summary>
/// An answer as the Markdown that connectors and Web Chat show: its words and nothing that Markdown would make of them, the notice, the label of their origin,
/// and a link definition for each marker. Source: channels §2.3.
/// </summary>
internal static class MarkdownAnswer
{
    /// <param name="idOf">What a marker links to: the claim's id.</param>
    public static string Of(Answer answer, Func<string, string> sentence, Func<Citation, string> idOf)
    {
        var text = new StringBuilder(MarkdownText.EscapeKeepingMarkers(answer.Text.Trim(), [.. answer.Citations.Select(c => c.Marker)]));
        var notice = answer.Notice is { Length: > 0 } given && !answer.Text.Contains(given, StringComparison.Ordinal) ? $"（{given}）" : "";
        // Nothing visible comes of the keyword alone.
        var label = AnswerLabel.Of(answer, sentence);
        if (notice.Length + label.Length > 0)
            text.Append("\n\n").Append(MarkdownText.Escape($"{notice}\n{label}".Trim('\n')));
        if (answer.Citations.Count > 0)
            text.Append('\n');
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Marker}]: {idOf(citation)} \"{Title(ActivityReply.PlaceOf(citation))}\"");
        return text.ToString();
    }

    private static string Title(string place) => place.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

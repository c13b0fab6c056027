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
        if (answer.Notice is { Length: > 0 } notice && !answer.Text.Contains(notice, StringComparison.Ordinal))
            text.Append("\n\n").Append(MarkdownText.Escape($"（{notice}）"));
        // Nothing visible comes of the keyword alone.
        if (AnswerLabel.Of(answer, sentence) is { Length: > 0 } label)
            text.Append("\n\n").Append(MarkdownText.Escape(label));
        if (answer.Citations.Count > 0)
            text.Append('\n');
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Marker}]: {idOf(citation)} \"{Title(ActivityReply.PlaceOf(citation))}\"");
        return text.ToString();
    }

    private static string Title(string place) => place.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Replies;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>An answer as plain text: the answer, a line a citation, numbered choices; beside it the label that each of its parts ends with. No Markdown.</summary>
public static class WeChatText
{
    public static WeChatReply Of(Answer answer, string publicBaseUrl, Func<string, string> sentence)
    {
        var text = new StringBuilder(answer.Text.Trim());
        if (answer.Notice is { Length: > 0 } notice && !answer.Text.Contains(notice, StringComparison.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n（{notice}）");
        if (answer.Citations.Count > 0)
            text.Append('\n');
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Marker}] {citation.Document}{PartOf(citation)} {citation.Clause.ToDisplay()}{Link(citation, publicBaseUrl)}");

        return With(text, ActivityReply.ChoicesOf(answer), AnswerLabel.Of(answer, sentence));
    }

    /// <summary>A fixed sentence and what can be asked.</summary>
    public static WeChatReply Of(string sentence, IReadOnlyList<string> choices) => With(new StringBuilder(sentence), choices, label: "");

    private static WeChatReply With(StringBuilder text, IReadOnlyList<string> choices, string label)
    {
        if (choices.Count > 0)
            text.Append('\n');
        for (var i = 0; i < choices.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"\n回复{i + 1}：{choices[i]}");
        return new(text.ToString(), choices, label);
    }

    private static string PartOf(Citation citation) =>
        citation.Clause.Part.StartsWith("附件", StringComparison.Ordinal) ? citation.Clause.Part : "";

    private static string Link(Citation citation, string publicBaseUrl) => publicBaseUrl.Length == 0
        ? ""
        : $" <a href=\"{publicBaseUrl.TrimEnd('/')}/documents/{Uri.EscapeDataString(citation.Document.Value)}#{Uri.EscapeDataString(citation.Clause.Value)}\">看原文</a>";
}

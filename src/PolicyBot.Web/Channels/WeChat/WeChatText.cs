using System.Globalization;
using System.Text;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>An answer as plain text: the answer, a line a citation, numbered choices, the label of generated text. No Markdown.</summary>
public static class WeChatText
{
    public static WeChatReply Of(Answer answer, string publicBaseUrl)
    {
        var text = new StringBuilder(answer.Text.Trim());
        if (answer.Citations.Count > 0)
            text.Append('\n');
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Marker}] {citation.Document}{PartOf(citation)} {citation.Clause.ToDisplay()}{Link(citation, publicBaseUrl)}");

        var choices = ChoicesOf(answer);
        if (choices.Count > 0)
            text.Append('\n');
        for (var i = 0; i < choices.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"\n回复{i + 1}：{choices[i]}");
        if (answer.IsGenerated)
            text.Append("\n\n（AI生成，请以原文为准）");
        return new(text.ToString(), choices);
    }

    /// <summary>The choices of the question asked, else the next questions offered.</summary>
    private static IReadOnlyList<string> ChoicesOf(Answer answer) =>
        answer.Missing.FirstOrDefault() is { Choices.Count: > 0 } asked ? asked.Choices : answer.Suggestions;

    private static string PartOf(Citation citation) =>
        citation.Clause.Part.StartsWith("附件", StringComparison.Ordinal) ? citation.Clause.Part : "";

    private static string Link(Citation citation, string publicBaseUrl) => publicBaseUrl.Length == 0
        ? ""
        : $" <a href=\"{publicBaseUrl.TrimEnd('/')}/documents/{Uri.EscapeDataString(citation.Document.Value)}#{Uri.EscapeDataString(citation.Clause.Value)}\">看原文</a>";
}

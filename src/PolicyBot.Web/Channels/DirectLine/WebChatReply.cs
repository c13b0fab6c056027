using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Replies;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>
/// An answer as Web Chat shows it: Markdown with reference links, each citation a schema.org claim whose dialog holds the clause itself,
/// the choices of a question, thumbs up and down. Source: channels §2.3 and §4.
/// </summary>
public static class WebChatReply
{
    private const string Locale = "zh-CN";

    /// <param name="turnId">Comes back in the feedback, which carries no replyToId.</param>
    /// <param name="site">Scheme and host of the page, for links to the whole document; null where it is not known.</param>
    public static JsonObject Of(Answer answer, KnowledgeBase knowledge, string turnId, string? site, Func<string, string> sentence)
    {
        var activity = ActivityReply.Markdown(MarkdownAnswer.Of(answer, sentence, c => Id(turnId, c)), Choices(answer));
        activity["locale"] = Locale;
        activity["value"] = JsonSerializer.SerializeToNode(AnswerJson.From(answer, sentence), AnswerJson.Options);
        activity["entities"] = new JsonArray(Message(answer, knowledge, turnId, site));
        return activity;
    }

    /// <summary>A message of the bot in plain words, without citations.</summary>
    public static JsonObject Plain(string text, IReadOnlyList<string>? choices = null)
    {
        var message = ActivityReply.Sentence(text, choices);
        message["locale"] = Locale;
        return message;
    }

    /// <summary>The choices of the question asked, else what can be asked next; a dead end offers a person.</summary>
    private static IReadOnlyList<string> Choices(Answer answer)
    {
        var choices = ActivityReply.ChoicesOf(answer);
        var hasPerson = choices.Contains(HandOffRequests.Button, StringComparer.Ordinal) || choices.Contains(HandOffDesk.Consent, StringComparer.Ordinal);
        return answer is NotFound or Failed && !hasPerson ? [.. choices, HandOffRequests.Button] : choices;
    }

    private static JsonObject Message(Answer answer, KnowledgeBase knowledge, string turnId, string? site)
    {
        var message = new JsonObject
        {
            ["type"] = "https://schema.org/Message",
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
        };
        if (answer.IsGenerated)
            message["keywords"] = new JsonArray(AnswerLabel.Keyword);
        if (answer.Citations.Count > 0)
            message["citation"] = new JsonArray([.. answer.Citations.Select(c => (JsonNode)Claim(c, knowledge, turnId, site))]);
        if (answer is not (Greeting or Failed))
            message["potentialAction"] = new JsonArray(Vote("Like", turnId), Vote("Dislike", turnId));
        return message;
    }

    private static JsonObject Claim(Citation citation, KnowledgeBase knowledge, string turnId, string? site) => new()
    {
        ["@type"] = "Claim",
        ["@id"] = Id(turnId, citation),
        ["position"] = citation.Marker.ToString(CultureInfo.InvariantCulture),
        ["appearance"] = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = ActivityReply.PlaceOf(citation),
            ["text"] = Dialog(citation, knowledge, site),
            ["encodingFormat"] = "text/markdown",
        },
    };

    /// <summary>What the dialog shows: where it stands, the clause's own words, whether it is in force, the way to the whole document.</summary>
    private static string Dialog(Citation citation, KnowledgeBase knowledge, string? site)
    {
        var clause = knowledge.Find(citation.Document)?.Clauses.FirstOrDefault(c => c.Path == citation.Clause);
        // The quotation may be a part of the clause, or reach beyond it; the words quoted are always among those shown.
        var words = clause is not null && clause.Text.Contains(citation.Quote, StringComparison.Ordinal) ? clause.Text : citation.Quote;
        var dialog = new StringBuilder();
        if (citation.Heading.Length > 0)
            dialog.Append(MarkdownText.Escape(citation.Heading)).Append("\n\n");
        dialog.Append(MarkdownText.Escape(words.Trim())).Append("\n\n");
        if (citation.Validity.Note.Length > 0)
            dialog.Append(MarkdownText.Escape($"效力：{citation.Validity.Note}")).Append("\n\n");
        if (site is not null)
            dialog.Append(CultureInfo.InvariantCulture, $"[查看文件全文]({site}/documents/{Uri.EscapeDataString(citation.Document.Value)}#{Uri.EscapeDataString(citation.Clause.Value)})");
        return dialog.ToString().TrimEnd();
    }

    private static JsonObject Vote(string kind, string turnId) => new()
    {
        ["@type"] = $"{kind}Action",
        ["@id"] = $"fb:{turnId}:{(kind is "Like" ? "like" : "dislike")}",
        ["actionStatus"] = "PotentialActionStatus",
        ["target"] = new JsonObject { ["@type"] = "EntryPoint", ["urlTemplate"] = $"ms-directline://postback?interaction={(kind is "Like" ? "like" : "dislike")}" },
    };

    /// <summary>Unique over the conversation: Web Chat keeps claims of all messages in one graph.</summary>
    private static string Id(string turnId, Citation citation) => $"cite:{turnId}.{citation.Marker.ToString(CultureInfo.InvariantCulture)}";
}

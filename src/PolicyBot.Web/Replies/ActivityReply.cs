using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Replies;

/// <summary>
/// An answer as a Bot Framework message: Markdown with reference links, citations as schema.org claims whose dialog shows the quotation,
/// choices as suggested actions, and the whole answer as <c>value</c>. Source: channels §2.3 and §4, contracts §2. Not addressed yet.
/// </summary>
public static class ActivityReply
{
    public static JsonObject Of(Answer answer, Func<string, string> sentence)
    {
        var reply = Markdown(MarkdownAnswer.Of(answer, sentence, IdOf), ChoicesOf(answer));
        reply["value"] = JsonSerializer.SerializeToNode(AnswerJson.From(answer, sentence), AnswerJson.Options);
        if (answer.Citations.Count > 0 || answer.IsGenerated)
            reply["entities"] = new JsonArray(MessageOf(answer));
        return reply;
    }

    /// <summary>A sentence in plain words, with what may be asked next.</summary>
    public static JsonObject Sentence(string text, IReadOnlyList<string>? choices = null) => Markdown(MarkdownText.Escape(text), choices);

    internal static JsonObject Markdown(string markdown, IReadOnlyList<string>? choices = null)
    {
        var reply = new JsonObject { ["type"] = "message", ["textFormat"] = "markdown", ["text"] = markdown, ["inputHint"] = "acceptingInput" };
        if (choices is { Count: > 0 })
        {
            reply["inputHint"] = "expectingInput";
            reply["suggestedActions"] = new JsonObject
            {
                ["actions"] = new JsonArray([.. choices.Select(c => (JsonNode)new JsonObject { ["type"] = "imBack", ["title"] = c, ["value"] = c })]),
            };
        }

        return reply;
    }

    /// <summary>The choices of the fact that is asked first, else what can be asked next.</summary>
    public static IReadOnlyList<string> ChoicesOf(Answer answer) =>
        answer.Missing.FirstOrDefault() is { Choices.Count: > 0 } missing ? missing.Choices : answer.Suggestions;

    private static JsonObject MessageOf(Answer answer)
    {
        var message = new JsonObject { ["type"] = "https://schema.org/Message", ["@type"] = "Message", ["@context"] = "https://schema.org", ["@id"] = "" };
        if (answer.IsGenerated)
            message["keywords"] = new JsonArray(AnswerLabel.Keyword);
        if (answer.Citations.Count > 0)
            message["citation"] = new JsonArray([.. answer.Citations.Select(c => (JsonNode)ClaimOf(c))]);
        return message;
    }

    private static JsonObject ClaimOf(Citation citation) => new()
    {
        ["@type"] = "Claim",
        ["@id"] = IdOf(citation),
        ["position"] = citation.Marker.ToString(CultureInfo.InvariantCulture),
        ["appearance"] = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = PlaceOf(citation),
            ["text"] = MarkdownText.Escape(citation.Quote.Trim()),
            ["abstract"] = citation.Validity.Note,
            ["encodingFormat"] = "text/markdown",
        },
    };

    internal static string PlaceOf(Citation citation) =>
        citation.Display.Length > 0 ? citation.Display : $"《{citation.Title}》（{citation.Document.Value}）{citation.Clause.ToDisplay()}";

    private static string IdOf(Citation citation) => "cite:" + citation.Marker.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json.Nodes;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Replies;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>What a turn gave: the activities to send, in order, and the status for an invoke (else 200).</summary>
public sealed record BotTurnResult(int Status, IReadOnlyList<JsonObject> Activities)
{
    public static BotTurnResult Nothing { get; } = new(StatusCodes.Status200OK, []);
}

/// <summary>
/// A bot's turn: one activity in, activities out, addressed and ready to send. The seam behind which the protocol is spoken,
/// by <see cref="BotFrameworkEndpoint"/> or by Microsoft's adapter (Channels/BotFramework/Sdk).
/// </summary>
public sealed class BotTurn(Turns turns, ServingState state, TimeProvider clock)
{
    public const string Channel = "botframework";
    private const int MostWelcomes = 20;
    private const int MostExamples = 4;

    /// <summary>Channel services give a bot 15 s for its 200: a model gets the better part of them.</summary>
    private static readonly TimeSpan ModelPatience = TimeSpan.FromSeconds(10);

    public async Task<BotTurnResult> RunAsync(IncomingActivity activity, CancellationToken cancellationToken) => activity.Type switch
    {
        "message" => await AnswerAsync(activity, cancellationToken),
        "conversationUpdate" => Welcome(activity),
        "invoke" => new(StatusCodes.Status501NotImplemented, []),
        _ => BotTurnResult.Nothing,
    };

    /// <summary>A message of the bot's own in a conversation, addressed like a reply.</summary>
    public static JsonObject Addressed(JsonObject reply, IncomingActivity to)
    {
        reply["conversation"] = to.Json["conversation"]!.DeepClone();
        reply["from"] = to.RecipientId is null ? new JsonObject { ["id"] = "policybot", ["role"] = "bot" } : to.Json["recipient"]!.DeepClone();
        reply["recipient"] = to.Json["from"]!.DeepClone();
        reply["channelId"] = to.ChannelId;
        reply["locale"] = to.Locale ?? "zh-CN";
        if (to.ServiceUrl is { } service)
            reply["serviceUrl"] = service;
        if (to.Id is { } id)
            reply["replyToId"] = id;
        return reply;
    }

    public static JsonObject Typing(IncomingActivity to) => Addressed(new JsonObject { ["type"] = "typing" }, to);

    private async Task<BotTurnResult> AnswerAsync(IncomingActivity activity, CancellationToken cancellationToken)
    {
        var text = WordsOf(activity);
        if (text.Length == 0)
            return One(ActivityReply.Sentence(state.Sentence("only_text")), activity);
        var result = await turns.AskAsync(Channel, new Question(text, activity.Key, ChinaTime.Today(clock)) { Patience = ModelPatience }, cancellationToken, user: activity.PersonKey);
        var answer = result.Answer with { Conversation = activity.ConversationId };
        return One(ActivityReply.Of(answer, state.Sentence), activity);
    }

    private BotTurnResult Welcome(IncomingActivity activity)
    {
        if (activity.Json["membersAdded"] is not JsonArray added)
            return BotTurnResult.Nothing;
        var joined = added
            .Select(member => IncomingActivity.TextOf(member, "id"))
            .Where(id => id is { Length: > 0 } && !string.Equals(id, activity.RecipientId, StringComparison.Ordinal))
            .Take(MostWelcomes);
        var examples = state.Current?.Examples ?? [];
        return new(StatusCodes.Status200OK, [.. joined.Select(_ => Addressed(ActivityReply.Sentence(state.Sentence("welcome"), [.. examples.Take(MostExamples)]), activity))]);
    }

    /// <summary>The person's words: without a mention of the bot; of a card's submit, its text or question.</summary>
    private static string WordsOf(IncomingActivity activity)
    {
        var text = activity.Text ?? "";
        if (activity.Json["entities"] is JsonArray entities)
        {
            foreach (var mention in entities.Where(e => string.Equals(IncomingActivity.TextOf(e, "type"), "mention", StringComparison.Ordinal)))
            {
                if (IncomingActivity.TextOf(mention, "text") is { Length: > 0 } words && string.Equals(IncomingActivity.TextOf((mention as JsonObject)?["mentioned"], "id"), activity.RecipientId, StringComparison.Ordinal))
                    text = text.Replace(words, "", StringComparison.Ordinal);
            }
        }

        if (text.Trim() is { Length: > 0 } said)
            return said;
        var value = activity.Json["value"];
        return (IncomingActivity.TextOf(value, "text") ?? IncomingActivity.TextOf(value, "question"))?.Trim() ?? "";
    }

    private static BotTurnResult One(JsonObject reply, IncomingActivity activity) => new(StatusCodes.Status200OK, [Addressed(reply, activity)]);
}

using System.Text.Json.Nodes;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>Where a conversation can be reached later. <see cref="ToJson"/> is what a ticket stores; it survives a restart.</summary>
public sealed record ConversationReference(JsonObject Activity)
{
    private static readonly string[] Kept = ["channelId", "serviceUrl", "locale", "conversation", "from", "recipient"];

    public static ConversationReference Of(IncomingActivity activity)
    {
        var kept = new JsonObject { ["type"] = "message" };
        foreach (var name in Kept.Where(n => activity.Json[n] is not null))
            kept[name] = activity.Json[name]!.DeepClone();
        return new(kept);
    }

    public string ToJson() => Activity.ToJsonString(AnswerJson.Options);

    /// <summary>Null where it is none of ours, or its serviceUrl is no longer allowed.</summary>
    public static ConversationReference? Parse(string json, BotFrameworkOptions options)
    {
        var body = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        return body.IsRead && IncomingActivity.Read(body.Root, options, out _) is { } activity ? Of(activity) : null;
    }
}

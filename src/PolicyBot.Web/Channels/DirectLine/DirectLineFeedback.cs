using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>Thumbs up or down, as Web Chat posts it: an event with the action that we sent, and no replyToId; the action's id names the turn.</summary>
public sealed record DirectLineFeedback(string TurnId, string Kind)
{
    public static DirectLineFeedback? Read(JsonObject activity)
    {
        if (!string.Equals(activity.Text("type"), "event", StringComparison.Ordinal) || !string.Equals(activity.Text("name"), "webchat:activity-status/feedback", StringComparison.Ordinal))
            return null;
        var id = (activity["entities"] as JsonArray)?.OfType<JsonObject>().Select(e => e.Text("@id")).FirstOrDefault(i => i?.StartsWith("fb:", StringComparison.Ordinal) == true);
        return id?.Split(':') is [_, { Length: > 0 and <= 50 } turn, ("like" or "dislike") and var kind] ? new(turn, kind) : null;
    }
}

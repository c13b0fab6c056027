using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>An activity as a client posted it, checked: an object with a type and a sender, whose well-known properties are strings.</summary>
public static class PostedActivity
{
    private static readonly string[] Strings = ["text", "id", "channelId", "serviceUrl", "deliveryMode", "locale", "name", "replyToId", "textFormat"];

    /// <summary>Null where it is none; <paramref name="fault"/> then says why.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> utf8, out string fault)
    {
        var activity = ActivityJson.Parse(utf8);
        fault = activity is null ? "The body is not a JSON object that can be read."
            : string.IsNullOrEmpty(activity.Text("type")) ? "The activity has no type."
            : string.IsNullOrEmpty(activity.Object("from")?.Text("id")) ? "The activity has no from.id."
            : Strings.FirstOrDefault(name => activity[name] is not null && activity.Text(name) is null) is { } wrong ? $"{wrong} is not a string."
            : "";
        return fault.Length == 0 ? activity : null;
    }

    public static bool IsTyping(JsonObject activity) => string.Equals(activity.Text("type"), "typing", StringComparison.Ordinal);

    /// <summary>
    /// Takes away what only the bot may say, and masks personal data. Returns the citizen's own words as they were, for the assistant alone.
    /// </summary>
    public static string Clean(JsonObject activity, out IReadOnlyList<string> removed)
    {
        var text = activity.Text("text") ?? "";
        foreach (var name in (string[])["recipient", "replyToId", "serviceUrl"])
            activity.Remove(name);
        var taken = new List<string>();
        PersonalData.Rewrite(activity, value =>
        {
            var masked = PersonalData.Mask(value, out var found);
            taken.AddRange(found);
            return masked;
        });
        removed = taken;
        return text;
    }
}

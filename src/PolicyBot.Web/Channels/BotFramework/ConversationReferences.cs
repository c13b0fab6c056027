using System.Text.Json.Nodes;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Api;
using PolicyBot.Web.Replies;

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

/// <summary>
/// The conversations of late, by the key that their questions carry (<see cref="IncomingActivity.Key"/>), and messages into them that answer no activity.
/// In memory, the most recent 10,000: what has to outlive the process is stored as JSON by whoever needs it (a ticket).
/// </summary>
public sealed class ConversationReferences(ConnectorQueue connectors)
{
    private const int Most = 10_000;
    private readonly Dictionary<string, LinkedListNode<(string Key, ConversationReference Reference)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, ConversationReference Reference)> _recent = new();

    public void Remember(IncomingActivity activity)
    {
        if (activity.ServiceUrl is null)
            return;
        lock (_recent)
        {
            if (_byKey.Remove(activity.Key, out var old))
                _recent.Remove(old);
            _byKey[activity.Key] = _recent.AddFirst((activity.Key, ConversationReference.Of(activity)));
            if (_recent.Count <= Most)
                return;
            _byKey.Remove(_recent.Last!.Value.Key);
            _recent.RemoveLast();
        }
    }

    public ConversationReference? Find(string key)
    {
        lock (_recent)
            return _byKey.TryGetValue(key, out var node) ? node.Value.Reference : null;
    }

    /// <summary>A message of the bot's own accord (a person's answer to a ticket). False where the queue is full.</summary>
    public bool Say(ConversationReference reference, string text)
    {
        var to = new IncomingActivity(reference.Activity, "message", IncomingActivity.TextOf(reference.Activity["conversation"], "id")!, IncomingActivity.TextOf(reference.Activity["from"], "id")!);
        return connectors.TryEnqueue(BotTurn.Addressed(ActivityReply.Sentence(text), to));
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Web.Conversations;

/// <summary>Activities as JSON trees: unknown properties survive, which a typed model would lose.</summary>
public static class ActivityJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };
    // What was read at most 64 deep goes out inside of something else.
    private static readonly JsonSerializerOptions Chinese = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    /// <summary>Not JSON's, but editors and some clients send one.</summary>
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static string Write(JsonNode node) => node.ToJsonString(Chinese);

    /// <summary>
    /// A JSON object at most 64 deep whose every string can be read, else null. A lone surrogate (<c>"\ud800"</c>) parses and throws
    /// <see cref="InvalidOperationException"/> only when it is read: so all of it is read here, once.
    /// </summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (utf8.StartsWith(ByteOrderMark))
                utf8 = utf8[ByteOrderMark.Length..];
            if (JsonNode.Parse(utf8, nodeOptions: null, Strict) is not JsonObject activity)
                return null;
            PersonalData.Rewrite(activity, text => text);
            _ = activity.ToJsonString();
            return activity;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The string of that name, or null where it is missing or something else.</summary>
    public static string? Text(this JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The object of that name, or null.</summary>
    public static JsonObject? Object(this JsonObject node, string name) => node[name] as JsonObject;
}

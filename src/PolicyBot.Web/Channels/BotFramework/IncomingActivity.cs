using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>An activity as a channel sent it, checked. Properties that nobody here reads stay in <see cref="Json"/>. Source: channels §1.</summary>
public sealed record IncomingActivity(JsonObject Json, string Type, string ConversationId, string FromId)
{
    private static readonly string[] Strings = ["text", "id", "channelId", "serviceUrl", "deliveryMode", "locale"];

    public string? Text => TextOf(Json, "text");

    public string? Id => TextOf(Json, "id");

    public string ChannelId => TextOf(Json, "channelId") ?? "";

    public string? ServiceUrl => TextOf(Json, "serviceUrl") is { Length: > 0 } url ? url : null;

    public string? Locale => TextOf(Json, "locale");

    public bool ExpectsReplies => string.Equals(TextOf(Json, "deliveryMode"), "expectReplies", StringComparison.OrdinalIgnoreCase);

    public string? RecipientId => TextOf(Json["recipient"], "id");

    /// <summary>One person in one conversation of one channel, as a hash: channel ids never reach the core.</summary>
    public string Key => Hash($"{ChannelId}\n{ConversationId}\n{FromId}");

    /// <summary>One person over all conversations of one channel, as a hash.</summary>
    public string PersonKey => Hash($"{ChannelId}\n{FromId}");

    /// <summary>Null with a Chinese <paramref name="fault"/> (400).</summary>
    public static IncomingActivity? Read(JsonElement root, BotFrameworkOptions options, out string fault)
    {
        fault = "";
        foreach (var name in Strings)
        {
            _ = JsonBody.Text(root, name, out var isWrong);
            if (isWrong)
                fault = $"{name} 应当是字符串。";
        }

        var type = JsonBody.Text(root, "type", out var wrongType);
        if (wrongType || string.IsNullOrWhiteSpace(type))
            fault = "缺少 type。";
        var conversation = IdOf(root, "conversation");
        if (conversation is null)
            fault = "缺少 conversation.id。";
        var from = IdOf(root, "from");
        if (from is null)
            fault = "缺少 from.id。";
        if (fault.Length > 0)
            return null;

        var activity = new IncomingActivity(JsonObject.Create(root)!, type!, conversation!, from!);
        if (activity.ServiceUrl is null && !activity.ExpectsReplies)
            fault = "缺少 serviceUrl。";
        else if (activity.ServiceUrl is { } url && !ServiceUrls.IsAllowed(url, options, out _))
            fault = "serviceUrl 不在允许的地址之内。";
        return fault.Length == 0 ? activity : null;
    }

    /// <summary>The string at that name; null for anything else. (A cast of the node would throw on a number.)</summary>
    public static string? TextOf(JsonNode? parent, string name) =>
        parent is JsonObject o && o[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    private static string? IdOf(JsonElement root, string party) =>
        root.TryGetProperty(party, out var o) && JsonBody.Text(o, "id", out _) is { Length: > 0 } id ? id : null;
}

using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using PolicyBot.Web.Api;
using PolicyBot.Web.Channels.BotFramework;

namespace PolicyBot.Tests.Web.Channels.BotFramework;

public sealed class IncomingActivityProperties
{
    private static readonly BotFrameworkOptions Options = new();
    private static readonly string[] Names = ["type", "text", "id", "channelId", "serviceUrl", "deliveryMode", "locale", "conversation", "from", "recipient", "value", "entities"];

    [Property(MaxTest = 2000)]
    public void Any_bytes_are_read_or_refused_and_nothing_is_thrown(byte[] bytes) => Read(bytes);

    [Property(MaxTest = 2000)]
    public void A_good_activity_with_any_bytes_changed_is_read_or_refused(byte[] noise, int at)
    {
        var bytes = Encoding.UTF8.GetBytes("""{"type":"message","id":"1","text":"公租房","deliveryMode":"expectReplies","conversation":{"id":"c"},"from":{"id":"u"},"recipient":{"id":"b"},"serviceUrl":"http://127.0.0.1:1/"}""");
        for (var i = 0; i < noise.Length; i++)
            bytes[(int)(((uint)at + (uint)i) % (uint)bytes.Length)] = noise[i];
        Read(bytes);
    }

    [Property(MaxTest = 2000)]
    public void Values_of_any_kind_anywhere_are_read_or_refused(int[] kinds, string text)
    {
        var activity = new JsonObject();
        for (var i = 0; i < Names.Length; i++)
            activity[Names[i]] = Value(kinds.Length == 0 ? 0 : kinds[i % kinds.Length] + i, text ?? "");
        Read(Encoding.UTF8.GetBytes(activity.ToJsonString()));
    }

    [Property(MaxTest = 2000)]
    public void A_service_url_is_allowed_only_on_a_listed_host(string host, string rest)
    {
        if (ServiceUrls.IsAllowed($"http://{host}/{rest}", Options, out var address))
            Assert.Contains(address.Host, BotFrameworkOptions.LoopbackHosts, StringComparer.OrdinalIgnoreCase);
    }

    private static JsonNode? Value(int kind, string text) => (kind & 0x7) switch
    {
        0 => text,
        1 => kind,
        2 => null,
        3 => new JsonArray(text, kind),
        4 => new JsonObject { ["id"] = text },
        5 => new JsonObject { ["id"] = kind },
        6 => true,
        _ => "message",
    };

    /// <summary>Read, and whatever was read looked at as a turn does.</summary>
    private static void Read(byte[] bytes)
    {
        var body = JsonBody.Parse(bytes);
        if (!body.IsRead)
        {
            Assert.InRange(body.Status, 400, 499);
            return;
        }

        if (IncomingActivity.Read(body.Root, Options, out var fault) is { } activity)
        {
            Assert.NotEmpty(activity.ConversationId);
            Assert.Equal(32, activity.Key.Length);
            Assert.NotNull(BotTurn.Typing(activity)["from"]);
        }
        else
        {
            Assert.NotEmpty(fault);
        }
    }
}

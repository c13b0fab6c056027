using System.Globalization;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Clients;

/// <summary>Microsoft's JavaScript SDK calls the bot as one bot calls another, and receives its replies as a connector; with an app id, against an OpenID server of its own.</summary>
[Collection(SharedHost.Name)]
public sealed class CallingBotTests(SharedHost shared)
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";

    [NodeFact]
    public async Task Another_bot_asks_and_its_connector_gets_the_answer_and_the_welcome()
    {
        var told = await NodePrograms.RunAsync("callingbot.js", shared.Host.Url, Text(HostProcess.FreePort()));
        AssertConversation(told);
    }

    [NodeFact]
    public async Task With_an_app_id_only_good_tokens_are_let_in_and_replies_carry_the_bots_own()
    {
        var port = Text(HostProcess.FreePort());
        var server = $"http://127.0.0.1:{port}";
        await using var host = await HostProcess.ReadyAsync(
            ("Channels__BotFramework__AppId", AppId), ("Channels__BotFramework__AppPassword", "secret"), ("Channels__BotFramework__OpenIdMetadata", server + "/metadata"),
            ("Channels__BotFramework__EmulatorOpenIdMetadata", server + "/metadata"), ("Channels__BotFramework__LoginBase", server));

        var told = await NodePrograms.RunAsync("callingbot.js", host.Url, port, AppId);

        AssertConversation(told);
        Assert.All(told["refused"]!.AsObject(), r => Assert.Equal(401, (int)r.Value!));
        Assert.Equal(6, told["refused"]!.AsObject().Count);
        Assert.Equal(200, (int)told["skewed"]!);
        Assert.Equal(("client_credentials", AppId), ((string?)told["grant"]!["type"], (string?)told["grant"]!["client"]));
        Assert.True((bool)told["signed"]!);
    }

    private static void AssertConversation(JsonObject told)
    {
        var reply = told["reply"]!;
        Assert.Equal(200, (int)told["expected"]!["status"]!);
        Assert.InRange((int)told["accepted"]!, 200, 202);
        Assert.Equal("c2", (string?)reply["conversationId"]);
        Assert.Equal((string?)told["expected"]!["activities"]![0]!["text"], (string?)reply["activity"]!["text"]);
        Assert.Equal((string?)reply["activityId"], (string?)reply["activity"]!["replyToId"]);
        Assert.Equal("c3", (string?)told["welcome"]!["conversationId"]);
        Assert.NotEmpty(told["welcome"]!["activity"]!["suggestedActions"]!["actions"]!.AsArray());
        Assert.Equal((200, 501), ((int)told["event"]!, (int)told["invoke"]!));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

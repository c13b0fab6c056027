using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// The translation: Microsoft's activity to the seam's and back, through plain JSON with Microsoft's own settings
/// (System.Text.Json on its Activity silently loses content and unknown properties).
/// </summary>
public sealed class SdkBot(BotTurn bot, IOptions<BotFrameworkOptions> options) : ActivityHandler
{
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        using var json = JsonDocument.Parse(JsonConvert.SerializeObject(turnContext.Activity, HttpHelper.BotMessageSerializerSettings));
        // The route has read this activity already; a fault here would be one that Microsoft's reading put in.
        if (IncomingActivity.Read(json.RootElement, options.Value, out var fault) is not { } activity)
            throw new InvalidOperationException($"The adapter's activity cannot be read: {fault}");
        var turn = await bot.RunAsync(activity, cancellationToken);
        if (string.Equals(activity.Type, ActivityTypes.Invoke, StringComparison.Ordinal))
            await turnContext.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = turn.Status } }, cancellationToken);
        foreach (var reply in turn.Activities)
            await turnContext.SendActivityAsync(Of(reply), cancellationToken);
    }

    private static Activity Of(JsonObject reply) => JsonConvert.DeserializeObject<Activity>(reply.ToJsonString(), HttpHelper.BotMessageSerializerSettings)!;
}

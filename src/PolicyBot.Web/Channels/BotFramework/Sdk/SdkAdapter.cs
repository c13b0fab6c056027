using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>Microsoft's adapter: it authenticates callers, sends replies and renders expectReplies. A turn that fails says so in the conversation.</summary>
public sealed class SdkAdapter : CloudAdapter
{
    public SdkAdapter(BotFrameworkAuthentication authentication, ServingState state, ILogger<SdkAdapter> logger)
        : base(authentication, logger) =>
        OnTurnError = async (turn, error) =>
        {
            logger.LogError(error, "A turn failed");
            if (!string.Equals(turn.Activity.Type, ActivityTypes.Message, StringComparison.Ordinal))
                return;
            try
            {
                await turn.SendActivityAsync(MessageFactory.Text(state.Sentence("failed")));
            }
#pragma warning disable CA1031 // The connector itself may be what failed: the caller gets its 200 all the same.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.LogWarning("The connector took no reply: {Error}", e.GetType().Name);
            }
        };
}

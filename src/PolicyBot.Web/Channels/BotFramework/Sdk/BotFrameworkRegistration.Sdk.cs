using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Api;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>Microsoft's adapter takes the route. What is our policy rather than the protocol's (415, 413, 400, the serviceUrl allow-list) is checked before it.</summary>
public static partial class BotFrameworkRegistration
{
    static partial void AddSdk(WebApplicationBuilder builder)
    {
        // The adapter calls connectors with the client that has no name: no redirects there either, or a listed host could point elsewhere.
        builder.Services.AddHttpClient(Options.DefaultName, Short).ConfigurePrimaryHttpMessageHandler(Direct);
        builder.Services.AddSingleton<BotFrameworkAuthentication>(services => new ConfigurationBotFrameworkAuthentication(
            SettingsOf(services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value),
            httpClientFactory: services.GetRequiredService<IHttpClientFactory>(),
            logger: services.GetRequiredService<ILogger<SdkAdapter>>()));
        builder.Services.AddSingleton<SdkAdapter>();
        builder.Services.AddSingleton<SdkBot>();
    }

    static partial void MapSdk(WebApplication app, ref bool isTaken)
    {
        isTaken = true;
        app.MapPost(Route, async (HttpContext context, SdkAdapter adapter, SdkBot bot, ConversationReferences references, IOptions<BotFrameworkOptions> options, CancellationToken cancellationToken) =>
        {
            var body = await JsonBody.ReadAsync(context.Request, options.Value.MaxBodyBytes, cancellationToken);
            var fault = body.Detail;
            if (!body.IsRead || IncomingActivity.Read(body.Root, options.Value, out fault) is not { } activity)
            {
                await ApiProblem.Of(body.IsRead ? StatusCodes.Status400BadRequest : body.Status, fault).ExecuteAsync(context);
                return;
            }

            // Allowed where the replies go into the response; the adapter makes a connector for its turn all the same (and never calls it).
            if (activity.ServiceUrl is null)
                activity.Json["serviceUrl"] = "http://127.0.0.1/";
            // An invoke is answered by its status, which expected replies would hide.
            if (string.Equals(activity.Type, "invoke", StringComparison.Ordinal))
                activity.Json.Remove("deliveryMode");
            context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ActivityJson.Write(activity.Json)));
            if (options.Value.AppId.Length == 0)
                context.Request.Headers.Authorization = default;

            await adapter.ProcessAsync(context.Request, context.Response, bot, cancellationToken);
            if (context.Response.StatusCode < StatusCodes.Status300MultipleChoices)
                references.Remember(activity);
        });
    }

    /// <summary>Our settings under the names that Microsoft's classes read. One address that is not the default takes all of them with it: they are set together or not at all.</summary>
    private static IConfiguration SettingsOf(BotFrameworkOptions options) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["MicrosoftAppType"] = options.TenantId.Length > 0 ? "SingleTenant" : "MultiTenant",
        ["MicrosoftAppId"] = options.AppId,
        ["MicrosoftAppPassword"] = options.AppPassword,
        ["MicrosoftAppTenantId"] = options.TenantId,
        ["ToChannelFromBotLoginUrl"] = $"{options.LoginBase.TrimEnd('/')}/{(options.TenantId.Length > 0 ? options.TenantId : "botframework.com")}",
        ["ToChannelFromBotOAuthScope"] = AuthenticationConstants.ToChannelFromBotOAuthScope,
        ["ToBotFromChannelTokenIssuer"] = AuthenticationConstants.ToBotFromChannelTokenIssuer,
        ["OAuthUrl"] = AuthenticationConstants.OAuthUrl,
        ["ToBotFromChannelOpenIdMetadataUrl"] = options.OpenIdMetadata,
        ["ToBotFromEmulatorOpenIdMetadataUrl"] = options.EmulatorOpenIdMetadata,
    }).Build();
}

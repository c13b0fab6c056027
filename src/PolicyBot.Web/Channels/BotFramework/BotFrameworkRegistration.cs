using PolicyBot.Web.HandOff;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// The channel's services and its route. Built with <c>-p:WithBotFramework=true</c> the partial methods are there and Microsoft's adapter takes the route;
/// without, the compiler removes their calls and the protocol is spoken directly.
/// </summary>
public static partial class BotFrameworkRegistration
{
    public const string Route = "/api/messages";

    public static void AddBotFramework(this WebApplicationBuilder builder)
    {
        builder.AddSection<BotFrameworkOptions>(BotFrameworkOptions.Section);
        builder.Services.AddHttpClient<ConnectorClient>().ConfigurePrimaryHttpMessageHandler(Direct);
        builder.Services.AddHttpClient(nameof(ConnectorTokens), Short).ConfigurePrimaryHttpMessageHandler(Direct);
        builder.Services.AddHttpClient(nameof(SigningKeys), Short).ConfigurePrimaryHttpMessageHandler(Direct);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ConnectorTokens>(services, services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(ConnectorTokens))));
        builder.Services.AddSingleton<CallerTokens>();
        builder.Services.AddSingleton<BotTurn>();
        builder.Services.AddSingleton<ConnectorQueue>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ConnectorQueue>());
        builder.Services.AddSingleton<ConversationReferences>();
        builder.Services.AddSingleton<BotFrameworkEndpoint>();
        builder.Services.AddSingleton(services => Carrier(services.GetRequiredService<ConversationReferences>()));
        AddSdk(builder);
    }

    public static void MapBotFramework(this WebApplication app)
    {
        var isTaken = false;
        MapSdk(app, ref isTaken);
        if (!isTaken)
            app.MapPost(Route, (HttpContext context, BotFrameworkEndpoint endpoint, CancellationToken cancellationToken) => endpoint.ReceiveAsync(context, cancellationToken));
    }

    private static TicketCarrier Carrier(ConversationReferences references) =>
        new(BotTurn.Channel, references.CarryAsync) { KeepAsync = references.KeepAsync, ForgetAsync = references.ForgetAsync };

    static partial void AddSdk(WebApplicationBuilder builder);

    static partial void MapSdk(WebApplication app, ref bool isTaken);

    private static SocketsHttpHandler Direct() => new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    private static void Short(HttpClient http) => http.Timeout = TimeSpan.FromSeconds(8);
}

using Microsoft.Extensions.Options;
using PolicyBot.Core.Answers;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>The two channels in the host: settings, routes, the sender of late replies. A channel without a token has no routes that answer: 404.</summary>
public static class WeChatRegistration
{
    private static readonly TimeSpan ApiTimeout = TimeSpan.FromSeconds(8);

    public static void AddWeChat(this WebApplicationBuilder builder)
    {
        builder.AddSection<WeChatOptions>(WeChatOptions.Section);
        builder.AddSection<WeComOptions>(WeComOptions.Section);
        builder.Services.AddHttpClient("wechat", (services, http) => Reach(http, services.GetRequiredService<IOptions<WeChatOptions>>().Value.ApiBase))
            .ConfigurePrimaryHttpMessageHandler(NoRedirects);
        builder.Services.AddHttpClient("wecom", (services, http) => Reach(http, services.GetRequiredService<IOptions<WeComOptions>>().Value.ApiBase))
            .ConfigurePrimaryHttpMessageHandler(NoRedirects);
        builder.Services.AddSingleton<WeChatChannels>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WeChatChannels>());
        builder.Services.AddSingleton(services => Carrier("wechat", services, channels => channels.OfficialAccount));
        builder.Services.AddSingleton(services => Carrier("wecom", services, channels => channels.WorkApplication));
    }

    public static void MapWeChat(this WebApplication app)
    {
        var channels = app.Services.GetRequiredService<WeChatChannels>();
        Map(app, "/wechat", channels.OfficialAccount);
        Map(app, "/wecom", channels.WorkApplication);
    }

    /// <summary>The channels are looked up when a ticket opens or is answered: they need the turns, and the turns need the carriers.</summary>
    private static TicketCarrier Carrier(string name, IServiceProvider services, Func<WeChatChannels, WeChatChannel?> choose)
    {
        WeChatChannel? Channel() => choose(services.GetRequiredService<WeChatChannels>());
        return new TicketCarrier(name, async (key, text, cancellationToken) => Channel() is { } channel && await channel.CarryAsync(key, text, cancellationToken))
        {
            KeepAsync = (key, _) =>
            {
                Channel()?.KeepReach(key);
                return Task.CompletedTask;
            },
            ForgetAsync = (key, _) =>
            {
                Channel()?.ForgetReach(key);
                return Task.CompletedTask;
            },
        };
    }

    private static void Map(WebApplication app, string route, WeChatChannel? channel)
    {
        if (channel is null)
            return;
        app.MapGet(route, (HttpRequest request) => channel.Verify(request));
        app.MapPost(route, (HttpRequest request, CancellationToken cancellationToken) => channel.ReceiveAsync(request, cancellationToken)).DisableAntiforgery();
    }

    private static void Reach(HttpClient http, string apiBase)
    {
        http.BaseAddress = new Uri(apiBase);
        http.Timeout = ApiTimeout;
    }

    private static SocketsHttpHandler NoRedirects() => new() { AllowAutoRedirect = false };
}

/// <summary>Owns both channels for as long as the host runs; starts and stops their senders.</summary>
public sealed class WeChatChannels : IHostedService, IDisposable
{
    private const int MostExamples = 4;
    private readonly ServingState _state;

    public WeChatChannels(IOptions<WeChatOptions> account, IOptions<WeComOptions> work, Turns turns, ServingState state, IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs)
    {
        _state = state;
        if (account.Value.Token.Length > 0)
            OfficialAccount = WeChatChannel.ForOfficialAccount(account.Value, Ask(turns, "wechat"), Sentences, http.CreateClient("wechat"), clock, logs);
        if (work.Value.Token.Length > 0)
            WorkApplication = WeChatChannel.ForWorkApplication(work.Value, Ask(turns, "wecom"), Sentences, http.CreateClient("wecom"), clock, logs, account.Value.PublicBaseUrl);
    }

    public WeChatChannel? OfficialAccount { get; }

    public WeChatChannel? WorkApplication { get; }

    private IEnumerable<LateReplies> Senders => new[] { OfficialAccount?.Late, WorkApplication?.Late }.OfType<LateReplies>();

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(Senders.Select(s => s.StartAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(Senders.Select(s => s.StopAsync(cancellationToken)));

    public void Dispose()
    {
        OfficialAccount?.Dispose();
        WorkApplication?.Dispose();
    }

    private static Func<Question, CancellationToken, Task<Answer>> Ask(Turns turns, string channel) =>
        async (question, cancellationToken) => (await turns.AskAsync(channel, question, cancellationToken)).Answer;

    private WeChatSentences Sentences() => new(
        _state.Sentence("welcome"), _state.Sentence("only_text"), _state.Sentence("voice_unheard"),
        _state.Sentence("slow_answer"), _state.Sentence("slow_still"), _state.Sentence("failed"), _state.Sentence("no_more"), _state.Sentence)
    {
        Examples = [.. (_state.Current?.Examples ?? []).Take(MostExamples)],
    };
}

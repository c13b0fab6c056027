using PolicyBot.Core;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Chat;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// The host put together: settings, services, routes. A channel adds one line in <see cref="AddChannels"/> and one in <see cref="MapChannels"/>.
/// </summary>
public static class PolicyBotHost
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Runs until it is told to stop. Returns 0, or 1 after one line on stderr where it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    /// <summary>The same host for tests: <paramref name="configure"/> may replace services and settings before it is built.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PolicyBotHost).Assembly.GetName().Name,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.Configuration.AddInMemoryCollection(); // Tests and channels may set values that win over files.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        configure?.Invoke(builder);
        AddServices(builder);
        AddChannels(builder);

        var app = builder.Build();
        UsePipeline(app);
        MapRoutes(app);
        MapChannels(app);
        return app;
    }

    /// <summary>Binds a section, validates it on start, and makes it injectable as <c>IOptions&lt;T&gt;</c>.</summary>
    public static void AddSection<T>(this IHostApplicationBuilder builder, string section)
        where T : class =>
        builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.AddSection<PolicyBotOptions>(PolicyBotOptions.Section);
        builder.AddSection<SiteOptions>(SiteOptions.Section);
        builder.AddSection<LimitsOptions>(LimitsOptions.Section);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddConversations();
        builder.Services.AddSingleton<ServingState>();
        builder.Services.AddSingleton<TurnMetrics>();
        builder.Services.AddSingleton<Turns>();
        builder.Services.AddSingleton<ServingLoader>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ServingLoader>());
    }

    private static void AddChannels(WebApplicationBuilder builder)
    {
        builder.AddDirectLine();
        builder.Services.AddChat();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseDirectLine();
        app.UseStaticFiles();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live"));
    }

    private static void MapChannels(WebApplication app)
    {
        app.MapDirectLine();
        app.MapChat();
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Api;
using PolicyBot.Web.Channels.BotFramework;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Chat;
using PolicyBot.Web.Console;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Publishing;
using PolicyBot.Web.Storage.Backup;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// The host put together: settings, services, routes. A channel adds one line in <see cref="AddChannels"/> and one in <see cref="MapChannels"/>.
/// </summary>
public static class PolicyBotHost
{
    private static readonly string[] ReadMethods = ["GET", "HEAD"];
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Runs until it is told to stop. Returns 0, or 1 after one line on stderr where it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (AdministratorCommand.IsMeant(args))
                return await AdministratorCommand.RunAsync(args, System.Console.In, System.Console.Out, System.Console.Error);
            if (BackupCommand.IsMeant(args))
                return await BackupCommand.RunAsync(args, System.Console.Out, System.Console.Error);
            var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } reason)
        {
            await System.Console.Error.WriteLineAsync(reason);
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
        // Whoever wants other names sets AllowedHosts; without it only this machine's names are answered.
        if (string.IsNullOrEmpty(builder.Configuration["AllowedHosts"]))
            builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        // Quiet by default: one event a turn is ours; the framework's addresses hold what people searched for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http.HttpClient", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // Why a start failed is told in one line (StartFailure), not as the framework's stack trace.
        var isStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isStarted && level >= LogLevel.Information);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What may be searched for: 1,000 characters, up to twelve bytes each as an address writes them.
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        });
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        configure?.Invoke(builder);
        AddServices(builder);
        AddChannels(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => isStarted = true);
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
        builder.Services.AddHttpContextAccessor();
        builder.AddConversations();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ServingBuilder>(services => ActivatorUtilities.CreateInstance<KnowledgeServing>(services).BuildAsync);
        builder.AddModel();
        builder.Services.AddSingleton<ServingState>();
        builder.Services.AddSingleton<TurnMetrics>();
        builder.Services.AddSingleton<Turns>();
        builder.AddPublishing();
        builder.Services.AddSingleton<ServingLoader>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ServingLoader>());
        builder.Services.AddProtection(builder.Configuration);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(TurnMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
            .AddPrometheusExporter());
        // The whole project is the root: citizens' pages stand in Pages, the staff's in Console; each names its own address.
        builder.Services.AddRazorPages().WithRazorPagesRoot("/");
        builder.AddConsole();
        builder.Services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options =>
            options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
    }

    private static void AddChannels(WebApplicationBuilder builder)
    {
        builder.AddDirectLine();
        builder.Services.AddChat();
        builder.AddBotFramework();
        builder.AddWeChat();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseProtection();
        app.UseDirectLine();
        app.UseStaticFiles();
        app.UseStorageNotice();
        app.UseConsole();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapPost("/api/ask", AskEndpoint.HandleAsync);
        app.MapPost("/api/eligibility", EligibilityEndpoint.HandleAsync);
        MapRead(app, "/api/search", DocumentEndpoints.Search);
        MapRead(app, "/api/documents", DocumentEndpoints.List);
        MapRead(app, "/api/documents/{number}", DocumentEndpoints.One);
        MapRead(app, "/api/documents/{number}/clauses/{**path}", DocumentEndpoints.Clause);
        MapRead(app, "/health/live", () => Results.Json(new { status = "live" }));
        MapRead(app, "/health/ready", (ServingState state) => state.Current is { } serving
            ? Results.Json(new { status = "ready", documents = serving.Knowledge.Documents.Count, version = serving.Version, refused = state.Refused, warnings = serving.Warnings }, AnswerJson.Options)
            : Results.Json(new { status = "not_ready", reasons = state.Reasons }, AnswerJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new HttpMethodMetadata(ReadMethods));
        app.MapVersions();
        app.MapRazorPages();
        app.MapConsole();
    }

    /// <summary>GET, and HEAD for those who only ask whether it is there: probes do.</summary>
    private static void MapRead(WebApplication app, string pattern, Delegate handler) => app.MapMethods(pattern, ReadMethods, handler);

    private static void MapChannels(WebApplication app)
    {
        app.MapDirectLine();
        app.MapChat();
        app.MapBotFramework();
        app.MapWeChat();
    }
}

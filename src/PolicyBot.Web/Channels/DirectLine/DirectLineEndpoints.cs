using Microsoft.Extensions.Options;
using PolicyBot.Web.HandOff;

namespace PolicyBot.Web.Channels.DirectLine;

public static class DirectLineEndpoints
{
    public const string Base = "/v3/directline";
    private const string Cors = "directline";

    /// <summary>Needs <c>AddConversations</c> before it.</summary>
    public static IHostApplicationBuilder AddDirectLine(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineChannel>();
        services.AddSingleton<DirectLineTurns>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectLineTurns>());
        services.AddSingleton(provider => new TicketCarrier(DirectLineChannel.Name, (id, text, ct) => provider.GetRequiredService<DirectLineTurns>().SayAsync(id, text, ct)));
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<DirectLineOptions>>((cors, directLine) =>
            cors.AddPolicy(Cors, policy => policy.WithOrigins(directLine.Value.AllowedOrigins).WithMethods("GET", "POST").WithHeaders("authorization", "content-type", "x-requested-with", "x-ms-bot-agent").SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return builder;
    }

    /// <summary>Before the routes: WebSockets with pings every 20 s, cross-origin rules, errors of the channel's own shape.</summary>
    public static WebApplication UseDirectLine(this WebApplication app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(60) });
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Base, StringComparison.OrdinalIgnoreCase), branch =>
        {
            branch.Use(next => context => DirectLineError.WrapAsync(context, next));
            branch.UseCors(Cors);
        });
        return app;
    }

    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var channel = routes.ServiceProvider.GetRequiredService<DirectLineChannel>();
        var group = routes.MapGroup(Base);
        group.MapPost("/tokens/generate", (Delegate)channel.Generate);
        group.MapPost("/tokens/refresh", (Delegate)channel.RefreshAsync);
        group.MapPost("/conversations", (Delegate)channel.StartAsync);
        group.MapGet("/conversations/{id}", channel.ResumeAsync);
        group.MapGet("/conversations/{id}/activities", channel.PollAsync);
        group.MapPost("/conversations/{id}/activities", channel.PostAsync);
        group.MapPost("/conversations/{id}/upload", channel.UploadAsync).DisableAntiforgery();
        group.MapGet("/conversations/{id}/stream", channel.StreamAsync);
        group.MapGet("/session/getsessionid", () => Results.Text("{\"sessionId\":\"\"}", "application/json; charset=utf-8"));
    }
}

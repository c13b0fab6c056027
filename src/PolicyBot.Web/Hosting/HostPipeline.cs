using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Hosting;

/// <summary>What every request passes: request id, faults told plainly, security headers, limits per address.</summary>
public static class HostPipeline
{
    private const string PageSecurity =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var site = configuration.GetSection(SiteOptions.Section).Get<SiteOptions>() ?? new();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = site.TrustedProxies.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var proxy in site.TrustedProxies)
                options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
            limiter.OnRejected = (rejected, _) => new ValueTask(rejected.HttpContext.Request.Path.StartsWithSegments(Channels.DirectLine.DirectLineEndpoints.Base, StringComparison.OrdinalIgnoreCase) ? Channels.DirectLine.DirectLineError.TooManyAsync(rejected.HttpContext) : ApiProblem.WriteAsync(
                rejected.HttpContext,
                StatusCodes.Status429TooManyRequests,
                ApiProblem.DetailOf(429),
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10)));
        });
    }

    public static void UseProtection(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(AddHeadersAsync);
        app.UseExceptionHandler(faults => faults.Run(TellFaultAsync));
        app.UseStatusCodePages(pages => TellStatusAsync(pages.HttpContext));
        app.UseRateLimiter();
    }

    /// <summary>
    /// By address. Not limited: a poll for activities (a client that meets 429 there stops for ever), the platforms' signed callbacks (all their users come from a few
    /// addresses; users are limited one by one), the staff console (a whole hotline sits behind one address; signing in has its own limit), health, metrics, and files.
    /// </summary>
    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var path = context.Request.Path;
        var most = context.RequestServices.GetRequiredService<IOptions<LimitsOptions>>().Value.PerAddressPerMinute;
        var isExempt = most == 0
            || (HttpMethods.IsGet(context.Request.Method) && path.Value!.EndsWith("/activities", StringComparison.Ordinal))
            || path.StartsWithSegments("/wechat", StringComparison.Ordinal) || path.StartsWithSegments("/wecom", StringComparison.Ordinal)
            || path.StartsWithSegments(Console.ConsoleRoutes.Base, StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal)
            || path.Value!.EndsWith(".css", StringComparison.Ordinal) || path.Value.EndsWith(".js", StringComparison.Ordinal);
        return isExempt
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "local", _ => Turns.PerMinute(most));
    }

    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["X-Request-Id"] = context.TraceIdentifier;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            // A page that needs more (the web chat, its nonce) sets its own policy before this.
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = PageSecurity;
            if (headers.XFrameOptions.Count == 0 && !headers.ContentSecurityPolicy.ToString().Contains("frame-ancestors 'self'", StringComparison.Ordinal))
                headers.XFrameOptions = "DENY";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static Task TellFaultAsync(HttpContext context)
    {
        var status = ApiProblem.StatusOf(context.Features.Get<IExceptionHandlerFeature>());
        return TellAsync(context, status);
    }

    private static Task TellStatusAsync(HttpContext context) => TellAsync(context, context.Response.StatusCode);

    private static Task TellAsync(HttpContext context, int status)
    {
        var path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path.Value!;
        var isPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !path.StartsWith("/api/", StringComparison.Ordinal);
        if (!isPage)
            return ApiProblem.WriteAsync(context, status, ApiProblem.DetailOf(status));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{status}</title><link rel="stylesheet" href="/site.css"></head>
            <body><main class="page"><h1>{ApiProblem.DetailOf(status)}</h1><p><a href="/">回到首页</a></p></main></body></html>
            """);
    }
}

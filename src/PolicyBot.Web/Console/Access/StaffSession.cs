using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Console.Access;

/// <summary>
/// The session cookie: only under /console, idle and absolute end (what a page asks by itself is no use of it), checked against the account with every request. Without a session a page leads to the sign-in page
/// (a form that was sent goes along and comes back), anything else is told 401.
/// </summary>
public sealed class StaffSession(IOptions<ConsoleOptions> options) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    private const string Started = "started";

    public void Configure(CookieAuthenticationOptions cookie) => Configure(Options.DefaultName, cookie);

    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        if (!string.Equals(name, IdentityConstants.ApplicationScheme, StringComparison.Ordinal))
            return;
        cookie.Cookie.Name = "policybot.staff";
        cookie.Cookie.Path = ConsoleRoutes.Base;
        cookie.Cookie.HttpOnly = true;
        // Lax: the link in a ticket opens with the session; forms carry a token besides.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.Value.IdleMinutes);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = ConsoleRoutes.SignIn;
        cookie.AccessDeniedPath = ConsoleRoutes.Denied;
        cookie.ReturnUrlParameter = "back";
        cookie.Events.OnSigningIn = context =>
        {
            if (context.Properties.GetString(Started) is null)
                context.Properties.SetString(Started, context.Options.TimeProvider!.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !BackgroundRequest.Is(context.Request);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = context => IsPage(context.Request) ? LeadToSignIn(context) : RefuseAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "登录已过期，请重新登录。");
        cookie.Events.OnRedirectToAccessDenied = DenyAsync;
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var isKnown = long.TryParse(context.Properties.GetString(Started), NumberStyles.None, CultureInfo.InvariantCulture, out var started);
        var end = DateTimeOffset.FromUnixTimeSeconds(started).AddHours(options.Value.SessionHours);
        if (!isKnown || context.Options.TimeProvider!.GetUtcNow() >= end)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
        // Checking the stamp renews the cookie as well.
        context.ShouldRenew &= !BackgroundRequest.Is(context.Request);
    }

    /// <summary>307 keeps method and body: the form that was sent arrives at the expired page, which gives it back after signing in.</summary>
    private static Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var back = Uri.EscapeDataString(request.Path + request.QueryString);
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = $"{ConsoleRoutes.Expired}?back={back}";
        }
        else
        {
            context.Response.Redirect($"{ConsoleRoutes.SignIn}?back={back}");
        }

        return Task.CompletedTask;
    }

    private static async Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<AuditLog>().RecordAsync(http, AuditAction.Denied, $"{http.Request.Method} {http.Request.Path}", cancellationToken: http.RequestAborted);
        if (IsPage(context.Request))
            context.Response.Redirect(ConsoleRoutes.Denied);
        else
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "您的账号没有这项权限。");
    }

    private static Task RefuseAsync(HttpContext context, int status, string detail) => ApiProblem.WriteAsync(context, status, detail);

    private static bool IsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}

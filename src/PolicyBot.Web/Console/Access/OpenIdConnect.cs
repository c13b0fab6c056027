using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PolicyBot.Web.Console.Access;

/// <summary>Signing in through a provider: code flow with PKCE, off while no authority is set. It says only who somebody is; accounts and roles stay ours.</summary>
public static class OpenIdConnect
{
    public const string Scheme = "openid";

    public static void AddOpenIdConnect(this IServiceCollection services, ConsoleOpenIdOptions settings)
    {
        services.ConfigureExternalCookie(cookie =>
        {
            cookie.Cookie.Name = "policybot.external";
            cookie.Cookie.Path = ConsoleRoutes.Base;
        });
        if (settings.Authority.Length == 0)
            return;
        services.AddAuthentication().AddOpenIdConnect(Scheme, settings.DisplayName, options =>
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !(Uri.TryCreate(settings.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // Query: a form post from the provider would need cookies that other sites' forms may send.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.CallbackPath = ConsoleRoutes.OpenIdCallback;
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            options.Events.OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect(ConsoleRoutes.SignIn + "?failed=true");
                return Task.CompletedTask;
            };
        });
    }
}

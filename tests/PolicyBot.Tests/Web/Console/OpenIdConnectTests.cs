using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Tests.Web.Console;

/// <summary>A provider on loopback with its own key says who somebody is; the console decides whether that opens anything.</summary>
public sealed class OpenIdConnectTests
{
    [Fact]
    public async Task An_account_that_may_comes_in_by_its_name_and_afterwards_only_with_the_same_subject()
    {
        await using var provider = await Provider.StartAsync();
        await using var host = await ConsoleHost.StartAsync(settings: provider.Settings);
        await AllowAsync(host, "小王");
        using var staff = host.Browser();
        Assert.Equal("/console", await ComeInAsync(staff, provider, "小王", "subject-1"));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console")).StatusCode);

        using var other = host.Browser();
        Assert.Equal("/console/sign-in?failed=true", await ComeInAsync(other, provider, "小王", "subject-2"));
        using var renamed = host.Browser();
        Assert.Equal("/console", await ComeInAsync(renamed, provider, "改了名", "subject-1"));
    }

    [Fact]
    public async Task Who_has_no_account_or_may_not_is_refused()
    {
        await using var provider = await Provider.StartAsync();
        await using var host = await ConsoleHost.StartAsync(settings: provider.Settings);
        await host.AddAsync("小王", StaffRole.Operator);
        foreach (var name in new[] { "小王", "没有账号" })
        {
            using var browser = host.Browser();
            Assert.Equal("/console/sign-in?failed=true", await ComeInAsync(browser, provider, name, "subject-" + name));
            Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/console")).StatusCode);
        }
    }

    private static async Task AllowAsync(ConsoleHost host, string name)
    {
        await host.AddAsync(name, StaffRole.Operator);
        await using var scope = host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        Assert.True((await accounts.ChangeAsync((await accounts.FindAsync(name))!, [StaffRole.Operator], isDisabled: false, mayUseOpenIdConnect: true)).IsSuccess);
    }

    /// <summary>Follows every redirect of the way there and back; returns where it ended.</summary>
    private static async Task<string> ComeInAsync(StaffBrowser browser, Provider provider, string name, string subject)
    {
        (provider.Name, provider.Subject) = (name, subject);
        var at = "/console/sign-in/openid";
        for (var i = 0; i < 6; i++)
        {
            var response = await browser.GetAsync(at);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            at = response.Headers.Location!.OriginalString;
            if (at is "/console" || at.StartsWith("/console/sign-in?failed", StringComparison.Ordinal))
                break;
        }

        return at;
    }

    private sealed class Provider : IAsyncDisposable
    {
        private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
        private LoopbackServer _server = null!;
        private string _nonce = "";

        public string Name { get; set; } = "";

        public string Subject { get; set; } = "";

        public (string Key, string Value)[] Settings => [("PolicyBot:OpenIdConnect:Authority", _server.Address), ("PolicyBot:OpenIdConnect:ClientId", "console"), ("PolicyBot:OpenIdConnect:ClientSecret", "s")];

        public static async Task<Provider> StartAsync()
        {
            var provider = new Provider();
            provider._server = await LoopbackServer.StartAsync(provider.HandleAsync);
            return provider;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private Task HandleAsync(HttpContext context)
        {
            var issuer = _server.Address;
            switch (context.Request.Path.Value)
            {
                case "/.well-known/openid-configuration":
                    return context.Response.WriteAsJsonAsync(new { issuer, authorization_endpoint = issuer + "/authorize", token_endpoint = issuer + "/token", jwks_uri = issuer + "/keys" });
                case "/keys":
                    var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
                    return context.Response.WriteAsJsonAsync(new { keys = new[] { new { kty = "RSA", kid = "k1", use = "sig", n = key.N, e = key.E } } });
                case "/authorize":
                    _nonce = context.Request.Query["nonce"].ToString();
                    context.Response.Redirect($"{context.Request.Query["redirect_uri"]}?code=c&state={Uri.EscapeDataString(context.Request.Query["state"].ToString())}");
                    return Task.CompletedTask;
                default:
                    var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                    {
                        Issuer = issuer,
                        Audience = "console",
                        SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
                        Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = _nonce, ["preferred_username"] = Name },
                    });
                    return context.Response.WriteAsJsonAsync(new { access_token = "a", token_type = "Bearer", id_token = token, expires_in = 60 });
            }
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PolicyBot.Tests.Given;
using PolicyBot.Tests.Web.Api;

namespace PolicyBot.Tests.Web.Channels.BotFramework;

/// <summary>With an app id, against an OpenID server on loopback that has its own keys.</summary>
public sealed class AuthenticationTests : IAsyncLifetime
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "99999999-8888-7777-6666-555555555555";
    private const string Service = "http://127.0.0.1:1/";
    private readonly TaskCompletionSource<(string? Authorization, string Text)> _posted = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private RsaSecurityKey _key = NewKey("k1");
    private bool _isDown;
    private LoopbackServer _server = null!;
    private WebHost _host = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(ServeAsync);
        _host = await WebHost.StartAsync(clock: _clock, settings:
        [
            ("PolicyBot:Channels:BotFramework:AppId", AppId),
            ("PolicyBot:Channels:BotFramework:AppPassword", "secret"),
            ("PolicyBot:Channels:BotFramework:TenantId", Tenant),
            ("PolicyBot:Channels:BotFramework:OpenIdMetadata", _server.Address + "/metadata"),
            ("PolicyBot:Channels:BotFramework:EmulatorOpenIdMetadata", _server.Address + "/metadata"),
            ("PolicyBot:Channels:BotFramework:LoginBase", _server.Address),
        ]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_channels_token_is_let_in_and_wrong_ones_are_401()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(until: -4)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync("rubbish"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync("a.b.c"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(until: -6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(audience: "another")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(issuer: "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(key: NewKey("k1"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(service: "http://localhost:2/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(service: null)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(isSigned: false)));
    }

    [Fact]
    public async Task An_emulators_token_is_let_in_by_its_tenant_where_the_application_is_the_bot()
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["ver"] = "1.0", ["appid"] = AppId };
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(issuer: $"https://sts.windows.net/{Tenant}/", service: null, claims: claims)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(issuer: $"https://login.microsoftonline.com/{Tenant}/v2.0", service: null, claims: new(StringComparer.Ordinal) { ["ver"] = "2.0", ["azp"] = AppId })));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(issuer: "https://sts.windows.net/00000000-0000-0000-0000-000000000000/", service: null, claims: claims)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(issuer: $"https://sts.windows.net/{Tenant}/", service: null, claims: new(StringComparer.Ordinal) { ["ver"] = "1.0", ["appid"] = "another" })));
    }

    [Fact]
    public async Task Calls_to_connectors_carry_the_bots_own_token()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = AskTests.Json(MessagesTests.Message("补贴", service: _server.Address)) };
        request.Headers.Authorization = new("Bearer", Token(service: _server.Address));
        Assert.Equal(HttpStatusCode.OK, (await _host.Http.SendAsync(request)).StatusCode);
        var (authorization, text) = await _posted.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Bearer outgoing", authorization);
        Assert.Contains("300元", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_differs_by_up_to_five_minutes_is_forgiven_at_both_ends()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(from: 4)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(from: 6)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(until: -4)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(until: -6)));
    }

    [Fact]
    public async Task When_the_keys_roll_over_the_new_one_is_read_and_the_old_one_no_longer_taken()
    {
        var old = _key;
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));
        _key = NewKey("k2");
        // A flood of unknown key ids must not become a flood of reads.
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token()));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Token(key: old)));
    }

    [Fact]
    public async Task While_the_key_server_is_away_known_keys_serve_on_and_without_any_it_is_503()
    {
        _isDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(Token()));
        _isDown = false;
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));
        _isDown = true;
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));
    }

    [Fact]
    public async Task A_key_that_is_endorsed_for_other_channels_speaks_for_none_else()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = AskTests.Json(MessagesTests.Message("补贴").Replace("\"channelId\":\"test\"", "\"channelId\":\"msteams\"", StringComparison.Ordinal)) };
        request.Headers.Authorization = new("Bearer", Token());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Http.SendAsync(request)).StatusCode);
    }

    private async Task<HttpStatusCode> SendAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = AskTests.Json(MessagesTests.Message("补贴", ""","deliveryMode":"expectReplies" """)) };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await _host.Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <param name="until">Minutes from now, like <paramref name="from"/>.</param>
    private string Token(string issuer = "https://api.botframework.com", string audience = AppId, int until = 60, string? service = Service, RsaSecurityKey? key = null, int from = -120, bool isSigned = true, Dictionary<string, object>? claims = null)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        claims ??= new(StringComparer.Ordinal);
        if (service is not null)
            claims["serviceurl"] = service;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddMinutes(from),
            Expires = now.AddMinutes(until),
            Claims = claims,
            SigningCredentials = isSigned ? new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256) : null,
        });
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (_isDown)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        switch (context.Request.Path.Value)
        {
            case "/metadata":
                await context.Response.WriteAsJsonAsync(new { issuer = "https://api.botframework.com", jwks_uri = _server.Address + "/keys" });
                break;
            case "/keys":
                var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
                await context.Response.WriteAsJsonAsync(new { keys = new[] { new { kty = "RSA", use = "sig", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent), endorsements = (string[])["test"] } } });
                break;
            case $"/{Tenant}/oauth2/v2.0/token":
                var form = await context.Request.ReadFormAsync();
                Assert.Equal("client_credentials", form["grant_type"]);
                await context.Response.WriteAsJsonAsync(new { access_token = "outgoing", expires_in = 3600, token_type = "Bearer" });
                break;
            default:
                _posted.TrySetResult((context.Request.Headers.Authorization, (string)(await JsonNode.ParseAsync(context.Request.Body))!["text"]!));
                break;
        }
    }

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };
}

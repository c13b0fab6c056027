using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PolicyBot.Web.Channels.BotFramework;

public enum CallerState
{
    /// <summary>No app id is set: callers are not authenticated, whatever they send.</summary>
    Unchecked,
    Known,
    Wrong,

    /// <summary>The keys could not be read.</summary>
    Unreachable,
}

/// <summary>Who calls. A channel's token names the serviceUrl that it may speak for; its key may be endorsed for some channels only.</summary>
public sealed record Caller(CallerState State)
{
    /// <summary>Claim <c>serviceurl</c>; null for the emulator, whose tokens have none.</summary>
    public string? ServiceUrl { get; init; }

    public IReadOnlyList<string> Endorsements { get; init; } = [];

    public bool MaySend(IncomingActivity activity) =>
        (ServiceUrl is null || string.Equals(ServiceUrl.TrimEnd('/'), activity.ServiceUrl?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
        && (Endorsements.Count == 0 || Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal));
}

/// <summary>
/// Validates callers' tokens: issuer, audience, lifetime, signature, and what <see cref="Caller"/> may send. Two issuers' families: the channel service, and the directory of the emulator.
/// Source: Bot Framework authentication, "Connector to Bot" and "Emulator to Bot".
/// </summary>
public sealed class CallerTokens : IDisposable
{
    private const string ChannelIssuer = "https://api.botframework.com";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // The directories that sign for Bot Framework itself, commercial and government.
    private static readonly string[] EmulatorTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];
    private readonly BotFrameworkOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<CallerTokens> _logger;
    private readonly SigningKeys _channelKeys;
    private readonly SigningKeys _emulatorKeys;
    private readonly string[] _emulatorIssuers;

    public CallerTokens(IHttpClientFactory https, IOptions<BotFrameworkOptions> options, TimeProvider clock, ILogger<CallerTokens> logger)
    {
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        _channelKeys = new(https.CreateClient(nameof(SigningKeys)), _options.OpenIdMetadata, clock);
        _emulatorKeys = new(https.CreateClient(nameof(SigningKeys)), _options.EmulatorOpenIdMetadata, clock);
        string[] tenants = _options.TenantId.Length > 0 ? [.. EmulatorTenants, _options.TenantId] : EmulatorTenants;
        _emulatorIssuers = [.. tenants.SelectMany(t => (string[])[$"https://sts.windows.net/{t}/", $"https://login.microsoftonline.com/{t}/v2.0"])];
    }

    public async Task<Caller> ReadAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (_options.AppId.Length == 0)
            return new(CallerState.Unchecked);
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return new(CallerState.Wrong);
        try
        {
            return await ValidateAsync(authorization["Bearer ".Length..].Trim(), cancellationToken);
        }
        catch (HttpRequestException e)
        {
            _logger.LogWarning("Signing keys cannot be read: {Error}", e.HttpRequestError);
            return new(CallerState.Unreachable);
        }
    }

    public void Dispose()
    {
        _channelKeys.Dispose();
        _emulatorKeys.Dispose();
    }

    private async Task<Caller> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var handler = new JsonWebTokenHandler();
        if (!handler.CanReadToken(token) || Read(handler, token) is not { } claims)
            return new(CallerState.Wrong);
        var isEmulator = _emulatorIssuers.Contains(claims.Issuer, StringComparer.Ordinal);
        if (!isEmulator && !string.Equals(claims.Issuer, ChannelIssuer, StringComparison.Ordinal))
            return new(CallerState.Wrong);

        var keys = await (isEmulator ? _emulatorKeys : _channelKeys).FindAsync(claims.Kid, cancellationToken);
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = claims.Issuer,
            ValidAudience = _options.AppId,
            IssuerSigningKeys = keys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
        if (!result.IsValid)
        {
            _logger.LogInformation("A caller's token was refused: {Reason}", result.Exception?.GetType().Name);
            return new(CallerState.Wrong);
        }

        return isEmulator ? Emulator(claims) : Channel(claims, keys);
    }

    /// <summary>The emulator holds the bot's own credentials: the application in the token is the bot itself.</summary>
    private Caller Emulator(JsonWebToken claims)
    {
        var application = Claim(claims, string.Equals(Claim(claims, "ver"), "2.0", StringComparison.Ordinal) ? "azp" : "appid");
        return new(string.Equals(application, _options.AppId, StringComparison.Ordinal) ? CallerState.Known : CallerState.Wrong);
    }

    private static Caller Channel(JsonWebToken claims, IReadOnlyList<JsonWebKey> keys) =>
        Claim(claims, "serviceurl") is not { Length: > 0 } service
            ? new(CallerState.Wrong)
            : new(CallerState.Known) { ServiceUrl = service, Endorsements = [.. keys.SelectMany(EndorsementsOf)] };

    private static IEnumerable<string> EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is System.Text.Json.JsonElement { ValueKind: System.Text.Json.JsonValueKind.Array } list
            ? list.EnumerateArray().Select(e => e.ToString())
            : value is IEnumerable<object> items ? items.Select(i => i.ToString() ?? "") : [];

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is not { } start || now >= start - Skew);
    }

    private static JsonWebToken? Read(JsonWebTokenHandler handler, string token)
    {
        try
        {
            return handler.ReadJsonWebToken(token);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}

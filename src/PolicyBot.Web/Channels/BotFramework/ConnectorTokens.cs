using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// The bot's own token for connectors (client credentials), kept until five minutes before its end; one refresher.
/// Errors: <see cref="HttpRequestException"/> where the directory refuses or cannot be reached; its words are not repeated, they may hold the secret.
/// </summary>
public sealed class ConnectorTokens(HttpClient http, IOptions<BotFrameworkOptions> options, TimeProvider clock) : IDisposable
{
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private string _token = "";
    private DateTimeOffset _until;

    /// <summary>False without an app id: connectors are then called without a token.</summary>
    public bool AreUsed => options.Value.AppId.Length > 0;

    public async Task<string> GetAsync(bool renew, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (renew || clock.GetUtcNow() >= _until)
                await RenewAsync(cancellationToken);
            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var tenant = settings.TenantId.Length > 0 ? settings.TenantId : "botframework.com";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.AppId,
            ["client_secret"] = settings.AppPassword,
            ["scope"] = Scope,
        });
        using var response = await http.PostAsync($"{settings.LoginBase.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            _token = body.RootElement.GetProperty("access_token").GetString()!;
            var lifetime = TimeSpan.FromSeconds(body.RootElement.GetProperty("expires_in").GetInt32());
            _until = clock.GetUtcNow() + (lifetime > Early * 2 ? lifetime - Early : lifetime / 2);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HttpRequestException("The directory's answer holds no token.", e);
        }
    }
}

using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// Signing keys of one OpenID server, kept for a day and read again at once for a key id that is not among them (roll-over), at most every ten seconds.
/// Errors: <see cref="HttpRequestException"/> where there never were any and the server cannot be reached; old keys are used while it is away.
/// </summary>
public sealed class SigningKeys(HttpClient http, string metadata, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyList<JsonWebKey> _keys = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The keys of that id (all where the token names none); empty where there is no such key.</summary>
    public async Task<IReadOnlyList<JsonWebKey>> FindAsync(string? keyId, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var age = clock.GetUtcNow() - _readAt;
            if (age > Fresh || (age > BetweenReads && Matching(keyId).Count == 0))
                await ReadAsync(cancellationToken);
            return Matching(keyId);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private IReadOnlyList<JsonWebKey> Matching(string? keyId) =>
        string.IsNullOrEmpty(keyId) ? _keys : [.. _keys.Where(k => string.Equals(k.Kid, keyId, StringComparison.Ordinal))];

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await http.GetByteArrayAsync(metadata, cancellationToken));
            var keys = document.RootElement.GetProperty("jwks_uri").GetString()!;
            _keys = [.. new JsonWebKeySet(await http.GetStringAsync(keys, cancellationToken)).Keys];
            _readAt = clock.GetUtcNow();
        }
        catch (Exception) when (_keys.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            _readAt = clock.GetUtcNow() - Fresh + BetweenReads;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The OpenID metadata cannot be read.", e);
        }
    }
}

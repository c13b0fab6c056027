namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// The one place that holds a platform's access token: one refresh at a time, renewed five minutes before it ends.
/// Errors: <see cref="HttpRequestException"/> where the platform gives none.
/// </summary>
public sealed class AccessTokens(Func<CancellationToken, Task<(string Token, TimeSpan Lifetime)>> fetch, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private DateTimeOffset _until;

    /// <param name="refused">A token that the platform no longer takes: it is fetched anew unless somebody has done so already.</param>
    public async Task<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var isStale = _token is null || clock.GetUtcNow() >= _until || string.Equals(_token, refused, StringComparison.Ordinal);
            if (isStale)
            {
                var (token, lifetime) = await fetch(cancellationToken);
                _token = token;
                _until = clock.GetUtcNow() + (lifetime > Margin * 2 ? lifetime - Margin : lifetime / 2);
            }

            return _token!;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}

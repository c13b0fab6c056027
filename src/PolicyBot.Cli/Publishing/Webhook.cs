using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Cli.Publishing;

/// <summary>Tells one configured address: on this machine, or on a host that the settings name. No redirects, five seconds, nothing is read from the answer.</summary>
internal sealed class Webhook(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Null where none is wanted.</summary>
    public static Result<Uri?> Allow(string? text, IReadOnlyList<string> hosts)
    {
        if (string.IsNullOrEmpty(text))
            return Result<Uri?>.Success(null);
        // The scheme as well: a file address counts as loopback.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            return Result<Uri?>.Failure(new Problem("--webhook", "不是 http 或 https 地址") { Found = text });
        return uri.IsLoopback || hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
            ? Result<Uri?>.Success(uri)
            : Result<Uri?>.Failure(new Problem("--webhook", "不允许通知这个主机；请加入 PolicyBot:Publishing:WebhookHosts") { Found = uri.Host });
    }

    /// <summary>Null where it arrived, else why not.</summary>
    public async Task<string?> SendAsync(string json, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(address, content, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>How sending ended. Only <see cref="Sent"/> reached the user; the others keep the text for “1”.</summary>
public enum SendOutcome
{
    Sent,

    /// <summary>45015: the user has not written for 48 hours; 45047: too many messages since.</summary>
    WindowOrQuotaOver,

    /// <summary>45009, 45011: the account's own limit.</summary>
    LimitReached,

    /// <summary>40001, 40164, 48001 …: the account or its settings.</summary>
    NotAllowed,

    /// <summary>45002: the text.</summary>
    TooLong,

    Unreachable,
}

/// <summary>
/// Sends a text by the platform's own API: 公众号 customer-service messages or 企业微信 application messages.
/// Busy (-1) is tried again with back-off, a refused token is renewed once. Source: channels.md §3.2, §3.3.
/// </summary>
public sealed class CustomerServiceClient(HttpClient http, AccessTokens tokens, string sendPath, Func<string, string, object> body, TimeProvider clock, ILogger<CustomerServiceClient> logger)
{
    private const int Attempts = 4;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<SendOutcome> SendAsync(string user, string text, CancellationToken cancellationToken)
    {
        string? refused = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var token = await tokens.GetAsync(refused, cancellationToken);
                var code = await PostAsync(token, user, text, cancellationToken);
                if (code == 0)
                    return SendOutcome.Sent;
                if (code is 40001 or 40014 or 42001 && refused is null)
                {
                    refused = token;
                    continue;
                }

                if (code != -1)
                    return Told(code);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning("The messaging API could not be reached ({Error}), attempt {Attempt}", e.GetType().Name, attempt);
            }

            if (attempt < Attempts)
                await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), clock, cancellationToken);
        }

        return SendOutcome.Unreachable;
    }

    private async Task<int> PostAsync(string token, string user, string text, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body(user, text), Json), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync($"{sendPath}?access_token={Uri.EscapeDataString(token)}", content, cancellationToken);
        response.EnsureSuccessStatusCode();
        var reply = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return ErrorCode(reply);
    }

    private SendOutcome Told(int code)
    {
        logger.LogWarning("The messaging API refused a message with errcode {Code}", code);
        return code switch
        {
            45015 or 45047 => SendOutcome.WindowOrQuotaOver,
            45009 or 45011 => SendOutcome.LimitReached,
            45002 => SendOutcome.TooLong,
            _ => SendOutcome.NotAllowed,
        };
    }

    internal static int ErrorCode(JsonObject? reply) =>
        reply?["errcode"] is JsonValue value && value.TryGetValue<int>(out var code) ? code : reply is null ? -1 : 0;
}

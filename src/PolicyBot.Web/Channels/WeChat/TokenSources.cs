using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>How each platform gives out its access token. Errors: <see cref="HttpRequestException"/> with the errcode, never with the secret.</summary>
public static class TokenSources
{
    public static Func<CancellationToken, Task<(string Token, TimeSpan Lifetime)>> StableToken(HttpClient http, string appId, string secret) => async cancellationToken =>
    {
        using var response = await http.PostAsJsonAsync("/cgi-bin/stable_token", new { grant_type = "client_credential", appid = appId, secret }, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    };

    public static Func<CancellationToken, Task<(string Token, TimeSpan Lifetime)>> CorpToken(HttpClient http, string corpId, string secret) => async cancellationToken =>
    {
        using var response = await http.GetAsync($"/cgi-bin/gettoken?corpid={Uri.EscapeDataString(corpId)}&corpsecret={Uri.EscapeDataString(secret)}", cancellationToken);
        return await ReadAsync(response, cancellationToken);
    };

    private static async Task<(string Token, TimeSpan Lifetime)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        var reply = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (reply?["access_token"] is not JsonValue value || !value.TryGetValue<string>(out var token) || token.Length == 0)
            throw new HttpRequestException($"The platform gave no access token: errcode {CustomerServiceClient.ErrorCode(reply)}");
        var seconds = reply["expires_in"] is JsonValue lifetime && lifetime.TryGetValue<int>(out var given) ? given : 7200;
        return (token, TimeSpan.FromSeconds(seconds));
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.BotFramework;

public sealed record PostOutcome(bool IsSent, bool MayRetry, string Reason)
{
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>One call to a connector. The address is checked again here: whatever put it into the queue. Redirects are not followed (its HttpClient is set up so).</summary>
public sealed class ConnectorClient(HttpClient http, ConnectorTokens tokens, IOptions<BotFrameworkOptions> options, TurnMetrics metrics)
{
    public async Task<PostOutcome> PostAsync(JsonObject activity, CancellationToken cancellationToken)
    {
        var outcome = await TryPostAsync(activity, cancellationToken);
        metrics.CountConnectorPost(outcome.IsSent ? "sent" : outcome.MayRetry ? "retry" : "refused");
        return outcome;
    }

    private async Task<PostOutcome> TryPostAsync(JsonObject activity, CancellationToken cancellationToken)
    {
        if (!ServiceUrls.IsAllowed(IncomingActivity.TextOf(activity, "serviceUrl"), options.Value, out var service))
            return new(false, false, "service address not allowed");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.ConnectorTimeout);
        try
        {
            for (var isRenewed = false; ; isRenewed = true)
            {
                using var request = await RequestAsync(activity, service, isRenewed, limit.Token);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (response.StatusCode is HttpStatusCode.Unauthorized && tokens.AreUsed && !isRenewed)
                    continue;
                return OutcomeOf(response);
            }
        }
        catch (HttpRequestException e)
        {
            return new(false, true, e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, true, "timeout");
        }
        catch (OperationCanceledException)
        {
            return new(false, false, "stopping");
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(JsonObject activity, Uri service, bool renewToken, CancellationToken cancellationToken)
    {
        var conversation = IncomingActivity.TextOf(activity["conversation"], "id")!;
        var path = $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities";
        if (IncomingActivity.TextOf(activity, "replyToId") is { Length: > 0 } replyTo)
            path += "/" + Uri.EscapeDataString(replyTo);
        var request = new HttpRequestMessage(HttpMethod.Post, service.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path)
        {
            Content = new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json"),
        };
        // Header values are ASCII; ids of some channels are not.
        request.Headers.TryAddWithoutValidation("x-ms-conversation-id", conversation.All(c => c is > ' ' and < '\u007f') ? conversation : Uri.EscapeDataString(conversation));
        if (tokens.AreUsed)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(renewToken, cancellationToken));
        return request;
    }

    private static PostOutcome OutcomeOf(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return new(true, false, "");
        var status = (int)response.StatusCode;
        return new(false, status is >= 500 or 429 or 408, "status " + status.ToString(CultureInfo.InvariantCulture)) { RetryAfter = response.Headers.RetryAfter?.Delta };
    }
}

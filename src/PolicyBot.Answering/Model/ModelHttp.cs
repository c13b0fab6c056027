using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace PolicyBot.Answering.Model;

/// <summary>The line to a provider: retries with jitter on 429 and 5xx, a circuit breaker, no redirects.</summary>
internal static class ModelHttp
{
    // A provider that asks for more patience than this has no time for this turn: the spare or the quotation answers.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Timeouts are the caller's: a stream may be silent between its pieces, and only the turn knows how long.</summary>
    public static HttpClient Create(int retries, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (retries > 0)
        {
            builder.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = LongestWait,
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome) && !AsksForTooMuch(args.Outcome.Result, time)),
            });
        }

        builder.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
        });
        var handler = new ResilienceHandler(builder.Build())
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) },
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException
        || outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError };

    private static bool AsksForTooMuch(HttpResponseMessage? response, TimeProvider time) =>
        response?.Headers.RetryAfter is { } after && (after.Delta ?? after.Date - time.GetUtcNow()) > LongestWait;
}

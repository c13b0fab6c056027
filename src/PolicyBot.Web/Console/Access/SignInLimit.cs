using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Access;

/// <summary>Attempts to sign in per address and minute, so that many names cannot be tried with one password. Accounts have their own lock-out besides.</summary>
public sealed class SignInLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string>? _perAddress;

    public SignInLimit(IOptions<ConsoleOptions> options)
    {
        if (options.Value.SignInsPerMinute is > 0 and var most)
            _perAddress = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => Turns.PerMinute(most)), StringComparer.Ordinal);
    }

    public bool Allows(HttpContext context)
    {
        using var lease = _perAddress?.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "local");
        return lease is not { IsAcquired: false };
    }

    public void Dispose() => _perAddress?.Dispose();
}

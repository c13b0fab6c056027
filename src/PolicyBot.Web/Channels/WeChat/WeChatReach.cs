using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// The openids of citizens who left a ticket and wait for a person's answer, by their conversation key: in memory only, never stored or logged, until the ticket is closed,
/// and at most for the 48 hours in which the platform lets the account write to them. After a restart the answer waits for the citizen's next message. Bound: 10,000.
/// Why not in the database: decision 0013.
/// </summary>
public sealed class WeChatReach : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(48);
    private readonly ConcurrentDictionary<string, (string OpenId, int Turns)> _speaking = new(StringComparer.Ordinal);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Known for as long as the returned turn lasts, so that <see cref="Keep"/> can be called within it.</summary>
    public IDisposable During(string key, string openId)
    {
        _speaking.AddOrUpdate(key, _ => (openId, 1), (_, now) => (openId, now.Turns + 1));
        return new Turn(() => End(key));
    }

    /// <summary>The citizen of the running turn has consented to be answered later.</summary>
    public void Keep(string key)
    {
        if (_speaking.TryGetValue(key, out var citizen))
            _kept.Set(key, citizen.OpenId, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Window });
    }

    /// <summary>Null where nobody of that key waits (any more).</summary>
    public string? Find(string key) => _kept.TryGetValue(key, out string? openId) ? openId : null;

    public void Forget(string key) => _kept.Remove(key);

    public void Dispose() => _kept.Dispose();

    private void End(string key)
    {
        while (_speaking.TryGetValue(key, out var citizen))
        {
            var isGone = citizen.Turns == 1
                ? _speaking.TryRemove(KeyValuePair.Create(key, citizen))
                : _speaking.TryUpdate(key, citizen with { Turns = citizen.Turns - 1 }, citizen);
            if (isGone)
                return;
        }
    }

    private sealed class Turn(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, value: null)?.Invoke();
    }
}

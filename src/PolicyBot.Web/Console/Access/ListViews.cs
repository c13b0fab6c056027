using System.Collections.Concurrent;

namespace PolicyBot.Web.Console.Access;

/// <summary>
/// Views of lists that show citizens' words (tickets, searches, gaps, drafts), and of what refreshes itself: written like every view, but of the same person and the same thing
/// once in <see cref="Once"/>, so that turning pages and a queue left open do not drown the log. Remembered here only: another host, or a restart, writes once more.
/// </summary>
public sealed class ListViews(AuditLog log, TimeProvider clock)
{
    public static readonly TimeSpan Once = TimeSpan.FromMinutes(10);

    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(string Who, string Action, string Subject, string Key), DateTimeOffset> _written = new();

    /// <param name="key">What tells this view from another one of the same subject and is not to be written (the words that were searched for): never stored.</param>
    public async Task RecordAsync(HttpContext context, string action, string subject, string details, string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var view = (StaffIdentity.NameOf(context.User), action, subject, $"{details}\n{key}");
        if (_written.TryGetValue(view, out var at) && now - at < Once)
            return;
        await log.RecordAsync(context, action, subject, details, cancellationToken);
        if (_written.Count >= MostKept)
            Forget(now);
        _written[view] = now;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (view, at) in _written)
        {
            if (now - at >= Once)
                _written.TryRemove(view, out _);
        }

        // So many within minutes is nobody's work: what is forgotten is only written once more.
        if (_written.Count >= MostKept)
            _written.Clear();
    }
}

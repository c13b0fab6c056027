using PolicyBot.Core;

namespace PolicyBot.Answering.Model;

/// <summary>Tokens of a day in China Standard Time. Thread-safe. A turn that begins within the budget may end beyond it, by at most one draft.</summary>
internal sealed class TokenBudget(long daily, TimeProvider time)
{
    private readonly Lock _guard = new();
    private DateOnly _day;
    private long _used;

    public bool IsSpent
    {
        get
        {
            lock (_guard)
                return daily > 0 && UsedToday() >= daily;
        }
    }

    public void Spend(long tokens)
    {
        lock (_guard)
            _used = UsedToday() + Math.Max(0, tokens);
    }

    private long UsedToday()
    {
        var today = ChinaTime.Today(time);
        if (today != _day)
            (_day, _used) = (today, 0);
        return _used;
    }
}

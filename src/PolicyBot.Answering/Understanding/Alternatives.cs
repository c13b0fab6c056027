using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Puts one of several alternatives in the place of another: 国家级的呢 after 省级技能竞赛奖多少 asks 国家级技能竞赛奖多少. What the alternatives are is data. Pure.
/// </summary>
internal sealed class Alternatives(IReadOnlyList<AlternativeSet> sets)
{
    /// <param name="Rest">What was said without the alternatives.</param>
    /// <param name="Earlier">What was asked before, with the alternatives named now.</param>
    /// <param name="Changed">An alternative took the place of another one.</param>
    public sealed record Taken(string Rest, string Earlier, bool Changed);

    /// <summary>Null where the two share no set. Expects normalized texts.</summary>
    public Taken? Take(string said, string earlier)
    {
        Taken? taken = null;
        foreach (var set in sets)
        {
            var (rest, before) = taken is null ? (said, earlier) : (taken.Rest, taken.Earlier);
            if (Find(set, rest) is not { } now || Find(set, before) is not { } then)
                continue;
            taken = new(rest.Remove(now.Start, now.Length), now.Member == then.Member ? before : before.Remove(then.Start, then.Length).Insert(then.Start, set.Members[now.Member][0]),
                (taken?.Changed ?? false) || now.Member != then.Member);
        }

        return taken;
    }

    /// <summary>One of several alternatives, and so no thing of its own.</summary>
    public bool Has(string text) => sets.Any(s => s.Members.Any(m => m.Contains(text, StringComparer.Ordinal)));

    /// <summary>The longest name, so that 省里的 is not found as 省.</summary>
    private static (int Member, int Start, int Length)? Find(AlternativeSet set, string text)
    {
        (int Member, int Start, int Length)? best = null;
        for (var member = 0; member < set.Members.Count; member++)
        {
            foreach (var name in set.Members[member])
            {
                if (text.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at && name.Length > (best?.Length ?? 0))
                    best = (member, at, name.Length);
            }
        }

        return best;
    }
}

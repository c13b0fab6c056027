using System.Text.RegularExpressions;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Puts one of several alternatives in the place of another: 国家级的呢 after 省级技能竞赛奖多少 asks 国家级技能竞赛奖多少. What the alternatives are is data. Pure.
/// </summary>
internal sealed partial class Alternatives(IReadOnlyList<AlternativeSet> sets)
{
    public static Alternatives None { get; } = new([]);

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

    /// <summary>
    /// 国家、省、市级技能竞赛各多少 as one text for each of those named side by side; empty where fewer than two of one set stand together.
    /// </summary>
    public IReadOnlyList<string> OneByOne(string text)
    {
        foreach (var set in sets)
        {
            var named = NamedSideBySide(set, text, out var start, out var end);
            if (named.Count > 1)
                return [.. named.Select(m => text.Remove(start, end - start).Insert(start, set.Members[m][0]))];
        }

        return [];
    }

    /// <summary>Members in a row with at most one character between them (国家、省、市级; 国赛省赛市赛), the first such row.</summary>
    private static List<int> NamedSideBySide(AlternativeSet set, string text, out int start, out int end)
    {
        for (start = 0; start < text.Length; start++)
        {
            var named = new List<int>();
            end = start;
            for (var at = start; MemberAt(set, text, at) is { } found; at = end < text.Length && Joins.Contains(text[end], StringComparison.Ordinal) ? end + 1 : end)
            {
                if (!named.Contains(found.Member))
                    named.Add(found.Member);
                end = at + found.Length;
            }

            if (named.Count > 1)
                return named;
        }

        (start, end) = (0, 0);
        return [];
    }

    private const string Joins = "、和跟与及或,，";

    private static (int Member, int Length)? MemberAt(AlternativeSet set, string text, int at)
    {
        (int Member, int Length)? best = null;
        for (var member = 0; member < set.Members.Count; member++)
        {
            foreach (var name in set.Members[member])
            {
                if (name.Length > (best?.Length ?? 0) && string.CompareOrdinal(text, at, name, 0, name.Length) == 0)
                    best = (member, name.Length);
            }
        }

        return best;
    }

    /// <summary>
    /// How a text stands to the one alternative of a set that is asked for: true where it names it, false where it names others of the set only, null where neither.
    /// </summary>
    public bool? IsOf(string asked, string text)
    {
        bool? stands = null;
        text = EachMark(text);
        foreach (var set in sets)
        {
            var wanted = NamedIn(set, asked);
            if (wanted is not [var one])
                continue;
            if (Names(set.Members[one], text))
                stands ??= true;
            else if (set.Members.Where((_, m) => m != one).Any(m => Names(m, text)))
                return false;
        }

        return stands;
    }

    /// <summary>
    /// The one alternative that is asked for, as it is said, where the text names several of its set and not that one: 技师 where it grants for 初级工、中级工、高级工. Null where there is none.
    /// </summary>
    /// <param name="least">How many others the text has to name.</param>
    public string? LackingIn(string text, string asked, int least)
    {
        var each = EachMark(text);
        return sets.Where(s => NamedIn(s, asked) is [var one] && !Names(s.Members[one], each) && s.Members.Count(m => Names(m, each)) >= least)
            .Select(s => Find(s, asked) is { } found ? asked.Substring(found.Start, found.Length) : null).FirstOrDefault(n => n is not null);
    }

    private static string EachMark(string text) => OneMark().Replace(text, m => string.Join('、', m.Groups["each"].Captures.Select(c => c.Value + m.Groups["mark"].Value)));

    // 一、二、三等奖 names each of the three.
    [GeneratedRegex("(?<each>[一二三四五])(、(?<each>[一二三四五]))+(?<mark>等奖|等|级)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OneMark();

    /// <summary>不紧缺 names the one, and not 紧缺 inside it.</summary>
    private static List<int> NamedIn(AlternativeSet set, string text)
    {
        var named = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            if (MemberAt(set, text, at) is not { } found)
            {
                at++;
                continue;
            }

            if (!named.Contains(found.Member))
                named.Add(found.Member);
            at += found.Length;
        }

        return named;
    }

    private static bool Names(IReadOnlyList<string> member, string text) => member.Any(n => text.Contains(n, StringComparison.Ordinal));

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

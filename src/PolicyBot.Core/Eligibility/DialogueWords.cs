namespace PolicyBot.Core.Eligibility;

/// <summary>
/// General words of a dialogue about entitlement, as data (knowledge/facts.yaml, key words): saying-patterns by role.
/// Roles: yes, no, unknown, negation, not_a_fact (是不是, 算不算), correction (说错了), suppose (要是), other_person (我同学), restart (重新开始),
/// entitlement (能领吗), granted (给吗: whether at all, of nobody in particular), asking (吗, 什么, 想问: anything that makes a sentence ask), more (再…: adds to what was counted last), then (那时候能领吗: after the day it is about), overview (能享受哪些政策), lacking (还差什么), rule_question (能领多少: with facts only), other_question (怎么办、找谁: not about entitlement), still (还来得及吗), first_person (我, 能领多少: told of oneself), filler (才, 一共: words around a bare quantity), nouns (技能, 失能: with a character of an ask, and none).
/// Shape: a role that is not given has no patterns.
/// </summary>
public sealed class DialogueWords(IReadOnlyDictionary<string, IReadOnlyList<SayingPattern>> roles)
{
    public static DialogueWords None { get; } = new(new Dictionary<string, IReadOnlyList<SayingPattern>>(StringComparer.Ordinal));

    public static IReadOnlyList<string> Roles { get; } =
        ["yes", "no", "unknown", "negation", "not_a_fact", "correction", "suppose", "other_person", "restart", "entitlement", "granted", "asking", "more", "then", "overview", "lacking", "rule_question", "other_question", "still", "first_person", "filler", "nouns"];

    public IEnumerable<(int Start, int Length)> Find(string role, string folded) =>
        roles.TryGetValue(role, out var patterns) ? patterns.SelectMany(p => p.Find(folded).Select(f => (f.Start, f.Length))) : [];

    /// <summary>能领吗 or 给吗: whether, and neither how nor how much.</summary>
    public bool AskWhether(string folded) => Has("entitlement", folded) || Has("granted", folded);

    public bool Has(string role, string folded) => Find(role, role == "entitlement" ? WithoutNouns(folded) : folded).Any();

    // 技能竞赛要报名吗 asks nobody's ability.
    private string WithoutNouns(string folded)
    {
        var said = folded.ToCharArray();
        foreach (var (start, length) in Find("nouns", folded))
            said.AsSpan(start, length).Fill('□');
        return new string(said);
    }

    /// <summary>True where one of the role's words stands directly before <paramref name="at"/>.</summary>
    public bool EndsAt(string role, string folded, int at) => Find(role, folded[Math.Max(0, at - 8)..at]).Any(f => Math.Max(0, at - 8) + f.Start + f.Length == at);

    public bool Begins(string role, string folded) => Find(role, folded).Any(f => f.Start == 0);
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Tests.Core.Eligibility;

/// <summary>Rules of up to five yes/no facts, every state of what is known, against brute force over all that is not.</summary>
public sealed class OutlookProperties
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    private static readonly FactCatalog Catalog = new([.. Ids.Select(i => new FactDefinition(i, FactType.YesNo, i + "？"))]);

    private static readonly Assessor Assessor = new(Catalog);

    [Property(MaxTest = 400)]
    public bool A_verdict_is_never_premature_and_never_late(int seed)
    {
        var (rule, facts) = Make(seed);
        var outcomes = Completions(rule, facts).ToHashSet();
        var truth = Assess(rule, facts).Truth;
        return outcomes.Count == 1 ? truth == outcomes.First() : truth == Truth.Unknown;
    }

    [Property(MaxTest = 400)]
    public bool Exactly_the_questions_that_can_change_the_result_are_asked(int seed)
    {
        var (rule, facts) = Make(seed);
        var useful = Ids.Where(i => facts.Find(i) is null && !facts.Declined.Contains(i) && CanChange(rule, facts, i)).ToHashSet(StringComparer.Ordinal);
        return useful.SetEquals(Assess(rule, facts).Missing);
    }

    [Property(MaxTest = 200)]
    public bool Following_the_questions_always_ends_in_what_all_answers_together_give(int seed)
    {
        var random = new Random(seed);
        var rule = Rule(random, 3);
        var answers = Ids.ToDictionary(i => i, _ => random.Next(2) == 1, StringComparer.Ordinal);
        var facts = ApplicantFacts.None;
        for (var turn = 0; turn <= Ids.Length; turn++)
        {
            var now = Assess(rule, facts);
            if (now.Missing.Count == 0)
                return now.Truth == rule.Evaluate(answers.Aggregate(ApplicantFacts.None, (f, a) => f.With(a.Key, new FactValue.YesNo(a.Value))));
            facts = facts.With(now.Missing[0], new FactValue.YesNo(answers[now.Missing[0]]));
        }

        return false;
    }

    private static Assessment Assess(Condition rule, ApplicantFacts facts) =>
        Assessor.Assess(new Benefit("x", default, default, "x", rule), facts, new(2024, 1, 1));

    private static (Condition Rule, ApplicantFacts Facts) Make(int seed)
    {
        var random = new Random(seed);
        var rule = Rule(random, 3);
        var facts = ApplicantFacts.None;
        foreach (var id in Ids)
        {
            facts = random.Next(5) switch
            {
                0 => facts.With(id, new FactValue.YesNo(true)),
                1 => facts.With(id, new FactValue.YesNo(false)),
                2 => facts.Decline(id),
                _ => facts,
            };
        }

        return (rule, facts);
    }

    private static Condition Rule(Random random, int depth) => random.Next(depth == 0 ? 2 : 7) switch
    {
        < 2 => new Condition.Fact(Ids[random.Next(Ids.Length)], new FactTest.Is(random.Next(2) == 1)),
        2 => new Condition.Not(Rule(random, depth - 1)),
        3 or 4 => new Condition.All([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Rule(random, depth - 1))]),
        _ => new Condition.Any([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Rule(random, depth - 1))]),
    };

    private static IEnumerable<Truth> Completions(Condition rule, ApplicantFacts facts)
    {
        var open = Ids.Where(i => facts.Find(i) is null).ToList();
        for (var mask = 0; mask < 1 << open.Count; mask++)
            yield return rule.Evaluate(open.Select((id, n) => (id, n)).Aggregate(facts, (f, o) => f.With(o.id, new FactValue.YesNo((mask & (1 << o.n)) != 0))));
    }

    private static bool CanChange(Condition rule, ApplicantFacts facts, string id)
    {
        var others = Ids.Where(i => facts.Find(i) is null && !string.Equals(i, id, StringComparison.Ordinal)).ToList();
        for (var mask = 0; mask < 1 << others.Count; mask++)
        {
            var held = others.Select((o, n) => (o, n)).Aggregate(facts, (f, o) => f.With(o.o, new FactValue.YesNo((mask & (1 << o.n)) != 0)));
            if (rule.Evaluate(held.With(id, new FactValue.YesNo(true))) != rule.Evaluate(held.With(id, new FactValue.YesNo(false))))
                return true;
        }

        return false;
    }
}

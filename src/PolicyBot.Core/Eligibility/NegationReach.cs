namespace PolicyBot.Core.Eligibility;

/// <summary>How far a negation reaches: 也不是零就业低保 denies both, as it goes on to what follows without a break.</summary>
internal static class NegationReach
{
    private const string Joins = "、和或与及也";

    /// <summary>The facts as they are meant; what can be denied but not turned round (没有五个月) says nothing.</summary>
    public static List<StatedFact> Apply(IReadOnlyList<(StatedFact Fact, bool IsNegated)> found, string folded)
    {
        var negated = found.Where(f => f.IsNegated).Select(f => f.Fact).ToList();
        for (var i = 0; i < negated.Count; i++)
        {
            var end = negated[i].Start + negated[i].Length;
            negated.AddRange(found.Where(f => !f.IsNegated && f.Fact.Value is FactValue.Groups or FactValue.YesNo && !negated.Contains(f.Fact)
                && f.Fact.Start >= end && f.Fact.Start - end <= 2 && folded[end..f.Fact.Start].All(c => Joins.Contains(c, StringComparison.Ordinal))).Select(f => f.Fact));
        }

        return
        [
            .. found.Select(f => f.Fact).Where(f => !negated.Contains(f)),
            .. negated.Select(n => (Fact: n, Value: Negate(n.Value))).Where(n => n.Value is not null).Select(n => n.Fact with { Value = n.Value! }),
        ];
    }

    private static FactValue? Negate(FactValue value) => value switch
    {
        FactValue.YesNo known => new FactValue.YesNo(!known.Holds),
        FactValue.Groups groups => new FactValue.Groups(groups.No, groups.Yes),
        _ => null,
    };
}

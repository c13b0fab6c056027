namespace PolicyBot.Core.Eligibility;

/// <summary>One fact that would have to be otherwise. <see cref="Delta"/> is how much is lacking (1 人, 2 月), null where it is no number.</summary>
public sealed record FactChange(Condition.Fact Leaf, FactValue To, decimal? Delta, bool IsChangeable);

/// <summary>
/// The fewest failed conditions that would have to be otherwise for somebody to be likely to get a benefit, and the sum then.
/// Open conditions are left open: they are questions, not changes.
/// </summary>
public sealed record SmallestChange(IReadOnlyList<FactChange> Changes, AmountFinding? Amount)
{
    /// <summary>Null where no change of facts helps (the period is over, a condition cannot be met).</summary>
    public static SmallestChange? Find(Benefit benefit, ApplicantFacts stated, DateOnly asOf, Assessor assessor)
    {
        var facts = assessor.Catalog.Complete(stated, asOf);
        if (Mend(benefit.Condition, facts, assessor.Catalog, wanted: true) is not { } changes || changes.Count == 0)
            return null;
        var mended = changes.Aggregate(facts, (f, c) => f.With(c.Leaf.Id, c.To));
        return benefit.Condition.Evaluate(mended) == Truth.No ? null : new(changes, assessor.Assess(benefit, mended, asOf).Amount);
    }

    /// <summary>The cheapest set of changes after which the condition does not fail; null where there is none.</summary>
    private static IReadOnlyList<FactChange>? Mend(Condition condition, ApplicantFacts facts, FactCatalog catalog, bool wanted)
    {
        var truth = condition.Evaluate(facts);
        if (truth == Truth.Unknown || truth == Kleene.Of(wanted))
            return [];
        return condition switch
        {
            Condition.Not not => Mend(not.Part, facts, catalog, !wanted),
            Condition.All all => wanted ? Every(all.Parts) : Cheapest(all.Parts),
            Condition.Any any => wanted ? Cheapest(any.Parts) : Every(any.Parts),
            Condition.Fact leaf => One(leaf, facts, catalog, wanted),
            _ => null,
        };

        IReadOnlyList<FactChange>? Every(IReadOnlyList<Condition> parts)
        {
            var needed = parts.Select(p => Mend(p, facts, catalog, wanted)).ToList();
            return needed.Exists(n => n is null) ? null : [.. needed.SelectMany(n => n!)];
        }

        IReadOnlyList<FactChange>? Cheapest(IReadOnlyList<Condition> parts) => parts
            .Select(p => Mend(p, facts, catalog, wanted)).OfType<IReadOnlyList<FactChange>>()
            .OrderBy(n => n.Sum(c => c.IsChangeable ? 1 : 100)).FirstOrDefault();
    }

    private static IReadOnlyList<FactChange>? One(Condition.Fact leaf, ApplicantFacts facts, FactCatalog catalog, bool wanted)
    {
        if (catalog.Find(leaf.Id) is not { } definition)
            return null;
        if (leaf.Test is FactTest.Within { Range: var range } && wanted && facts.Find(leaf.Id) is FactValue.Number { Range: var known })
        {
            var (target, delta) = range.Low is { } low && (known.High is not { } high || high <= low)
                ? (low, known.IsExact ? low - known.Low : null)
                : (range.High ?? range.Low ?? 0, known.IsExact ? range.High - known.Low : null);
            // A count only grows: 离校三年 does not become two.
            return delta is < 0 && !definition.IsChangeable ? [new(leaf, Number(target), delta, IsChangeable: false)] : [new(leaf, Number(target), delta, definition.IsChangeable)];
        }

        var cells = FactCells.Of(definition, [leaf.Test], known: null);
        var to = cells.FirstOrDefault(c => leaf.Test.Of(c) == Kleene.Of(wanted));
        return to is null ? null : [new(leaf, to, null, definition.IsChangeable)];
    }

    private static FactValue.Number Number(decimal value) => new(NumberRange.Exactly(value));
}

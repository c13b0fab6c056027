namespace PolicyBot.Core.Eligibility;

/// <summary>
/// The answers to one question that the tests of a rule can tell apart: one representative for each (5个月 and 6个月 for 6个月以上).
/// </summary>
internal static class FactCells
{
    /// <summary>Never empty for a fact that some test leaves unknown. Values agree with what is already known.</summary>
    public static IReadOnlyList<FactValue> Of(FactDefinition definition, IReadOnlyList<FactTest> tests, FactValue? known)
    {
        var all = definition.Type switch
        {
            FactType.YesNo => [new FactValue.YesNo(false), new FactValue.YesNo(true)],
            FactType.Number => Numbers(tests, (known as FactValue.Number)?.Range),
            FactType.Date => Days(tests, (known as FactValue.Day)?.Range),
            FactType.Choice => Choices(definition, tests),
            _ => Groups(tests, known as FactValue.Groups),
        };
        return [.. all.DistinctBy(v => string.Concat(tests.Select(t => (int)t.Of(v))))];
    }

    private static IEnumerable<FactValue> Numbers(IReadOnlyList<FactTest> tests, NumberRange? known)
    {
        var bounds = tests.OfType<FactTest.Within>().Select(t => t.Range)
            .SelectMany(r => new[] { r.Low, r.High }).Concat([known?.Low, known?.High])
            .OfType<decimal>().Distinct().Order().ToList();
        var points = new List<decimal>();
        if (bounds.Count == 0)
            points.Add(0);
        for (var i = 0; i < bounds.Count; i++)
        {
            points.Add(i == 0 ? bounds[0] - 1 : (bounds[i - 1] + bounds[i]) / 2);
            points.Add(bounds[i]);
        }

        if (bounds.Count > 0)
            points.Add(bounds[^1] + 1);
        return points.Where(p => known is not { } k || k.Contains(p)).Select(p => new FactValue.Number(NumberRange.Exactly(p)));
    }

    private static IEnumerable<FactValue> Days(IReadOnlyList<FactTest> tests, DateRange? known) => tests.OfType<FactTest.Between>().Select(t => t.Range)
        .SelectMany(r => new[] { r.First?.AddDays(-1), r.First, r.Last, r.Last?.AddDays(1) }).Concat([known?.First, known?.Last])
        .OfType<DateOnly>().Distinct().Order()
        .Where(d => known is not { } k || k.Contains(d))
        .Select(d => new FactValue.Day(DateRange.On(d)));

    private static IEnumerable<FactValue> Choices(FactDefinition definition, IReadOnlyList<FactTest> tests)
    {
        var offered = FactCatalog.ChoiceIds(definition);
        var listed = tests.OfType<FactTest.OneOf>().SelectMany(t => t.Listed);
        return offered.Concat(listed).Distinct(StringComparer.Ordinal).Select(c => new FactValue.Choice(c));
    }

    // All subsets up to four open members; beyond that none, each alone and all: a rule can tell more apart only where it tests combinations of five groups.
    private static IEnumerable<FactValue> Groups(IReadOnlyList<FactTest> tests, FactValue.Groups? known)
    {
        var settled = known ?? new FactValue.Groups([], []);
        var open = tests.OfType<FactTest.OneOf>().SelectMany(t => t.Listed).Distinct(StringComparer.Ordinal)
            .Where(l => !settled.Yes.Contains(l, StringComparer.Ordinal) && !settled.No.Contains(l, StringComparer.Ordinal)).ToList();
        if (open.Count <= 4)
        {
            for (var mask = 0; mask < 1 << open.Count; mask++)
                yield return settled.With(new(open.Where((_, i) => (mask & (1 << i)) != 0), open.Where((_, i) => (mask & (1 << i)) == 0)));
            yield break;
        }

        yield return settled.With(new([], open));
        foreach (var one in open)
            yield return settled.With(new([one], open));
        yield return settled.With(new(open, []));
    }
}

using PolicyBot.Core.Eligibility;

namespace PolicyBot.Core.Evaluation;

/// <summary>Every way in which what is unknown of a person may turn out, as far as one rule can tell. Shape: at least one; each agrees with what is known.</summary>
internal sealed record Completions(IReadOnlyList<ApplicantFacts> All)
{
    /// <summary>Null where there are more than <paramref name="most"/>.</summary>
    public static Completions? Of(Benefit benefit, ApplicantFacts facts, FactCatalog catalog, int most)
    {
        List<ApplicantFacts> all = [facts];
        foreach (var ofFact in benefit.Condition.Leaves().OfType<Condition.Fact>().GroupBy(l => l.Id, StringComparer.Ordinal))
        {
            if (catalog.Find(ofFact.Key) is not { } definition)
                continue;
            var values = Values(definition, [.. ofFact.Select(l => l.Test)], facts.Find(ofFact.Key)).ToList();
            if ((long)all.Count * values.Count > most)
                return null;
            if (values.Count > 0)
                all = [.. all.SelectMany(f => values.Select(v => f.With(ofFact.Key, v)))];
        }

        return new(all);
    }

    private static IEnumerable<FactValue> Values(FactDefinition definition, IReadOnlyList<FactTest> tests, FactValue? known) => definition.Type switch
    {
        FactType.YesNo => known is not null ? [known] : [new FactValue.YesNo(true), new FactValue.YesNo(false)],
        FactType.Choice => known is not null ? [known] : FactCatalog.ChoiceIds(definition).Select(c => new FactValue.Choice(c)),
        FactType.Number => Numbers(tests, (known as FactValue.Number)?.Range),
        FactType.Date => Days(tests, (known as FactValue.Day)?.Range),
        _ => Groups(tests, known as FactValue.Groups ?? new([], [])),
    };

    private static IEnumerable<FactValue> Numbers(IReadOnlyList<FactTest> tests, NumberRange? known) =>
        tests.OfType<FactTest.Within>().SelectMany(t => new[] { t.Range.Low, t.Range.High }).Concat([known?.Low, known?.High, 0])
            .OfType<decimal>().SelectMany(b => new[] { b - 0.01m, b, b + 0.01m, b + 1000 }).Distinct()
            .Where(v => known is not { } k || k.Contains(v)).Select(v => new FactValue.Number(NumberRange.Exactly(v)));

    private static IEnumerable<FactValue> Days(IReadOnlyList<FactTest> tests, DateRange? known) =>
        tests.OfType<FactTest.Between>().SelectMany(t => new[] { t.Range.First, t.Range.Last }).Concat([known?.First, known?.Last])
            .OfType<DateOnly>().SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) }).Distinct()
            .Where(d => known is not { } k || k.Contains(d)).Select(d => new FactValue.Day(DateRange.On(d)));

    private static IEnumerable<FactValue> Groups(IReadOnlyList<FactTest> tests, FactValue.Groups known)
    {
        var open = tests.OfType<FactTest.OneOf>().SelectMany(t => t.Listed).Distinct(StringComparer.Ordinal)
            .Where(l => !known.Yes.Contains(l, StringComparer.Ordinal) && !known.No.Contains(l, StringComparer.Ordinal)).ToList();
        for (var mask = 0; mask < 1 << open.Count; mask++)
            yield return known.With(new(open.Where((_, i) => (mask & (1 << i)) != 0), open.Where((_, i) => (mask & (1 << i)) == 0)));
    }
}

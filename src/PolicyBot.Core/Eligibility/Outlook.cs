namespace PolicyBot.Core.Eligibility;

/// <summary>
/// Every way in which the unknown facts of a rule may yet turn out, and what each leads to: the ground for "is it decided?" and "what is worth asking?".
/// A fact is worth asking where some answer, with the other unknowns held fast, changes the result; so no question is wasted and no verdict is early.
/// </summary>
public sealed class Outlook
{
    /// <summary>Above this many combinations relevance falls back to the leaves that Kleene leaves unknown (sound for verdicts, may ask one question more).</summary>
    private const int MaxCombinations = 20_000;

    private Outlook(IReadOnlySet<Truth> results, IReadOnlyList<string> worthAsking)
    {
        Results = results;
        WorthAsking = worthAsking;
    }

    /// <summary>What can still come out; one entry where it is decided (or left open by the text for good).</summary>
    public IReadOnlySet<Truth> Results { get; }

    /// <summary>Facts whose answer can change the result, the one that decides most first, then in the order of the rule. Facts the applicant does not know are left out.</summary>
    public IReadOnlyList<string> WorthAsking { get; }

    public static Outlook For(Condition condition, ApplicantFacts facts, FactCatalog catalog)
    {
        var leaves = condition.Leaves().OfType<Condition.Fact>().ToList();
        var open = leaves
            .Where(l => CanStillChange(l, facts.Find(l.Id)))
            .Select(l => l.Id).Distinct(StringComparer.Ordinal)
            .Where(id => catalog.Find(id) is not null).ToList();
        var cells = open.Select(id => FactCells.Of(catalog.Find(id)!, [.. leaves.Where(l => string.Equals(l.Id, id, StringComparison.Ordinal)).Select(l => l.Test)], facts.Find(id))).ToList();

        var total = cells.Aggregate(1L, (product, c) => Math.Min(MaxCombinations + 1L, product * Math.Max(1, c.Count)));
        if (total > MaxCombinations)
            return new(new HashSet<Truth> { Truth.No, Truth.Unknown, Truth.Yes }, [.. open.Where(o => !facts.Declined.Contains(o))]);

        var results = new Truth[total];
        Fill(condition, facts, open, cells, 0, 0, results);
        return new(results.ToHashSet(), Rank(open, cells, results, facts));
    }

    private static bool CanStillChange(Condition.Fact leaf, FactValue? known) =>
        known is null || (leaf.Test.Of(known) == Truth.Unknown && !(leaf.Test is FactTest.OneOf list && list.IsSettledOutside(known)));

    private static void Fill(Condition condition, ApplicantFacts facts, List<string> open, List<IReadOnlyList<FactValue>> cells, int depth, int index, Truth[] results)
    {
        if (depth == open.Count)
        {
            results[index] = condition.Evaluate(facts);
            return;
        }

        for (var i = 0; i < cells[depth].Count; i++)
            Fill(condition, facts.With(open[depth], cells[depth][i]), open, cells, depth + 1, (index * cells[depth].Count) + i, results);
    }

    private static List<string> Rank(List<string> open, List<IReadOnlyList<FactValue>> cells, Truth[] results, ApplicantFacts facts)
    {
        var ranked = new List<(string Fact, double Decides, double Matters, int Order)>();
        var stride = results.Length;
        for (var f = 0; f < open.Count; f++)
        {
            var width = cells[f].Count;
            stride /= Math.Max(1, width);
            var changing = 0;
            var deciding = new Truth?[width];
            var decided = Enumerable.Repeat(element: true, width).ToArray();
            for (var at = 0; at < results.Length; at++)
            {
                var digit = at / stride % width;
                deciding[digit] ??= results[at];
                decided[digit] &= deciding[digit] == results[at];
                if (results[at] != results[at - (digit * stride)])
                    changing++;
            }

            if (changing > 0 && !facts.Declined.Contains(open[f]))
                ranked.Add((open[f], decided.Count(d => d) / (double)width, changing / (double)results.Length, f));
        }

        return [.. ranked.OrderByDescending(r => r.Decides).ThenByDescending(r => r.Matters).ThenBy(r => r.Order).Select(r => r.Fact)];
    }
}

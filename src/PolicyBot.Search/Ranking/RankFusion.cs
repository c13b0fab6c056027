namespace PolicyBot.Search.Ranking;

/// <summary>
/// Reciprocal-rank fusion: scores of different kinds cannot be added, places in lists can.
/// Source: Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet (SIGIR 2009), with its k of 60.
/// </summary>
internal static class RankFusion
{
    private const double K = 60;

    /// <summary>Everything that stands in any list, best first; ties keep the order of the first list.</summary>
    public static IReadOnlyList<T> Fuse<T>(params IReadOnlyList<IReadOnlyList<T>> lists)
        where T : notnull
    {
        var scores = new Dictionary<T, double>();
        foreach (var list in lists)
        {
            for (var place = 0; place < list.Count; place++)
                scores[list[place]] = scores.GetValueOrDefault(list[place]) + 1 / (K + place + 1);
        }

        return [.. lists.SelectMany(l => l).Distinct().OrderByDescending(item => scores[item])];
    }
}

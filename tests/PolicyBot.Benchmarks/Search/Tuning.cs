using PolicyBot.Core.Evaluation;
using PolicyBot.Search;
using PolicyBot.Search.Ranking;

namespace PolicyBot.Benchmarks.Search;

/// <summary>
/// Fits the weights of the second stage by coordinate ascent, five folds held out in turn, and says what each feature adds.
/// Folds are cut by gold clause: questions about one clause are never on both sides.
/// </summary>
internal static class Tuning
{
    private const int Folds = 5;
    private static readonly double[] Steps = [-0.4, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.4];

    private sealed record Candidates(GoldQuestion Gold, double[][] Values, bool[] IsRight);

    public static int Run(BenchmarkArguments arguments)
    {
        var knowledge = BenchmarkCorpus.Documents(arguments);
        var questions = BenchmarkCorpus.Questions(arguments, knowledge);
        if (questions.Count == 0)
        {
            Console.Error.WriteLine("No gold question has its clause among the documents.");
            return 2;
        }

        using var index = PolicyIndex.InMemory(knowledge);
        var all = questions.Select(q => Of(index.Searcher, q)).ToList();
        Show("in the first 50", all.Average(c => c.IsRight.Any(r => r) ? 1.0 : 0), all.Count);
        Show("first stage alone", all, RankingWeights.Of(new Dictionary<RankingFeature, double> { [RankingFeature.FirstStage] = 1 }));
        Show("default weights", all, RankingWeights.Default);

        var heldOut = new List<(Candidates Candidate, RankingWeights Weights)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var fitted = Fit([.. all.Where(c => FoldOf(c) != fold)]);
            heldOut.AddRange(all.Where(c => FoldOf(c) == fold).Select(c => (c, fitted)));
        }

        Console.WriteLine(FormattableString.Invariant($"held out (5 folds)       R@1 {heldOut.Average(h => Within(h.Candidate, h.Weights, 1)):0.000}  R@5 {heldOut.Average(h => Within(h.Candidate, h.Weights, 5)):0.000}  over {heldOut.Count}"));
        var weights = Fit(all);
        Show("fitted on all", all, weights);
        foreach (var feature in RankingWeights.Features)
            Show($"  without {feature}", all, weights.With(feature, 0));
        foreach (var group in all.GroupBy(c => c.Gold.Register).OrderByDescending(g => g.Count()))
            Show($"  {group.Key}", [.. group], weights);
        Console.WriteLine(weights.ToJson());
        if (arguments.Output is { } output)
            File.WriteAllText(output, weights.ToJson());
        return 0;
    }

    private static Candidates Of(ClauseSearcher searcher, GoldQuestion gold)
    {
        var hits = searcher.Search(new(gold.Text) { Take = 50, Facets = BenchmarkCorpus.FacetsOf(gold) }).Hits;
        return new(
            gold,
            [.. hits.Select(h => h.Why.Select(p => p.Value).ToArray())],
            [.. hits.Select(h => gold.Clauses.Contains($"{h.Document}#{h.Path}", StringComparer.Ordinal))]);
    }

    private static int FoldOf(Candidates candidates) => candidates.Gold.Clauses[0].Sum(c => c) % Folds;

    private static RankingWeights Fit(IReadOnlyList<Candidates> questions)
    {
        var weights = RankingWeights.Default;
        var best = Score(questions, weights);
        for (var changed = true; changed;)
        {
            changed = false;
            // The first stage's own weight is the yardstick.
            foreach (var feature in RankingWeights.Features.Where(f => f != RankingFeature.FirstStage))
            {
                foreach (var step in Steps)
                {
                    var tried = weights.With(feature, Math.Round(weights[feature] + step, 3));
                    // A gain under a tenth of a question is noise, and pulls weights far from the default.
                    if (Score(questions, tried) is var score && score > best + (0.1 / questions.Count))
                        (weights, best, changed) = (tried, score, true);
                }
            }
        }

        return weights;
    }

    // Reciprocal rank rewards every step towards the top, R@5 keeps the evidence in reach.
    private static double Score(IReadOnlyList<Candidates> questions, RankingWeights weights) => questions.Average(c =>
    {
        var rank = RankOf(c, weights);
        return rank == 0 ? 0 : (1.0 / rank) + (rank <= 5 ? 0.3 : 0);
    });

    private static double Within(Candidates candidates, RankingWeights weights, int depth) => RankOf(candidates, weights) is > 0 and var rank && rank <= depth ? 1 : 0;

    /// <summary>1 for the top, 0 where no right clause is among the candidates.</summary>
    private static int RankOf(Candidates candidates, RankingWeights weights)
    {
        var best = double.NegativeInfinity;
        Span<double> scores = stackalloc double[candidates.Values.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var values = candidates.Values[i];
            for (var f = 0; f < values.Length; f++)
                scores[i] += values[f] * weights[(RankingFeature)f];
            if (candidates.IsRight[i])
                best = Math.Max(best, scores[i]);
        }

        if (double.IsNegativeInfinity(best))
            return 0;
        var rank = 1;
        for (var i = 0; i < scores.Length; i++)
            rank += !candidates.IsRight[i] && scores[i] >= best ? 1 : 0;
        return rank;
    }

    private static void Show(string label, IReadOnlyList<Candidates> questions, RankingWeights weights) => Console.WriteLine(FormattableString.Invariant(
        $"{label,-24} R@1 {questions.Average(c => Within(c, weights, 1)):0.000}  R@5 {questions.Average(c => Within(c, weights, 5)):0.000}  over {questions.Count}"));

    private static void Show(string label, double share, int count) => Console.WriteLine(FormattableString.Invariant($"{label,-24} {share:0.000}  over {count}"));
}

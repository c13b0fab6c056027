using PolicyBot.Core.Answers;

namespace PolicyBot.Core.Evaluation;

/// <summary>One measured row: a name, a value, the floor it has to reach (null where only told) and what it was counted over.</summary>
/// <param name="AtLeast">False where the floor is a ceiling (over-refusal, brevity).</param>
public sealed record Metric(string Name, double Value, double? Floor, int Count, bool AtLeast = true)
{
    public bool IsUnderFloor => Floor is { } floor && Count > 0 && (AtLeast ? Value < floor : Value > floor);
}

/// <summary>The table of quality.md over a set of outcomes. Pure: the same outcomes give the same table.</summary>
public sealed record EvaluationReport(IReadOnlyList<GoldOutcome> Outcomes)
{
    /// <summary>Gates in CI: any value other than 1 (or 0 for the counts) fails.</summary>
    public IReadOnlyList<Metric> Exact { get; } =
    [
        new("verbatim", Share(Outcomes.Sum(o => o.Answer.Citations.Count), Breaches(Outcomes, ExactProperty.Verbatim)), 1, Outcomes.Sum(o => o.Answer.Citations.Count)),
        new("number_fidelity", Share(Outcomes.Count, Breaches(Outcomes, ExactProperty.NumberFidelity)), 1, Outcomes.Count),
        new("coverage", Share(Outcomes.Count, Breaches(Outcomes, ExactProperty.Coverage)), 1, Outcomes.Count),
        new("stale", Breaches(Outcomes, ExactProperty.Stale), 0, Outcomes.Count, AtLeast: false),
        new("premature", Breaches(Outcomes, ExactProperty.Premature), 0, Outcomes.Count, AtLeast: false),
        new("wasted", Breaches(Outcomes, ExactProperty.Wasted), 0, Outcomes.Count, AtLeast: false),
    ];

    public IReadOnlyList<Metric> Measured { get; } = MeasuredOf(Outcomes);

    public bool IsUnderFloor => Exact.Concat(Measured).Any(m => m.IsUnderFloor);

    /// <summary>Answer accuracy by any label of the gold questions (register, facet, document, part).</summary>
    public IReadOnlyList<(string Label, int Count, double Accuracy, double ClauseHit)> By(Func<GoldQuestion, string> label) =>
    [
        .. Outcomes.GroupBy(o => label(o.Gold), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count(), g.Average(o => o.IsRight ? 1.0 : 0), g.Average(o => o.HitsClause ? 1.0 : 0))),
    ];

    private static IReadOnlyList<Metric> MeasuredOf(IReadOnlyList<GoldOutcome> outcomes)
    {
        var answerable = outcomes.Where(o => o.Gold.Answerable).ToList();
        var single = answerable.Where(o => o.Gold.Conversation is null && o.Gold.Clauses.Count > 0).ToList();
        var withClause = answerable.Where(o => o.Gold.Clauses.Count > 0).ToList();
        var citing = withClause.Where(o => o.Answer.Citations.Count > 0).ToList();
        var verdicts = outcomes.Where(o => o.Gold.Verdict is not null).ToList();
        var missing = verdicts.Where(o => o.Gold is { Verdict: "need_more_info", Missing: not null }).SelectMany(o => o.Gold.Missing!.Select(m => (Fact: m, o.Answer))).ToList();
        var silent = outcomes.Where(o => !o.Gold.Answerable).ToList();
        var talks = outcomes.Where(o => o.Gold.Conversation is not null).GroupBy(o => o.Gold.Conversation!, StringComparer.Ordinal).ToList();
        var lengths = outcomes.Where(o => o.Answer.Citations.Count > 0).Select(o => o.Answer.Text.Length).Order().ToList();
        return
        [
            Rate("retrieval R@1", single, o => o.Rank == 1, 0.80),
            Rate("retrieval R@5", single, o => o.Rank is >= 1 and <= 5, 0.95),
            Rate("answer accuracy", answerable, o => o.IsRight, 0.88),
            Rate("clause hit", withClause, o => o.HitsClause, 0.90),
            new("citation precision", Divide(citing.Sum(o => o.GoldCitations), citing.Sum(o => o.Answer.Citations.Count)), 0.80, citing.Count),
            Rate("verdict accuracy", verdicts, o => string.Equals(GoldScorer.VerdictOf(o.Answer), o.Gold.Verdict, StringComparison.Ordinal), 0.90),
            new("missing facts named", Divide(missing.Count(m => GoldScorer.Names(m.Fact, m.Answer)), missing.Count), 0.90, missing.Count),
            Rate("right refusal", silent, o => o.IsRight, 0.90),
            new("over-refusal", Divide(answerable.Count(o => o.IsRefusal), answerable.Count), 0.06, answerable.Count, AtLeast: false),
            new("dialogue", Divide(talks.Count(t => t.All(o => o.IsRight)), talks.Count), 0.70, talks.Count),
            new("brevity: median characters", lengths.Count == 0 ? 0 : lengths[lengths.Count / 2], 220, lengths.Count, AtLeast: false),
            Rate("brevity: WeChat in one part", [.. outcomes.Where(o => o.Answer.Citations.Count > 0)], FitsWeChat, 0.95),
        ];
    }

    private static bool FitsWeChat(GoldOutcome outcome)
    {
        // As the channel writes it: the text, then one "[n] number clause" line a citation.
        var lines = outcome.Answer.Citations.Sum(c => System.Text.Encoding.UTF8.GetByteCount($"\n[{c.Marker}] {c.Document} {c.Clause.ToDisplay()}"));
        return System.Text.Encoding.UTF8.GetByteCount(outcome.Answer.Text) + lines <= 2048;
    }

    private static Metric Rate(string name, IReadOnlyList<GoldOutcome> over, Func<GoldOutcome, bool> holds, double floor) =>
        new(name, Divide(over.Count(holds), over.Count), floor, over.Count);

    private static int Breaches(IReadOnlyList<GoldOutcome> outcomes, ExactProperty property) =>
        outcomes.Sum(o => o.Breaches.Count(b => b.Property == property));

    private static double Share(int all, int wrong) => all == 0 ? 1 : Math.Max(0, all - wrong) / (double)all;

    private static double Divide(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}

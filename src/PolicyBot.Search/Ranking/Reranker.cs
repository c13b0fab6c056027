using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Search.Ranking;

/// <summary>The second stage: a few features that a person can follow, added up. One instance a question.</summary>
internal sealed class Reranker(QuestionForm question, ClauseQuery query, RankingWeights weights)
{
    private const int RunThatCountsFull = 6;
    private readonly double _content = question.Content.Where(g => g.Clauses > 0).Sum(g => g.Idf);
    private readonly double _contentWithUnknown = question.Content.Sum(g => g.Idf);
    private readonly double _terms = question.Terms.GroupBy(Owner).Sum(g => g.Max(t => t.Term.Weight));
    private readonly HashSet<string> _said = [.. question.Content.Select(g => g.Text).Concat(question.Terms.SelectMany(t => t.Grams).Select(g => g.Text))];
    private readonly ClauseFeatures[] _wanted = [.. query.Facets.Distinct().Select(ClauseFeatureReader.WantedBy).Where(w => w != ClauseFeatures.None)];
    private readonly bool _asksDates = query.Facets.Any(f => f is Facet.WhenIssued or Facet.StillValid or Facet.Since or Facet.Until);

    /// <summary>Shape: every feature once, in the order of the enum.</summary>
    public IReadOnlyList<ScorePart> Explain(CandidateText text, ClauseFeatures features, double relativeFirstStage, out double coverage)
    {
        var own = question.Content.Where(g => g.Clauses > 0 && text.OwnHas(g)).ToList();
        var context = question.Content.Where(g => g.Clauses > 0 && !own.Contains(g) && text.ContextHas(g)).ToList();
        var ownIdf = own.Sum(g => g.Idf);
        var contextIdf = context.Sum(g => g.Idf);
        coverage = Share(ownIdf + contextIdf, _contentWithUnknown);
        var run = LongestRun(text.Own);
        var concepts = Concepts(text);
        var exact = Exact(text);
        var clause = text.Row.Clause;
        return
        [
            Part(RankingFeature.FirstStage, relativeFirstStage),
            Part(RankingFeature.OwnCoverage, Share(ownIdf, _content), Join(own)),
            Part(RankingFeature.ContextCoverage, Share(contextIdf, _content), Join(context)),
            Part(RankingFeature.HeadingAgreement, HeadingAgreement(text)),
            Part(RankingFeature.LongestRun, Math.Min(1, (double)run.Length / RunThatCountsFull), run),
            Part(RankingFeature.Concepts, Share(concepts.Sum(c => c.Weight), _terms), string.Join('、', concepts.Select(c => c.Text))),
            Part(RankingFeature.Exact, ExactShare(exact), string.Join('、', exact.Select(e => e.Value))),
            Part(RankingFeature.Facet, _wanted.Length == 0 ? 0 : (double)_wanted.Count(w => (features & w) != ClauseFeatures.None) / _wanted.Length),
            Part(RankingFeature.Governing, IsGoverned(clause) ? 1 : 0),
            Part(RankingFeature.Leaf, text.Row.IsLeaf ? 1 : 0),
            Part(RankingFeature.Brevity, Math.Clamp((600.0 - clause.Text.Length) / 540, 0, 1)),
            Part(RankingFeature.NamedPart, IsNamedPart(clause.Path) && !_asksDates ? 1 : 0),
            Part(RankingFeature.Unit, clause.LeadUnits.Concat(clause.ResponsibleUnits).FirstOrDefault(IsNamed) is { } unit ? 1 : 0, clause.LeadUnits.Concat(clause.ResponsibleUnits).FirstOrDefault(IsNamed) ?? ""),
            Part(RankingFeature.Validity, query.IsInForce?.Invoke(text.Row.Document, clause) switch { true => 1, false => 0, null => 0.5 }),
        ];
    }

    private ScorePart Part(RankingFeature feature, double value, string detail = "") => new(feature, value, weights[feature], detail);

    private static double Share(double part, double whole) => whole <= 0 ? 0 : part / whole;

    private static string Join(List<WeightedGram> grams) => string.Join('、', grams.Select(g => g.Text));

    private double HeadingAgreement(CandidateText text)
    {
        var grams = HanGrams.Read(text.Heading).Where(g => g.Kind == GramKind.Pair).ToList();
        return grams.Count == 0 ? 0 : (double)grams.Count(g => _said.Contains(g.Text)) / grams.Count;
    }

    private string LongestRun(string own)
    {
        var folded = question.Folded;
        var best = (Start: 0, Length: 0);
        foreach (var gram in question.Content)
        {
            var length = gram.End - gram.Start;
            if (gram.Clauses == 0 || length <= best.Length && gram.Start + best.Length >= folded.Length)
                continue;
            while (gram.Start + length <= folded.Length && folded[gram.Start + length - 1] != ' ' && own.AsSpan().IndexOf(folded.AsSpan(gram.Start, length), StringComparison.Ordinal) >= 0)
            {
                if (length > best.Length)
                    best = (gram.Start, length);
                length++;
            }
        }

        return folded.Substring(best.Start, best.Length);
    }

    /// <summary>What a word stands for counts once, however many of its names a clause has.</summary>
    private List<(string Text, double Weight)> Concepts(CandidateText text) =>
        [.. question.Terms.Select(t => (Term: t, Weight: WeightIn(text, t))).Where(t => t.Weight > 0).GroupBy(t => Owner(t.Term)).Select(g => g.MaxBy(t => t.Weight)).Select(t => (t.Term.Term.Text, t.Weight))];

    private static double WeightIn(CandidateText text, WeightedTerm term) =>
        text.Own.Contains(term.Folded, StringComparison.Ordinal) ? term.Term.Weight
        : text.Context.Contains(term.Folded, StringComparison.Ordinal) ? term.Term.Weight / 2
        : 0;

    private static string Owner(WeightedTerm term) => term.Term.For.Length > 0 ? term.Term.For : term.Folded;

    private List<ExactTerm> Exact(CandidateText text)
    {
        if (question.Exact.Count == 0)
            return [];
        var stated = ExactTerms.Read(text.Row.Clause.Text).ToHashSet();
        var number = ExactTerms.Read(text.Row.Document.Number.Value);
        return [.. question.Exact.Where(e => stated.Contains(e) || number.Contains(e))];
    }

    // A number has many forms (with and without its agency), any of them is the number; a day agrees more than its year alone.
    private double ExactShare(List<ExactTerm> stated) => question.Exact.Count == 0
        ? 0
        : question.Exact.GroupBy(e => e.Kind).Average(asked =>
        {
            var agreeing = (double)stated.Count(s => s.Kind == asked.Key);
            return asked.Key == ExactKind.Number ? Math.Min(1, agreeing) : agreeing / asked.Count();
        });

    private bool IsGoverned(Clause clause) => clause.Governing.Any(g => query.Facets.Any(f => f switch
    {
        Facet.Until or Facet.Since or Facet.StillValid or Facet.ProcessingTime => g.Kind is GoverningKind.Deadline or GoverningKind.Period,
        Facet.WhoPays => g.Kind == GoverningKind.Funding,
        Facet.WhoIsResponsible => g.Kind == GoverningKind.Units,
        _ => false,
    }));

    // 市 of a unit's name is left out by people: 市甲局 is named by 甲局.
    private bool IsNamed(string unit)
    {
        var folded = CharFolding.Fold(unit);
        return folded.Length >= 3 && (question.Folded.Contains(folded, StringComparison.Ordinal) || folded.Length >= 4 && question.Folded.Contains(folded[1..], StringComparison.Ordinal));
    }

    private static bool IsNamedPart(ClausePath path) => path.Segments is [_, "通知" or "标题" or "附件说明"];
}

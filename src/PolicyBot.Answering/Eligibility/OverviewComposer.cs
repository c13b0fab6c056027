using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>All benefits for one person, ranked, and the one question that sorts most of them. It asks few: after <see cref="MostQuestions"/> what is open is only named.</summary>
internal sealed class OverviewComposer(KnowledgeBase knowledge, Assessor assessor)
{
    private const int MostQuestions = 5;
    private const int MostKept = 8;
    private readonly FactQuestions _questions = new(knowledge.Facts, knowledge.EligibilityTexts);

    public EligibilityOutcome Compose(EligibilityOverview overview, MergedFacts merged, EligibilityTurn turn)
    {
        var lines = new VerdictText(knowledge, assessor, "");
        var facts = assessor.Catalog.Complete(merged.Facts, turn.AsOf);
        if (turn.AsOf < turn.Today)
            lines.Add("then");
        new OverviewText(lines, knowledge.EligibilityTexts).Write(overview, isTold: merged.Facts.Values.Count > 0);
        var asked = turn.State.OverviewAsked ?? 0;
        IReadOnlyList<MissingFact> missing = asked < MostQuestions && overview.MostUseful(facts, assessor.Catalog) is { } useful
            ? [_questions.For(useful, facts, overview.Possible.Select(a => a.Benefit))] : [];
        if (missing.Count > 0)
            lines.Add("ask", ("ask", _questions.Shown(missing[0])));
        IReadOnlyList<Assessment> shown = [.. overview.Likely, .. overview.Possible.Where(EligibilityOverview.IsBegun)];
        return new(EligibilityOutcomeKind.Overview, overview.Likely.Count > 0 ? Verdict.LikelyEligible : Verdict.NeedMoreInfo, lines.ToString(), new()
        {
            Facts = merged.Kept.ToText(),
            Benefits = [.. shown.Take(MostKept).Select(a => a.Benefit.Id)],
            Asked = missing.Count > 0 ? missing[0].Fact : null,
            LastFact = merged.LastFact,
            OverviewAsked = asked + missing.Count,
        })
        {
            Missing = missing,
            Spans = lines.Book.Spans,
            Contact = [.. shown.Take(2).SelectMany(a => EligibilityComposer.UnitsOf(a.Benefit, knowledge)).Distinct(StringComparer.Ordinal)],
            Notice = knowledge.EligibilityTexts.Text("notice"),
            Workings = lines.Workings,
            Assessments = [.. overview.Likely, .. overview.Possible, .. overview.Excluded, .. overview.Expired],
            AsOf = turn.AsOf,
        };
    }
}

using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Words an assessment: verdict first, then why, clause by clause (✓ ✗ ？), the sum, the period, what is asked next. Every factual line carries its marker.</summary>
internal sealed class EligibilityComposer(KnowledgeBase knowledge, Assessor assessor, ClauseValidity? validity)
{
    private readonly FactQuestions _questions = new(knowledge.Facts, knowledge.EligibilityTexts);

    private EligibilityTexts Texts => knowledge.EligibilityTexts;

    public EligibilityOutcome Restarted() => new(EligibilityOutcomeKind.Restarted, null, Texts.Text("restarted"), EligibilityState.Empty);

    public EligibilityOutcome Contradiction(string fact, MergedFacts merged, IReadOnlyList<Benefit> candidates)
    {
        var ask = _questions.For(fact, merged.Facts, candidates);
        return new(EligibilityOutcomeKind.Contradiction, Core.Answers.Verdict.NeedMoreInfo, Texts.Text("contradiction", ("ask", _questions.Shown(ask))), new()
        {
            Facts = merged.Kept.Without(fact).ToText(),
            Benefits = [.. candidates.Select(c => c.Id)],
            Asked = fact,
            LastFact = merged.LastFact,
        })
        {
            Missing = [ask],
        };
    }

    /// <param name="all">Every candidate, <paramref name="best"/> among them.</param>
    public EligibilityOutcome Verdict(Assessment best, IReadOnlyList<Assessment> all, MergedFacts merged, EligibilityTurn turn, bool isAskedWhatLacks)
    {
        var text = new VerdictText(knowledge, assessor, turn.Text);
        var facts = assessor.Catalog.Complete(merged.Facts, best.AsOf);
        var units = UnitsOf(best.Benefit);
        // What was only supposed is not asked on about: the next turn is about what is.
        var open = best.Verdict == Core.Answers.Verdict.LikelyEligible ? merged.IsSupposed ? [] : best.MissingForAmount : best.Missing;
        IReadOnlyList<MissingFact> missing = [.. open.Select(f => _questions.For(f, facts, all.Select(a => a.Benefit)))];
        if (best.AsOf < turn.Today && best.Verdict != Core.Answers.Verdict.Expired)
            text.Add("then");
        Write(text, best, merged, units, missing, isAskedWhatLacks);
        return new(EligibilityOutcomeKind.Verdict, best.Verdict, text.ToString(), new()
        {
            Facts = merged.Kept.ToText(),
            Benefits = [.. all.Select(a => a.Benefit.Id)],
            Asked = missing.Count > 0 ? missing[0].Fact : null,
            LastFact = merged.LastFact,
        })
        {
            Missing = missing,
            Amount = best.Amount is { } a ? new(a.Value, a.Unit, a.Per, a.Cap, a.Working) : null,
            Spans = text.Book.Spans,
            Contact = units,
            Notice = Texts.Text("notice"),
            Workings = text.Workings,
            Assessments = all,
            Judged = new(best.Benefit.Id, merged.Facts, best.AsOf),
        };
    }

    private void Write(VerdictText text, Assessment best, MergedFacts merged, IReadOnlyList<string> units, IReadOnlyList<MissingFact> missing, bool isAskedWhatLacks)
    {
        var benefit = best.Benefit;
        var head = benefit.Condition.Leaves().Select(l => l.Words).FirstOrDefault(w => w is not null);
        switch (best.Verdict)
        {
            case Core.Answers.Verdict.Expired:
                // An expired benefit rests on its period alone.
                if (best.Ended is { } ended)
                    text.End(best, ended, head);
                else
                    text.Open("expired", best, benefit.Period?.Words ?? head);
                text.Rate(benefit);
                text.Period(benefit);
                text.Add("expired_advice", ("units", string.Join("、", units)));
                break;
            case Core.Answers.Verdict.NotCovered:
                text.Open("not_yet", best, head);
                text.Rate(benefit);
                if (benefit.Period is { From: { } from } && best.AsOf < from)
                    text.Period(benefit);
                else
                    text.Issued(benefit);
                break;
            case Core.Answers.Verdict.LikelyEligible:
                text.Likely(best, head);
                text.Conditions(best);
                text.Rate(benefit);
                text.Period(benefit);
                if (missing.Count > 0)
                    text.Add("ask_amount", ("ask", _questions.Shown(missing[0])));
                else if (units.Count > 0)
                    text.Add("contact", ("units", string.Join("、", units)));
                break;
            case Core.Answers.Verdict.NotEligible:
                text.Open("not_eligible", best, head);
                text.Conditions(best);
                text.Change(best, merged.Facts);
                break;
            default:
                text.Open(benefit.IsDraft ? "draft" : benefit.Suspended.Count > 0 ? "suspended" : best.Missing.Count > 0 ? "need_more_info" : "open_only", best, head);
                text.Conditions(best);
                text.Amendments(benefit, best.AsOf, validity);
                text.Rate(benefit);
                text.Prospect(best);
                text.Period(benefit);
                if (isAskedWhatLacks)
                    text.Change(best, merged.Facts);
                if (missing.Count > 0)
                    text.Add("ask", ("ask", _questions.Shown(missing[0])));
                else if (units.Count > 0)
                    text.Add("contact", ("units", string.Join("、", units)));
                break;
        }
    }

    public EligibilityOutcome Overview(EligibilityOverview overview, MergedFacts merged, DateOnly asOf)
    {
        var text = new OverviewText(new(knowledge, assessor, ""));
        text.Write(overview, isTold: merged.Facts.Values.Count > 0);
        IReadOnlyList<MissingFact> missing = overview.MostUseful(merged.Facts) is { } useful ? [_questions.For(useful, merged.Facts, overview.Possible.Select(a => a.Benefit))] : [];
        if (missing.Count > 0)
            text.Lines.Add("ask", ("ask", _questions.Shown(missing[0])));
        IReadOnlyList<Assessment> shown = [.. overview.Likely, .. overview.Possible];
        return new(EligibilityOutcomeKind.Overview, overview.Likely.Count > 0 ? Core.Answers.Verdict.LikelyEligible : Core.Answers.Verdict.NeedMoreInfo, text.Lines.ToString(), new()
        {
            Facts = merged.Kept.ToText(),
            Benefits = [.. shown.Take(OverviewText.ShownPerHeading * 2).Select(a => a.Benefit.Id)],
            Asked = missing.Count > 0 ? missing[0].Fact : null,
            LastFact = merged.LastFact,
        })
        {
            Missing = missing,
            Spans = text.Lines.Book.Spans,
            Contact = [.. shown.Take(2).SelectMany(a => UnitsOf(a.Benefit)).Distinct(StringComparer.Ordinal)],
            Notice = Texts.Text("notice"),
            Workings = text.Lines.Workings,
            Assessments = [.. shown, .. overview.Excluded, .. overview.Expired],
            AsOf = asOf,
        };
    }

    private IReadOnlyList<string> UnitsOf(Benefit benefit) => benefit.Units.Count > 0 ? benefit.Units
        : knowledge.Find(benefit.Document)?.FindClause(benefit.Clause) is { } clause ? [.. clause.LeadUnits, .. clause.ResponsibleUnits] : [];
}

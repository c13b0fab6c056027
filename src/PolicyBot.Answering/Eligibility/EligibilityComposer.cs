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

    /// <param name="overviewAsked">As in the state, where an overview goes on.</param>
    public EligibilityOutcome Contradiction(string fact, MergedFacts merged, IReadOnlyList<Benefit> candidates, int? overviewAsked)
    {
        var ask = _questions.For(fact, merged.Facts, candidates);
        return new(EligibilityOutcomeKind.Contradiction, Core.Answers.Verdict.NeedMoreInfo, Texts.Text("contradiction", ("ask", _questions.Shown(ask))), new()
        {
            Facts = merged.Kept.Without(fact).ToText(),
            Benefits = [.. candidates.Select(c => c.Id)],
            Asked = fact,
            LastFact = merged.LastFact,
            OverviewAsked = overviewAsked,
        })
        {
            Missing = [ask],
        };
    }

    /// <param name="all">Every candidate, <paramref name="best"/> among them.</param>
    public EligibilityOutcome Verdict(Assessment best, IReadOnlyList<Assessment> all, MergedFacts merged, EligibilityTurn turn, TurnAsk ask)
    {
        var text = new VerdictText(knowledge, assessor, turn.Text);
        var facts = assessor.Catalog.Complete(merged.Facts, best.AsOf);
        var units = UnitsOf(best.Benefit);
        // What was only supposed is not asked on about: the next turn is about what is.
        var open = best.Verdict == Core.Answers.Verdict.LikelyEligible ? merged.IsSupposed ? [] : best.MissingForAmount : best.Missing;
        IReadOnlyList<MissingFact> missing = [.. open.Select(f => _questions.For(f, facts, all.Select(a => a.Benefit)))];
        if (best.AsOf < turn.Today && best.Verdict != Core.Answers.Verdict.Expired)
            text.Add("then");
        Write(text, best, merged with { Facts = facts }, units, missing, ask);
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

    private void Write(VerdictText text, Assessment best, MergedFacts merged, IReadOnlyList<string> units, IReadOnlyList<MissingFact> missing, TurnAsk ask)
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
                text.Rate(benefit, merged.Facts);
                if (ask.Sum)
                    text.ProspectThen(best);
                text.Period(benefit);
                text.Add("expired_advice", ("units", string.Join("、", units)));
                break;
            case Core.Answers.Verdict.NotCovered:
                text.Open("not_yet", best, head);
                text.Rate(benefit, merged.Facts);
                if (benefit.Period is { From: { } from } && best.AsOf < from)
                    text.Period(benefit);
                else
                    text.Issued(benefit);
                break;
            case Core.Answers.Verdict.LikelyEligible:
                text.Likely(best, head);
                text.Conditions(best);
                text.Rate(benefit, merged.Facts);
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
                text.Rate(benefit, merged.Facts);
                text.Prospect(best);
                text.Period(benefit);
                if (ask.Lacking)
                    text.Change(best, merged.Facts);
                if (missing.Count > 0)
                    text.Add("ask", ("ask", _questions.Shown(missing[0])));
                else if (units.Count > 0)
                    text.Add("contact", ("units", string.Join("、", units)));
                break;
        }
    }

    private IReadOnlyList<string> UnitsOf(Benefit benefit) => UnitsOf(benefit, knowledge);

    internal static IReadOnlyList<string> UnitsOf(Benefit benefit, KnowledgeBase knowledge) => benefit.Units.Count > 0 ? benefit.Units
        : knowledge.Find(benefit.Document)?.FindClause(benefit.Clause) is { } clause ? [.. clause.LeadUnits, .. clause.ResponsibleUnits] : [];
}

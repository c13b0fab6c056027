using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Answering.Eligibility;

/// <summary>
/// A talk about what somebody is entitled to: facts already given are used at once, the next question is the one that decides most, at most one a turn,
/// and it ends as soon as it is decided. Stateless: the state travels with the turn. Null where the turn is not about entitlement.
/// </summary>
public sealed class EligibilityDialogue
{
    private readonly KnowledgeBase _knowledge;
    private readonly Assessor _assessor;
    private readonly FactRecognizer _recognizer;
    private readonly BenefitPicker _picker;
    private readonly EligibilityComposer _composer;
    private readonly StatementMerger _merger;

    public EligibilityDialogue(KnowledgeBase knowledge)
    {
        _knowledge = knowledge;
        _assessor = new(knowledge.Facts);
        _recognizer = new(knowledge.Facts, knowledge.EligibilityWords);
        _picker = new(knowledge);
        _composer = new(knowledge, _assessor);
        _merger = new(knowledge.Facts, knowledge.EligibilityWords, _recognizer);
    }

    private DialogueWords Words => _knowledge.EligibilityWords;

    public EligibilityOutcome? Respond(EligibilityTurn turn)
    {
        var folded = SpokenText.Fold(turn.Text);
        if (Words.Has("restart", folded))
            return turn.State == EligibilityState.Empty ? null : _composer.Restarted();
        if (_knowledge.Benefits.Count == 0)
            return null;

        var recognized = _recognizer.Recognize(turn.Text, turn.AsOf, turn.State.Asked);
        var named = _picker.Named(folded);
        var isOverview = Words.Has("overview", folded);
        if (!IsAboutEntitlement(turn, folded, recognized, named, isOverview))
            return null;

        var running = turn.State.Benefits.Select(id => _knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, id, StringComparison.Ordinal))).OfType<Benefit>().ToList();
        var touched = recognized.Stated.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var candidates = named.Count > 0 ? named : running.Count > 0 ? running : isOverview ? [] : _picker.FromEvidence(turn.Evidence, touched);
        if (candidates.Count == 0 && !isOverview)
            return null;

        var merged = _merger.Merge(turn, folded, recognized, candidates);
        if (merged.Disputed is { } disputed)
            return _composer.Contradiction(disputed, merged, candidates);
        if (isOverview && named.Count == 0)
            return Overview(merged, turn);

        var assessments = candidates.Select(b => Assess(b, merged.Facts, turn.AsOf)).ToList();
        var best = _picker.Best(assessments, touched);
        return _composer.Verdict(best, [best, .. assessments.Where(a => a != best)], merged, isAskedWhatLacks: Words.Has("lacking", folded));
    }

    /// <summary>All benefits for the facts a caller gives, for the staff console. Unknown or unreadable facts are told in <paramref name="refused"/>.</summary>
    public IReadOnlyList<Assessment> AssessAll(IReadOnlyDictionary<string, string> facts, DateOnly asOf, out IReadOnlyList<string> refused)
    {
        var read = _knowledge.Facts.Read(facts, out refused);
        return [.. _knowledge.Benefits.Select(b => Assess(b, read, asOf))];
    }

    private Assessment Assess(Benefit benefit, ApplicantFacts facts, DateOnly asOf) =>
        _assessor.Assess(benefit, facts, asOf, _knowledge.Find(benefit.Document)?.IssuedOn);

    private EligibilityOutcome Overview(MergedFacts merged, EligibilityTurn turn) => _composer.Overview(
        EligibilityOverview.Of([.. _knowledge.Benefits.Where(b => !b.IsDraft).Select(b => Assess(b, merged.Facts, turn.AsOf))]), merged);

    private bool IsAboutEntitlement(EligibilityTurn turn, string folded, Recognition recognized, IReadOnlyList<Benefit> named, bool isOverview)
    {
        if (isOverview || Words.Has("entitlement", folded))
            return true;
        var says = recognized.Stated.Count > 0;
        if ((turn.AsksEntitlement || Words.Has("rule_question", folded)) && says)
            return true;
        if (!turn.State.IsRunning)
            return turn.AsksEntitlement;
        // A running assessment goes on with any fact, a word that it is not known, a what-if, or "what is lacking"; anything else is another question.
        return says || recognized.Declined is not null || Words.Has("lacking", folded)
            || (named.Count == 0 && (Words.Has("correction", folded) || Words.Has("suppose", folded)) && _merger.HasQuantity(folded, turn));
    }
}

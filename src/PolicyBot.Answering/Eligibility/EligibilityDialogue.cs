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
    private const int ShortReply = 4;
    private const int LongestQuantity = 8;
    private readonly KnowledgeBase _knowledge;
    private readonly FactRecognizer _recognizer;
    private readonly BenefitPicker _picker;
    private readonly EligibilityComposer _composer;
    private readonly OverviewComposer _overviews;
    private readonly StatementMerger _merger;
    private readonly LooseReplies _replies;
    private readonly AnswerReader _answers;
    private readonly AskedDay _days;
    private readonly BenefitsOnDay _benefits;

    /// <param name="validity">How a clause stands on a day; null where nobody looks, so that only the rules' own periods end them.</param>
    public EligibilityDialogue(KnowledgeBase knowledge, ClauseValidity? validity = null)
    {
        var assessor = new Assessor(knowledge.Facts);
        _knowledge = knowledge;
        _benefits = new(knowledge, assessor, validity);
        _recognizer = new(knowledge.Facts, knowledge.EligibilityWords);
        _picker = new(knowledge);
        _composer = new(knowledge, assessor, validity);
        _overviews = new(knowledge, assessor);
        _merger = new(knowledge.Facts, knowledge.EligibilityWords);
        _replies = new(knowledge.Facts, knowledge.EligibilityWords);
        _answers = new(knowledge.EligibilityWords);
        _days = new(knowledge.EligibilityWords);
    }

    private DialogueWords Words => _knowledge.EligibilityWords;

    public EligibilityOutcome? Respond(EligibilityTurn turn)
    {
        var folded = SpokenText.Fold(turn.Text);
        if (Words.Has("restart", folded))
            return turn.State == EligibilityState.Empty ? null : _composer.Restarted();
        if (_knowledge.Benefits.Count == 0)
            return null;

        var ask = new TurnAsk(Words, folded);
        var named = _picker.Named(folded);
        var running = Running(turn);
        // A correction is about what was stated last, whatever was asked since.
        var asked = Words.Has("correction", folded) && turn.State.LastFact is not null ? null : turn.State.Asked;
        var told = _recognizer.Recognize(turn.Text, turn.AsOf, asked);
        if (_days.In(turn, folded, told) is { } day)
            turn = turn with { AsOf = day };
        var recognized = _replies.Complete(told, turn, folded, named.Count > 0 ? named : running);
        if (!IsAboutEntitlement(turn, folded, ask, recognized, named))
            return null;

        var touched = recognized.Stated.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var isOverview = named.Count == 0 && (ask.Overview || (turn.State.OverviewAsked is not null && !(ask.Whether && touched.Count == 0)));
        var candidates = BenefitPicker.OfTheSumNamed(named.Count > 0 ? named : running.Count > 0 ? running : isOverview ? [] : _picker.FromEvidence(turn.Evidence, touched, folded), folded);
        if (candidates.Count == 0 && !isOverview)
            return null;

        var merged = _merger.Merge(turn, folded, recognized, candidates);
        if (merged.Disputed is { } disputed)
            return _composer.Contradiction(disputed, merged, candidates, isOverview ? turn.State.OverviewAsked ?? 0 : null);
        if (isOverview)
            return _overviews.Compose(_benefits.Overview(merged.Facts, turn.AsOf), merged, turn);

        var assessments = candidates.Select(b => _benefits.Assess(b, merged.Facts, turn.AsOf)).ToList();
        return Decide(_picker.Best(assessments, touched, folded), assessments, merged, turn, ask, recognized);
    }

    private EligibilityOutcome? Decide(Assessment best, List<Assessment> assessments, MergedFacts merged, EligibilityTurn turn, TurnAsk ask, Recognition recognized)
    {
        // A draft knows no day but the one in its sentence: what has ended by the document's closing words or by a repeal, the clause and its notice say better.
        if (best.Benefit.IsDraft && (_benefits.HasEnded(best.Benefit, turn.AsOf) || (!turn.State.IsRunning && !turn.AsksEntitlement && !ask.OnlyWhether)))
            return null;
        var told = recognized.Stated.Where(s => !recognized.Stated.Any(o => o != s && _knowledge.Facts.Follows(s.Id, o.Id))).ToList();
        if (!turn.State.IsRunning && !ask.IsOfSomebody(best, told, turn.AsksEntitlement))
            return null;
        var ownFacts = told.Count;
        var isPersonal = (ownFacts > 0 && ask.FirstPerson) || (ownFacts > 1 && ask.Whether);
        return _composer.Verdict(best, [best, .. assessments.Where(a => a != best)], merged, turn, ask) with
        {
            IsPersonal = isPersonal,
            IsWorkedOut = TurnAsk.IsWorkedOut(best),
            IsToldInFull = best.Benefit.IsDraft ? ask.OnlyWhether : TurnAsk.IsWorkedOut(best) || (isPersonal && ownFacts > 1 && best.Prospect is null),
            AsksSum = ask.Sum,
            AsOf = turn.AsOf,
        };
    }

    /// <summary>
    /// The state after a turn that <see cref="Respond"/> leaves to others: what somebody says of themselves on the way (我们是小微企业，怎么申请) is remembered.
    /// </summary>
    public EligibilityState Observe(EligibilityTurn turn)
    {
        var folded = SpokenText.Fold(turn.Text);
        if (!Words.Has("first_person", folded) || Words.Has("other_person", folded) || Words.Has("suppose", folded))
            return turn.State;
        var recognized = _recognizer.Recognize(turn.Text, turn.AsOf);
        var merged = _merger.Merge(turn, folded, recognized, []);
        return recognized.Stated.Count == 0 || merged.Disputed is not null ? turn.State : turn.State with { Facts = merged.Kept.ToText(), LastFact = merged.LastFact };
    }

    /// <summary>True for words that only tell facts (见习还没到期，): they belong to the question beside them and ask nothing themselves.</summary>
    public bool IsOnlyTold(string text, DateOnly asOf)
    {
        var folded = SpokenText.Fold(text);
        var ask = new TurnAsk(Words, folded);
        return ask.AsksNothing && (_recognizer.Recognize(text, asOf).Stated.Count > 0 || (ask.FirstPerson && !Words.Has("asking", folded)));
    }

    /// <summary>True for words that answer the question asked last (是的, 9, 不知道), whatever else they may be taken for.</summary>
    public bool IsReply(string text, EligibilityState state, DateOnly asOf) =>
        state.Asked is { } asked && _knowledge.Facts.Find(asked) is { } definition
        && (Words.Has("unknown", SpokenText.Fold(text)) || _answers.Read(definition, text, asOf) is not null);

    /// <summary>True where the turn changes what was told in the assessment that is going on (说错了，是市级的; 要是一等奖呢): it is about that person, and not about the rule.</summary>
    public bool ChangesWhatWasTold(string text, EligibilityState state) => state.IsRunning && _merger.Changes(SpokenText.Fold(text));

    /// <summary>All benefits for the facts a caller gives, for the staff console. Unknown or unreadable facts are told in <paramref name="refused"/>.</summary>
    public IReadOnlyList<Assessment> AssessAll(IReadOnlyDictionary<string, string> facts, DateOnly asOf, out IReadOnlyList<string> refused)
    {
        var read = _knowledge.Facts.Read(facts, out refused);
        return [.. _knowledge.Benefits.Select(b => _benefits.Assess(b, read, asOf))];
    }

    /// <summary>What one sentence says of the speaker, as text forms; empty where it says nothing.</summary>
    public IReadOnlyDictionary<string, string> FactsIn(string text, DateOnly asOf) =>
        _recognizer.Recognize(text, asOf).Stated.ToDictionary(s => s.Id, s => s.Value.ToString()!, StringComparer.Ordinal);

    private IReadOnlyList<Benefit> Running(EligibilityTurn turn) =>
        [.. turn.State.Benefits.Select(id => _knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, id, StringComparison.Ordinal))).OfType<Benefit>()];

    private bool IsAboutEntitlement(EligibilityTurn turn, string folded, TurnAsk ask, Recognition recognized, IReadOnlyList<Benefit> named)
    {
        if (ask.Overview)
            return true;
        var says = recognized.Stated.Count > 0;
        // 怎么申请, 找谁: another question, whatever else it says, unless entitlement itself is asked of told facts.
        if (ask.Whether)
            return !ask.Other || says;
        if (says && !ask.Other && (turn.AsksEntitlement || ask.Rule || ask.Still || ask.Lacking || (named.Count > 0 && recognized.Stated.Count > 1)))
            return true;
        return turn.State.IsRunning ? GoesOn(turn, folded, ask, recognized, named) : turn.AsksEntitlement && !ask.Other;
    }

    /// <summary>A running assessment goes on with any fact, a word that it is not known, a what-if, "what is lacking", or what it comes to; anything else is another question.</summary>
    private bool GoesOn(EligibilityTurn turn, string folded, TurnAsk ask, Recognition recognized, IReadOnlyList<Benefit> named)
    {
        var says = recognized.Stated.Count > 0;
        if (named.Count == 0 && !ask.Other && !turn.HasTopic && ask.FirstPerson && ask.Rule)
            return true;
        // A short reply that cannot be read is asked for again, rather than taken for a new question.
        if (turn.State.Asked is not null && !says && !ask.Other && named.Count == 0 && !turn.HasTopic && folded.Length <= ShortReply)
            return true;
        return (says && !ask.Other) || recognized.Declined is not null || ask.Lacking
            || (named.Count == 0 && !ask.Other && (ask.Still || ((_merger.Changes(folded) || folded.Length <= LongestQuantity) && _merger.HasQuantity(folded, turn, Running(turn)))));
    }
}

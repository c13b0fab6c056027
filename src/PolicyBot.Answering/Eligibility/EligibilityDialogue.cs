using System.Text.RegularExpressions;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Eligibility;

/// <summary>
/// A talk about what somebody is entitled to: facts already given are used at once, the next question is the one that decides most, at most one a turn,
/// and it ends as soon as it is decided. Stateless: the state travels with the turn. Null where the turn is not about entitlement.
/// </summary>
public sealed partial class EligibilityDialogue
{
    private const int ShortReply = 4;
    private readonly KnowledgeBase _knowledge;
    private readonly Assessor _assessor;
    private readonly FactRecognizer _recognizer;
    private readonly BenefitPicker _picker;
    private readonly EligibilityComposer _composer;
    private readonly StatementMerger _merger;
    private readonly LooseReplies _replies;
    private readonly ClauseValidity? _validity;
    private readonly ValidityTimeline _timeline;

    /// <param name="validity">How a clause stands on a day; null where nobody looks, so that only the rules' own periods end them.</param>
    public EligibilityDialogue(KnowledgeBase knowledge, ClauseValidity? validity = null)
    {
        _validity = validity;
        _knowledge = knowledge;
        _assessor = new(knowledge.Facts);
        _timeline = new(knowledge);
        _recognizer = new(knowledge.Facts, knowledge.EligibilityWords);
        _picker = new(knowledge);
        _composer = new(knowledge, _assessor, validity);
        _merger = new(knowledge.Facts, knowledge.EligibilityWords);
        _replies = new(knowledge.Facts, knowledge.EligibilityWords);
    }

    private DialogueWords Words => _knowledge.EligibilityWords;

    public EligibilityOutcome? Respond(EligibilityTurn turn)
    {
        var folded = SpokenText.Fold(turn.Text);
        if (Words.Has("restart", folded))
            return turn.State == EligibilityState.Empty ? null : _composer.Restarted();
        if (_knowledge.Benefits.Count == 0)
            return null;

        var named = _picker.Named(folded);
        var running = Running(turn);
        var told = _recognizer.Recognize(turn.Text, turn.AsOf, turn.State.Asked);
        if (DayAskedAbout(turn, folded, told) is { } day)
            turn = turn with { AsOf = day };
        var recognized = _replies.Complete(told, turn, folded, named.Count > 0 ? named : running);
        var isOverview = Words.Has("overview", folded);
        if (!IsAboutEntitlement(turn, folded, recognized, named, isOverview))
            return null;

        var touched = recognized.Stated.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var candidates = BenefitPicker.OfTheSumNamed(named.Count > 0 ? named : running.Count > 0 ? running : isOverview ? [] : _picker.FromEvidence(turn.Evidence, touched), folded);
        if (candidates.Count == 0 && !isOverview)
            return null;

        var merged = _merger.Merge(turn, folded, recognized, candidates);
        if (merged.Disputed is { } disputed)
            return _composer.Contradiction(disputed, merged, candidates);
        if (isOverview && named.Count == 0)
            return Overview(merged, turn);

        var assessments = candidates.Select(b => Assess(b, merged.Facts, turn.AsOf)).ToList();
        // 能不能领 is asked, and neither 怎么领 nor 领多少.
        var asksWhether = Words.Has("entitlement", folded) && !Words.Has("other_question", folded) && !folded.Contains("多少", StringComparison.Ordinal);
        var best = _picker.Best(assessments, touched, folded);
        // A draft knows no day but the one in its sentence: what has ended by the document's closing words or by a repeal, the clause and its notice say better.
        if (best.Benefit.IsDraft && (HasEnded(best.Benefit, turn.AsOf) || (!turn.State.IsRunning && !turn.AsksEntitlement && !asksWhether)))
            return null;
        // 给多少 of nobody in particular asks for the rule: the clause itself answers better than a question back.
        var ownFacts = recognized.Stated.Count(s => !recognized.Stated.Any(o => o != s && _knowledge.Facts.Follows(s.Id, o.Id)));
        var isPersonal = (ownFacts > 0 && Words.Has("first_person", folded)) || (ownFacts > 1 && Words.Has("entitlement", folded));
        if (best.Verdict == Verdict.NeedMoreInfo && !turn.State.IsRunning && !turn.AsksEntitlement && !Words.Has("entitlement", folded) && !Words.Has("first_person", folded))
            return null;
        return _composer.Verdict(best, [best, .. assessments.Where(a => a != best)], merged, turn, isAskedWhatLacks: Words.Has("lacking", folded)) with { IsPersonal = isPersonal, IsToldInFull = best.Benefit.IsDraft ? asksWhether : isPersonal && ownFacts > 1 && best.Prospect is null, AsksSum = !asksWhether && Words.Has("rule_question", folded), AsOf = turn.AsOf };
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
        return !Words.Has("entitlement", folded) && !Words.Has("other_question", folded) && !Words.Has("rule_question", folded) && !Words.Has("still", folded) && !Words.Has("overview", folded)
            && _recognizer.Recognize(text, asOf).Stated.Count > 0;
    }

    /// <summary>All benefits for the facts a caller gives, for the staff console. Unknown or unreadable facts are told in <paramref name="refused"/>.</summary>
    public IReadOnlyList<Assessment> AssessAll(IReadOnlyDictionary<string, string> facts, DateOnly asOf, out IReadOnlyList<string> refused)
    {
        var read = _knowledge.Facts.Read(facts, out refused);
        return [.. _knowledge.Benefits.Select(b => Assess(b, read, asOf))];
    }

    /// <summary>那2023年10月能领吗: the last day of a time before today that states no fact; null where none is asked about.</summary>
    private static DateOnly? DayAskedAbout(EligibilityTurn turn, string folded, Recognition told)
    {
        if (turn.AsOf != turn.Today || !SpokenDate.Find(folded, turn.Today).Any())
            return null;
        var (start, length, range) = SpokenDate.Find(folded, turn.Today).First();
        var isFact = told.Stated.Any(s => s.Value is FactValue.Day or FactValue.Number && start < s.Start + s.Length && s.Start < start + length);
        return !isFact && range.Last is { } last && last < turn.Today && AsksOfThatDay().IsMatch(folded[(start + length)..]) ? last : null;
    }

    [GeneratedRegex("^(?:的时候|那时|那会儿?|当时|份|间|底|那天|初)?(?:我|我们|还)?(?:能|可以|可不可以|能不能)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AsksOfThatDay();

    /// <summary>What one sentence says of the speaker, as text forms; empty where it says nothing.</summary>
    public IReadOnlyDictionary<string, string> FactsIn(string text, DateOnly asOf) =>
        _recognizer.Recognize(text, asOf).Stated.ToDictionary(s => s.Id, s => s.Value.ToString()!, StringComparer.Ordinal);

    private bool HasEnded(Benefit benefit, DateOnly asOf) =>
        _knowledge.Find(benefit.Document) is { } document && _timeline.FindingFor(document, benefit.Clause, asOf).Status is ValidityStatus.Expired or ValidityStatus.Repealed;

    private IReadOnlyList<Benefit> Running(EligibilityTurn turn) =>
        [.. turn.State.Benefits.Select(id => _knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, id, StringComparison.Ordinal))).OfType<Benefit>()];

    private Assessment Assess(Benefit benefit, ApplicantFacts facts, DateOnly asOf) =>
        _knowledge.Find(benefit.Document) is not { } document ? _assessor.Assess(benefit, facts, asOf)
        : _validity is not null && document.FindClause(benefit.Clause) is { } clause ? _assessor.Assess(benefit, facts, asOf, document.IssuedOn, _validity(document, clause, asOf))
        : _assessor.Assess(benefit, facts, asOf, document.IssuedOn);

    private EligibilityOutcome Overview(MergedFacts merged, EligibilityTurn turn) => _composer.Overview(
        EligibilityOverview.Of([.. _knowledge.Benefits.Where(b => !b.IsDraft).Select(b => Assess(b, merged.Facts, turn.AsOf))]), merged, turn.AsOf);

    private bool IsAboutEntitlement(EligibilityTurn turn, string folded, Recognition recognized, IReadOnlyList<Benefit> named, bool isOverview)
    {
        if (isOverview)
            return true;
        var says = recognized.Stated.Count > 0;
        // 怎么申请, 找谁: another question, whatever else it says, unless entitlement itself is asked of told facts.
        var isOther = Words.Has("other_question", folded);
        if (Words.Has("entitlement", folded))
            return !isOther || says;
        if (says && !isOther && (turn.AsksEntitlement || Words.Has("rule_question", folded) || Words.Has("still", folded) || Words.Has("lacking", folded) || (named.Count > 0 && recognized.Stated.Count > 1)))
            return true;
        if (!turn.State.IsRunning)
            return turn.AsksEntitlement && !isOther;
        // A running assessment goes on with any fact, a word that it is not known, a what-if, "what is lacking", or what it comes to; anything else is another question.
        if (named.Count == 0 && !isOther && !turn.HasTopic && Words.Has("first_person", folded) && Words.Has("rule_question", folded))
            return true;
        // A short reply that cannot be read is asked for again, rather than taken for a new question.
        if (turn.State.Asked is not null && !says && !isOther && named.Count == 0 && !turn.HasTopic && folded.Length <= ShortReply)
            return true;
        return (says && !isOther) || recognized.Declined is not null || Words.Has("lacking", folded)
            || (named.Count == 0 && !isOther && (Words.Has("still", folded)
                || ((Words.Has("correction", folded) || Words.Has("suppose", folded) || folded.Length <= 8) && _merger.HasQuantity(folded, turn, Running(turn)))));
    }
}

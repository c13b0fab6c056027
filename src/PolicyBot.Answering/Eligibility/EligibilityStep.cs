using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Eligibility;

/// <summary>The step of a turn that is about somebody's entitlement: asks the dialogue, keeps its state in the conversation, and lets only what passes the gate go out.</summary>
internal sealed class EligibilityStep(KnowledgeBase knowledge, ClauseValidity validity)
{
    private readonly EligibilityDialogue _dialogue = new(knowledge);
    private readonly IReadOnlyCollection<string> _names = [.. knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Distinct(StringComparer.Ordinal)];

    /// <summary>Null where the turn is about something else; what was told of oneself is remembered all the same.</summary>
    public Answer? Respond(Turn turn, QuestionUnderstanding asked, IReadOnlyList<(DocumentNumber, ClausePath)> evidence)
    {
        var said = asked.Corrections.Aggregate(turn.Question.Text, (text, c) => text.Replace(c.From, c.To, StringComparison.Ordinal));
        var eligibility = new EligibilityTurn(said, DayOf(turn, asked))
        {
            State = StateOf(turn.State),
            GivenFacts = turn.Question.Facts,
            Evidence = evidence,
        };
        if (_dialogue.Respond(eligibility) is not { } outcome || outcome.Kind == EligibilityOutcomeKind.Restarted || Gate(turn, asked, eligibility, outcome) is not { } answer)
        {
            turn.State = Kept(turn.State, _dialogue.Observe(eligibility));
            return null;
        }

        turn.State = Kept(turn.State, outcome.State);
        if (outcome.Spans.Count > 0)
            turn.State = turn.State.With(new(outcome.Spans[0].Document.Value, outcome.Spans[0].Clause.Value, asked.Normal, Core.Language.Facet.Eligibility));
        return answer;
    }

    private Answer? Gate(Turn turn, QuestionUnderstanding asked, EligibilityTurn eligibility, EligibilityOutcome outcome)
    {
        var citations = outcome.Spans.Select(s => CitationOf(s, eligibility.AsOf)).ToList();
        var context = new CitationContext(turn.Question.Text + "\n" + asked.Normal, n => knowledge.Find(n)?.Text)
        {
            Working = string.Join('\n', outcome.Workings.Concat(outcome.Missing.SelectMany(m => m.Choices.Append(m.Ask)))),
            Frames = [.. outcome.Text.Split('\n').Where(l => !outcome.Spans.Any(s => l.Contains($"[{s.Marker}]", StringComparison.Ordinal)))],
            Names = _names,
            Contacts = outcome.Contact,
        };
        var violations = CitationCheck.Run(outcome.Text, citations, context);
        if (violations.Count > 0)
        {
            turn.Steps.Measure("eligibility_rejected", () => violations.Select(v => v.Fault).ToList());
            return null;
        }

        return Case(outcome, eligibility.AsOf) with
        {
            Citations = citations,
            Verdict = outcome.Verdict,
            Missing = outcome.Missing,
            Amount = outcome.Amount,
            Contact = outcome.Contact,
            Notice = outcome.Notice,
            UnderstoodAs = asked.Normal,
            Suggestions = outcome.Missing.Count > 0 ? outcome.Missing[0].Choices : [],
        };
    }

    private static Answer Case(EligibilityOutcome outcome, DateOnly asOf) => outcome.Verdict switch
    {
        Verdict.Expired => new NotInForce { Text = outcome.Text, AsOf = asOf },
        Verdict.NotCovered => new NotInForce { Text = outcome.Text, AsOf = asOf },
        Verdict.NeedMoreInfo when outcome.Missing.Count > 0 && outcome.Kind != EligibilityOutcomeKind.Overview => new NeedsClarification { Text = outcome.Text, AsOf = asOf },
        Verdict.NeedMoreInfo => new PartlyAnswered { Text = outcome.Text, AsOf = asOf },
        _ => new Answered { Text = outcome.Text, AsOf = asOf },
    };

    private Citation CitationOf(EvidenceSpan span, DateOnly asOf)
    {
        var document = knowledge.Find(span.Document)!;
        var clause = document.FindClause(span.Clause)!;
        return new(span.Marker, span.Document, document.TitleOf(span.Clause), span.Clause, clause.HeadingLine, document.Text[span.Start..span.End], span.Start, span.End, document.Digest, validity(document, clause, asOf))
        {
            Display = document.Cite(span.Clause),
        };
    }

    // 2023年的时候能领吗 asks about that time: its last day, so that a period that covers any of the rest is judged as it ended.
    private static DateOnly DayOf(Turn turn, QuestionUnderstanding asked) =>
        asked.AskedAbout is { } about && about.To < turn.Question.AsOf ? about.To : turn.Question.AsOf;

    private static EligibilityState StateOf(ConversationState state) => new()
    {
        Facts = state.Facts,
        Benefits = state.PendingBenefit?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Asked = state.PendingFact,
        LastFact = state.LastFact,
    };

    private static ConversationState Kept(ConversationState state, EligibilityState eligibility) => state with
    {
        Facts = eligibility.Facts,
        PendingBenefit = eligibility.Benefits.Count == 0 ? null : string.Join(' ', eligibility.Benefits),
        PendingFact = eligibility.Asked,
        LastFact = eligibility.LastFact,
    };
}

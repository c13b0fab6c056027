using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering;

/// <summary>Makes the cases of <see cref="Answer"/>: fixed replies, silence with its reason, and composed answers that passed the gate.</summary>
internal sealed class AnswerMaker(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    private readonly QuotationComposer _composer = new(knowledge.Replies, options);
    private readonly IReadOnlyCollection<string> _names = [.. knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Distinct(StringComparer.Ordinal)];

    private string Hotline => knowledge.Replies.Text("hotline");

    public Answer Fixed(Turn turn, ScreenResult.Fixed reply)
    {
        Answer answer = reply.Kind switch
        {
            ReplyKind.Greeting => new Greeting { Text = reply.Text, AsOf = turn.Question.AsOf },
            ReplyKind.OutOfScope => new OutOfScope { Text = reply.Text, AsOf = turn.Question.AsOf },
            ReplyKind.Handoff => new NotFound { Text = knowledge.Replies.Text(reply.ReplyId, ("contact", Hotline)), AsOf = turn.Question.AsOf },
            _ => new Refused { Text = reply.Text, AsOf = turn.Question.AsOf },
        };
        return answer with { UnderstoodAs = turn.Question.Text };
    }

    public Answer Restart(Turn turn)
    {
        turn.State = Conversations.ConversationState.New;
        return new Greeting { Text = knowledge.Replies.Text("reset"), AsOf = turn.Question.AsOf, UnderstoodAs = turn.Question.Text };
    }

    public Answer NothingBefore(Turn turn) =>
        new NeedsClarification { Text = knowledge.Replies.Text("clarify_nothing_before"), AsOf = turn.Question.AsOf, UnderstoodAs = turn.Question.Text };

    public Answer Fail(Turn turn) => new Failed { Text = knowledge.Replies.Text("failed"), AsOf = turn.Question.AsOf, UnderstoodAs = turn.Question.Text };

    public Answer OtherPlace(Turn turn, QuestionUnderstanding asked, PlaceMention place) => new OutOfScope
    {
        Text = knowledge.Replies.Text("other_place", ("place", place.Name), ("home", "本地")),
        AsOf = turn.Question.AsOf,
        UnderstoodAs = asked.Normal,
    };

    public Answer NotFound(Turn turn, QuestionUnderstanding asked, EvidenceDecision.Silent silent)
    {
        var contact = silent.Nearest is { } near ? QuotationComposer.ContactsOf(near.Best.Clause) : [];
        if (silent.IsOutOfScope && silent.Nearest is null)
            return new OutOfScope { Text = knowledge.Replies.Text("out_of_scope"), AsOf = turn.Question.AsOf, UnderstoodAs = asked.Normal };
        var text = knowledge.Replies.Text("not_found", ("looked_for", silent.Unknown.Count > 0 ? string.Join("、", silent.Unknown.Take(2)) : asked.Normal), ("contact", contact.Count > 0 ? contact[0] : Hotline));
        if (silent.Nearest is null)
            return new NotFound { Text = text, AsOf = turn.Question.AsOf, UnderstoodAs = asked.Normal, Contact = contact };
        var composed = _composer.Bare(silent.Nearest);
        var lines = composed.Draft.Lines.ToList();
        lines.InsertRange(0, [DraftLine.Frame(text), DraftLine.Frame(knowledge.Replies.Text("nearest"))]);
        return Gate(turn, silent.Nearest, composed with { Draft = new(lines) }, (t, c) => new NotFound { Text = t, Citations = c, AsOf = turn.Question.AsOf });
    }

    public Composed Compose(EvidenceSet evidence) => _composer.Compose(evidence);

    public Answer Gate(Turn turn, EvidenceSet evidence, Composed composed) => Gate(turn, evidence, composed, (text, citations) =>
        composed.NotStated.Count > 0 ? new PartlyAnswered { Text = text, Citations = citations, AsOf = turn.Question.AsOf }
        : RestsOnThePast(evidence) ? new NotInForce { Text = text, Citations = citations, AsOf = turn.Question.AsOf }
        : new Answered { Text = text, Citations = citations, AsOf = turn.Question.AsOf });

    private Answer Gate(Turn turn, EvidenceSet evidence, Composed composed, Func<string, IReadOnlyList<Citation>, Answer> make)
    {
        foreach (var attempt in new[] { composed, _composer.Bare(evidence) })
        {
            var (text, citations) = attempt.Draft.Render(q => validity(q.Document, q.Clause, turn.Question.AsOf));
            var context = new CitationContext(turn.Question.Text + "\n" + evidence.Asked.Normal, n => knowledge.Find(n)?.Text) { Frames = attempt.Draft.Frames, Names = _names, Contacts = attempt.Contact };
            var violations = CitationCheck.Run(text, citations, context);
            if (violations.Count == 0)
                return make(text, citations) with { Contact = attempt.Contact, UnderstoodAs = evidence.Asked.Normal, Suggestions = NextQuestions.For(evidence), Notice = null };
            turn.Steps.Measure("rejected", () => violations.Select(v => v.Fault).ToList());
        }

        return Fail(turn);
    }

    // Who wants to get something is told by the status, too, that it is over; who asks about the past gets the past.
    private static bool RestsOnThePast(EvidenceSet evidence) =>
        evidence.Best.Validity.Status is ValidityStatus.Expired or ValidityStatus.Repealed or ValidityStatus.NotYet
        && evidence.Facets.Any(f => f is Facet.Eligibility or Facet.StillValid or Facet.HowToApply or Facet.Where);
}

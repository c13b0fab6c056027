using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering;

/// <summary>Makes the cases of <see cref="Answer"/>: fixed replies, silence with its reason, and composed answers that passed the gate.</summary>
internal sealed class AnswerMaker(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    private readonly QuotationComposer _composer = new(knowledge, validity, options);
    private readonly IReadOnlyCollection<string> _names = [.. knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Distinct(StringComparer.Ordinal)];

    private readonly TopicExamples _examples = new(knowledge, validity);

    private readonly NextQuestions _next = new(knowledge.Lexicon.KnowsCompany);

    private readonly OfficeFinder _offices = new(knowledge);

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

    /// <summary>Asks what is meant, with things of the documents that it may be; what was asked waits for the answer.</summary>
    public Answer NothingBefore(Turn turn, QuestionUnderstanding asked)
    {
        var things = _examples.For(asked);
        var offer = asked.Facets.Select(f => asked.Language.OfferOf(f.Facet)).FirstOrDefault(o => o.Length > 0) ?? asked.Language.OfferOf(Facet.WhatIs);
        var suggestions = things.Select(t => t + offer).ToList();
        turn.State = turn.State with { Open = asked.Facets.Count > 0 ? asked.Normal : null, Options = suggestions };
        return new NeedsClarification
        {
            Text = things.Count == 0 ? knowledge.Replies.Text("clarify_nothing_before") : knowledge.Replies.Text("clarify_which", ("examples", string.Join("、", things.Select(t => $"“{t}”")))),
            AsOf = turn.Question.AsOf,
            UnderstoodAs = turn.Question.Text,
            Suggestions = suggestions,
        };
    }

    public Answer Fail(Turn turn) => new Failed { Text = knowledge.Replies.Text("failed"), AsOf = turn.Question.AsOf, UnderstoodAs = turn.Question.Text };

    public Answer OtherPlace(Turn turn, QuestionUnderstanding asked, PlaceMention place, IReadOnlyList<string> home)
    {
        // 那本市的呢 asks the same of here.
        turn.State = turn.State.With(new("", "", asked.Normal.Remove(place.Start, place.Length), asked.MainFacet));
        return new OutOfScope
        {
            Text = knowledge.Replies.Text("other_place", ("place", place.Name), ("home", home.Count > 0 ? home[0] : "本地")),
            AsOf = turn.Question.AsOf,
            UnderstoodAs = asked.Normal,
            Verdict = asked.Asks(Facet.Eligibility) ? Verdict.NotCovered : null,
        };
    }

    // Whatever is said of somebody's entitlement, the unit that examines it decides.
    private Answer WithNotice(Answer answer) => answer.Verdict is null ? answer : answer with { Notice = knowledge.EligibilityTexts.Text("notice") };

    public Answer NotFound(Turn turn, QuestionUnderstanding asked, EvidenceDecision.Silent silent)
    {
        Verdict? verdict = asked.Asks(Facet.Eligibility) ? Verdict.NotCovered : null;
        if (silent.IsOutOfScope && verdict is null && _offices.For(asked.Normal) is null)
            return new OutOfScope { Text = knowledge.Replies.Text("out_of_scope"), AsOf = turn.Question.AsOf, UnderstoodAs = asked.Normal };
        if (silent.OtherTime is not null || silent.Detail is not null)
        {
            var contact = _offices.For(asked.Normal) ?? (silent.Nearest is { } near && QuotationComposer.ContactsOf(near.Clause) is [var unit, ..] ? unit : Hotline);
            var text = silent.OtherTime is { } time ? knowledge.Replies.Text("other_time", ("time", time), ("contact", contact)) : knowledge.Replies.Text("detail_missing", ("detail", silent.Detail!), ("contact", contact));
            return new NotFound { Text = text, AsOf = turn.Question.AsOf, UnderstoodAs = asked.Normal, Verdict = verdict };
        }

        var looked = silent.Unknown.Count > 0 ? string.Join("、", silent.Unknown.Take(2)) : asked.Normal;
        var office = _offices.For(asked.Normal);
        return new NotFound
        {
            Text = knowledge.Replies.Text("not_found", ("looked_for", looked), ("contact", office is null ? Hotline : $"{office}或{Hotline}")),
            Contact = office is null ? [] : [office],
            AsOf = turn.Question.AsOf,
            UnderstoodAs = asked.Normal,
            Verdict = verdict,
        };
    }

    /// <summary>What the rules decided, held against the same gate; null where it does not pass, so that the clauses themselves answer.</summary>
    public Answer? Eligibility(Turn turn, QuestionUnderstanding asked, EligibilityOutcome outcome)
    {
        // 那2023年的时候能领吗: the clauses are shown as they stood on that day.
        var asOf = outcome.AsOf ?? turn.Question.AsOf;
        var citations = outcome.Spans.Select(s => CitationOf(s, asOf)).OfType<Citation>().ToList();
        var asks = string.Join('\n', outcome.Missing.SelectMany(m => m.Choices.Prepend(m.Ask)));
        var context = new CitationContext(string.Join('\n', turn.Question.Text, asked.Normal, asks, string.Join('\n', turn.State.Eligibility.Facts.Values)), n => knowledge.Find(n)?.Text)
        {
            Working = string.Join('\n', outcome.Workings),
            Frames = [.. CitationCheck.SentencesOf(outcome.Text).Where(s => !s.Contains('['))],
            Names = _names,
            Contacts = outcome.Contact,
        };
        var violations = CitationCheck.Run(outcome.Text, citations, context);
        if (violations.Count > 0)
        {
            turn.Steps.Measure("eligibility_rejected", () => violations.Select(v => $"{v.Fault} {v.Detail}").ToList());
            return null;
        }

        // Who asks how much, and not whether, gets the words of the clause, not a question back.
        var isAsked = (asked.MainFacet is null or Facet.Eligibility or Facet.StillValid && !outcome.AsksSum) || turn.State.Eligibility.Asked is not null || (outcome.IsPersonal && asked.MainFacet is not (Facet.HowMuch or Facet.HowMany)) || (outcome.IsToldInFull && !(IsDraft(outcome) && asked.MainFacet is Facet.Conditions or Facet.Difference or Facet.Exclusions or Facet.HowMany or Facet.ListAll));
        if (!isAsked && (outcome is { Kind: EligibilityOutcomeKind.Contradiction } || outcome is { Kind: EligibilityOutcomeKind.Verdict, Verdict: Verdict.NeedMoreInfo }))
            return null;

        turn.State = turn.State with { Eligibility = outcome.State, Options = Numbered(outcome) };
        if (outcome.Kind == EligibilityOutcomeKind.Restarted)
            turn.State = Conversations.ConversationState.New;
        if (outcome.Assessments is [var first, ..] && outcome.Kind == EligibilityOutcomeKind.Verdict)
            turn.State = turn.State.With(new(first.Benefit.Document.Value, first.Benefit.Clause.Value, asked.HasTopic ? asked.Normal : first.Benefit.Title, Facet.Eligibility));
        Answer answer = outcome switch
        {
            { Kind: EligibilityOutcomeKind.Restarted } => new Greeting { Text = outcome.Text, AsOf = turn.Question.AsOf },
            { Verdict: Verdict.Expired or Verdict.NotCovered } => new NotInForce { Text = outcome.Text, AsOf = asOf },
            // The sum that was asked for stands there, on condition.
            { Verdict: Verdict.NeedMoreInfo, AsksSum: true, IsWorkedOut: true } => new PartlyAnswered { Text = outcome.Text, AsOf = asOf },
            { Verdict: Verdict.NeedMoreInfo, Missing: [_, ..] } => new NeedsClarification { Text = outcome.Text, AsOf = asOf },
            { Verdict: Verdict.NotEligible } when !isAsked => new PartlyAnswered { Text = outcome.Text, AsOf = asOf },
            { Verdict: Verdict.NeedMoreInfo } => new PartlyAnswered { Text = outcome.Text, AsOf = asOf },
            _ => new Answered { Text = outcome.Text, AsOf = asOf },
        };

        return answer with
        {
            Citations = citations,
            Verdict = outcome.Verdict,
            Missing = outcome.Missing,
            Amount = outcome.Amount,
            Workings = outcome.Workings,
            Judged = outcome.Judged,
            Contact = outcome.Contact,
            Notice = outcome.Notice,
            Suggestions = outcome.Missing is [var open, ..] ? open.Choices : [],
            UnderstoodAs = asked.Normal,
        };
    }

    // A draft decides nothing: who asks for the difference or the conditions gets the words of the clause.
    private static bool IsDraft(EligibilityOutcome outcome) => outcome.Assessments is [{ Benefit.IsDraft: true }, ..];

    // 2 answers 几个人 with a number of people, and 哪一类 with the second that was offered.
    private IReadOnlyList<string> Numbered(EligibilityOutcome outcome) =>
        outcome.Missing is [var asked, ..] && knowledge.Facts.Find(asked.Fact) is { Type: not FactType.Number } ? asked.Choices : [];

    private Citation? CitationOf(EvidenceSpan span, DateOnly asOf)
    {
        if (knowledge.Find(span.Document) is not { } document || document.FindClause(span.Clause) is not { } clause)
            return null;
        return new(span.Marker, document.Number, document.TitleOf(clause.Path), clause.Path, clause.HeadingLine, document.Text[span.Start..span.End], span.Start, span.End, document.Digest, validity(document, clause, asOf))
        {
            Display = document.Cite(clause.Path),
        };
    }

    public Composed Compose(EvidenceSet evidence) => evidence.Unstated is { } detail ? Nearest(evidence, detail) : _composer.Compose(evidence);

    /// <summary>What is not stated, said first; then the nearest clause, only as such.</summary>
    private Composed Nearest(EvidenceSet evidence, string detail)
    {
        var composed = _composer.Bare(evidence);
        var contact = _offices.For(evidence.Asked.Normal) ?? (composed.Contact.Count > 0 ? composed.Contact[0] : Hotline);
        return composed with
        {
            Contact = [.. composed.Contact.Prepend(contact).Where(c => c != Hotline).Distinct(StringComparer.Ordinal).Take(3)],
            Draft = new([DraftLine.Frame(knowledge.Replies.Text("detail_missing", ("detail", detail), ("contact", contact))), DraftLine.Frame(knowledge.Replies.Text("nearest")), .. composed.Draft.Lines]),
        };
    }

    public Answer Gate(Turn turn, EvidenceSet evidence, Composed composed) => Gate(turn, evidence, composed, (text, citations) =>
        RestsOnThePast(evidence) && evidence is { Unstated: null, IsOnlyNear: false, Unknown: [] } && !IsFar(evidence) ? new NotInForce { Text = text, Citations = citations, AsOf = turn.Question.AsOf }
        : evidence.IsOnlyNear || composed.NotStated.Contains(Facet.HowMuch) && IsFar(evidence) ? new NotFound { Text = text, Citations = citations, AsOf = turn.Question.AsOf }
        : composed.NotStated.Count > 0 || evidence.Unknown.Count > 0 || evidence.Unstated is not null ? new PartlyAnswered { Text = text, Citations = citations, AsOf = turn.Question.AsOf }
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
                return WithNotice(make(text, citations) with { Contact = attempt.Contact, UnderstoodAs = evidence.Asked.Normal, Suggestions = _next.For(evidence), Verdict = evidence.Best.Validity.Status == ValidityStatus.Expired && evidence.Facets.Any(f => f is Facet.Eligibility or Facet.StillValid) ? Verdict.Expired : null });
            turn.Steps.Measure("rejected", () => violations.Select(v => v.Fault).ToList());
        }

        return Fail(turn);
    }

    /// <summary>Near only by what words stand for, not by the words themselves: the nearest there is, and no part of an answer.</summary>
    private bool IsFar(EvidenceSet evidence)
    {
        var topic = new TopicMatcher(evidence.Asked);
        return topic.LiteralCoverage(topic.ContextOf(evidence.Best.Document, evidence.Best.Clause)) < options.LiteralCoverage;
    }

    // Who wants to get something is told by the status, too, that it is over; who asks about the past gets the past.
    private static bool RestsOnThePast(EvidenceSet evidence) =>
        evidence.Best.Validity is { Status: ValidityStatus.Expired or ValidityStatus.Repealed or ValidityStatus.NotYet, IsAmended: false }
        && (evidence.Facets.Any(f => f is Facet.Eligibility or Facet.StillValid) || !evidence.Facets.Any(f => OfThePast.Contains(f)) && !evidence.IsAboutDocument && evidence.Looked is null);

    // When it was, what it was, which there were: answered by the words, whether they still hold or not.
    private static readonly Facet[] OfThePast = [Facet.Until, Facet.Since, Facet.WhenIssued, Facet.WhatIs, Facet.Reason, Facet.ListAll, Facet.Difference, Facet.Person, Facet.WhoIsResponsible, Facet.WhoPays];
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SemanticKernel;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Plugins;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Answering;

/// <summary>How a clause stands on a day.</summary>
public delegate ValidityFinding ClauseValidity(PolicyDocument document, Clause clause, DateOnly asOf);

/// <summary>
/// Answers questions from one snapshot of the knowledge. Immutable and safe for any number of threads; new knowledge means a new assistant, while the
/// <see cref="ConversationStore"/> lives on. Errors: none for anything a citizen writes; a fault of ours is logged once and answered as <see cref="Failed"/>.
/// </summary>
public sealed partial class PolicyAssistant
{
    /// <summary>How surely a part of a message has to ask for its silence to be told.</summary>
    private const double ClearlyAsked = 0.7;

    /// <summary>Share of a question for a difference that one clause has to cover to answer it alone.</summary>
    private const double SpeaksOfBoth = 0.8;

    private readonly KnowledgeBase _knowledge;
    private readonly ConversationStore _conversations;
    private readonly TimeProvider _time;
    private readonly AnsweringOptions _options;
    private readonly ILogger _log;
    private readonly InputScreen _screen;
    private readonly QuestionReader _reader;
    private readonly FollowUpReader _followUps;
    private readonly EvidenceFinder _evidence;
    private readonly AnswerMaker _answers;
    private readonly EligibilityDialogue _eligibility;
    private readonly Kernel _kernel;
    private readonly ClauseSearcher _searcher;

    private PolicyAssistant(KnowledgeBase knowledge, ClauseSearcher searcher, ConversationStore conversations, ClauseValidity validity, TimeProvider time, ILoggerFactory logs, AnsweringOptions options, EmbeddingModel? embedding)
    {
        (_knowledge, _conversations, _time, _options) = (knowledge, conversations, time, options);
        _log = logs.CreateLogger<PolicyAssistant>();
        _reader = QuestionReader.From(knowledge);
        _screen = new(knowledge.Replies, _reader);
        _followUps = new(_reader);
        _evidence = new(knowledge, validity, options);
        _answers = new(knowledge, validity, options);
        _eligibility = new(knowledge, validity);
        _searcher = searcher;
        _kernel = new Kernel();
        _kernel.Plugins.AddFromObject(new SearchPlugin(searcher, embedding), SearchPlugin.Name);
        _kernel.Plugins.AddFromObject(new DocumentPlugin(knowledge), DocumentPlugin.Name);
        _kernel.Plugins.AddFromObject(new EligibilityPlugin(_eligibility), EligibilityPlugin.Name);
    }

    /// <summary>Takes tens of milliseconds for a few documents: words, abbreviations and vocabulary are read from them.</summary>
    /// <param name="searcher">Of an index of the same knowledge.</param>
    /// <param name="embedding">The model whose clause vectors the index holds; null searches by words alone. It outlives editions: it is not disposed here.</param>
    public static PolicyAssistant Create(
        KnowledgeBase knowledge, ClauseSearcher searcher, ConversationStore conversations, ClauseValidity? validity = null, TimeProvider? time = null, ILoggerFactory? logs = null, AnsweringOptions? options = null, EmbeddingModel? embedding = null) =>
        new(knowledge, searcher, conversations, validity ?? ByTimeline(knowledge), time ?? TimeProvider.System, logs ?? NullLoggerFactory.Instance, options ?? AnsweringOptions.Default, embedding);

    public KnowledgeBase Knowledge => _knowledge;

    private static ClauseValidity ByTimeline(KnowledgeBase knowledge)
    {
        var timeline = new ValidityTimeline(knowledge);
        return (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf);
    }

    /// <summary>What the search finds for a question that stands alone, with the query that an answer would be made from; for evaluation and the staff's look-up.</summary>
    public async Task<IReadOnlyList<ClauseHit>> RetrieveAsync(Question question, int take, CancellationToken cancellation)
    {
        var asked = _reader.Read(question.Text, question.AsOf);
        return (await new Turn(question, ConversationState.New, _kernel, _time).SearchAsync(_evidence.QueryFor(asked) with { Take = take }, cancellation)).Hits;
    }

    /// <summary>The same by words alone, without waiting, all that the search tells: among clauses of one document or for which <paramref name="only"/> holds.</summary>
    public SearchResult Find(Question question, int take, DocumentNumber? document = null, Func<PolicyDocument, Clause, bool>? only = null)
    {
        var asked = _reader.Read(question.Text, question.AsOf);
        var query = _evidence.QueryFor(asked);
        return _searcher.Search(query with { Take = take, Document = document ?? query.Document, Only = only });
    }

    /// <summary>Facts that somebody's own words reveal (fact id → text form); for the staff's worksheet.</summary>
    public IReadOnlyDictionary<string, string> FactsIn(string text, DateOnly asOf) => _eligibility.FactsIn(text, asOf);

    /// <summary>All benefits for the facts of one person (fact id → text form) on a day. Errors: none; facts that nobody knows or that cannot be read are named in the shape.</summary>
    public WorksheetShape Assess(IReadOnlyDictionary<string, string> facts, DateOnly asOf) =>
        EligibilityJson.From(_eligibility.AssessAll(facts, asOf, out var refused), _knowledge, asOf, facts, refused);

    private async Task<(Answer Answer, bool IsUnreached)> QuoteAsync(Question question, CancellationToken cancellation)
    {
        var turn = new Turn(question, _conversations.Get(question.Conversation), _kernel, _time);
        try
        {
            return (End(turn, await RunAsync(turn, cancellation)), turn.IsUnreached);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _log.LogError(fault, "Turn failed");
            return (End(turn, _answers.Fail(turn)), false);
        }
    }

    // The whole way of a question, in the order of the house: every step may end it.
    private async Task<Answer> RunAsync(Turn turn, CancellationToken cancellation)
    {
        var text = FollowUpReader.ChoiceOf(turn.Question.Text.Trim(), turn.State.Options) ?? turn.Question.Text;
        var screened = turn.Steps.Measure("screen", () => _screen.Check(text, turn.Question.AsOf));
        // 是的 and 9 answer what was asked last: then they are no courtesy and no nonsense.
        if (screened is ScreenResult.Fixed { Kind: ReplyKind.Greeting } or ScreenResult.Fixed { ReplyId: "gibberish" } && _eligibility.IsReply(text, turn.State.Eligibility, turn.Question.AsOf))
            screened = new ScreenResult.Pass(text.Trim(), []);
        if (screened is ScreenResult.Fixed { ReplyId: "reset" })
            return _answers.Restart(turn);
        if (screened is ScreenResult.Fixed reply)
            return _answers.Fixed(turn, reply);

        var followUp = turn.Steps.Measure("follow_up", () => _followUps.Read(((ScreenResult.Pass)screened).Text, turn.Question.AsOf, turn.State));
        if (followUp is FollowUp.Restart)
            return _answers.Restart(turn);
        if (followUp is FollowUp.NothingBefore { Asked: var bare })
            return _answers.NothingBefore(turn, bare);
        turn.State = turn.State with { Open = null };

        var asked = turn.Steps.Measure("understand", () => Understand(followUp, turn.Question.AsOf));
        return followUp is FollowUp.None && AskGroups.Of(asked) is [_, _, ..] asks && asks.Count(a => !_eligibility.IsOnlyTold(a.Text, turn.Question.AsOf)) > 1
            ? await SeveralAsync(turn, asked, asks, cancellation)
            : await OneAsync(turn, followUp is FollowUp.None { Text: var said } ? said : text, asked, followUp, cancellation);
    }

    /// <summary>Each thing asked goes its own whole way; a part that only sounds like an ask, and that nothing answers, was none.</summary>
    private async Task<Answer> SeveralAsync(Turn turn, QuestionUnderstanding asked, IReadOnlyList<AskGroup> asks, CancellationToken cancellation)
    {
        var parts = new List<AnsweredPart>();
        foreach (var ask in asks)
        {
            var part = _reader.Read(ask.Text, turn.Question.AsOf) with { Facets = ask.Facets, SubQuestions = [] };
            var answer = await OneAsync(turn, ask.Text, part, new FollowUp.None(ask.Text), cancellation);
            if (answer is not (NotFound or OutOfScope) || ask.Facets is [] or [{ Score: >= ClearlyAsked }, ..])
                parts.Add(new(ask.Text, answer));
        }

        return parts.Exists(p => p.Answer.Citations.Count > 0)
            ? SeveralAnswers.Join(parts, asked.Normal)
            : await OneAsync(turn, turn.Question.Text, asked, new FollowUp.None(turn.Question.Text), cancellation);
    }

    /// <param name="said">The citizen's own words of this ask.</param>
    private async Task<Answer> OneAsync(Turn turn, string said, QuestionUnderstanding asked, FollowUp followUp, CancellationToken cancellation)
    {
        // 说错了，店在外地 answers what was asked of the shop; it asks nothing of that place.
        if (asked.Places.FirstOrDefault(p => !p.IsHome) is { } elsewhere && !asked.Places.Any(p => p.IsHome) && !(turn.State.Eligibility.IsRunning && _eligibility.IsOnlyTold(said, turn.Question.AsOf)))
            return _answers.OtherPlace(turn, asked, elsewhere, _reader.Derived.Home);

        var found = _evidence.Weigh(asked, await turn.SearchAsync(_evidence.QueryFor(asked), cancellation));
        if (followUp is FollowUp.None { Leaves: true })
            turn.State = turn.State with { Eligibility = turn.State.Eligibility with { Benefits = [], Asked = null, OverviewAsked = null } };
        var person = EligibilityOf(turn, said, asked, found) with { HasTopic = followUp is FollowUp.None && asked.HasTopic };
        var asksTheRule = followUp is FollowUp.Continues { Replaces: true } && !asked.Asks(Facet.Eligibility) && !_eligibility.ChangesWhatWasTold(said, turn.State.Eligibility);
        if (!asksTheRule && await turn.AssessAsync(person, cancellation) is { } outcome && !_evidence.IsSettledByRule(asked, found, followUp, outcome) && _answers.Eligibility(turn, asked, outcome) is { } verdict)
            return verdict;

        // What was told of oneself is remembered, whatever the question was.
        turn.State = turn.State with { Eligibility = _eligibility.Observe(person) };

        var decision = turn.Steps.Measure("decide", () => _evidence.Decide(asked, found, followUp));
        if (decision is EvidenceDecision.Silent silent)
        {
            turn.IsUnreached = silent is { Detail: null, OtherTime: null };
            return _answers.NotFound(turn, asked, silent);
        }

        var evidence = await ContrastedAsync(turn, ((EvidenceDecision.Found)decision).Evidence, cancellation);
        var composed = turn.Steps.Measure("compose", () => _answers.Compose(evidence));
        var answer = turn.Steps.Measure("check", () => _answers.Gate(turn, evidence, composed));
        turn.State = turn.State.With(FocusOf(evidence, followUp)) with { Options = answer.Suggestions };
        return answer;
    }

    /// <summary>Where the difference of two things is asked, what answers each of them; as it is where either has no answer of its own.</summary>
    private async Task<EvidenceSet> ContrastedAsync(Turn turn, EvidenceSet evidence, CancellationToken cancellation)
    {
        if (evidence.Asked.Compared is not [var first, var second] || evidence.Looked is not null || evidence.IsAboutDocument)
            return evidence;
        var sides = new List<EvidenceSet>();
        foreach (var text in new[] { first, second })
        {
            var side = _reader.Read(text, turn.Question.AsOf) with { Facets = [], SubQuestions = [], Compared = [] };
            var found = _evidence.Weigh(side, await turn.SearchAsync(_evidence.QueryFor(side), cancellation));
            if (_evidence.Decide(side, found, new FollowUp.None(text)) is EvidenceDecision.Found { Evidence: { Unstated: null, IsOnlyNear: false } answers })
                sides.Add(answers);
        }

        // A clause that speaks of both tells the difference itself.
        if (evidence.Best.Coverage >= SpeaksOfBoth && evidence.Asked.Language.IsSpokenOf(Facet.Difference, evidence.Best.Clause.Text))
            return evidence;
        return sides is [var one, var other]
            ? evidence with { Clauses = [.. new[] { one.Best, other.Best }.DistinctBy(c => (c.Document.Number, c.Clause.Path))], Compared = [one.Asked, other.Asked], Unknown = [] }
            : evidence;
    }

    // A follow-up brings the earlier topic along, but not what was asked of it, unless it asks nothing itself.
    private QuestionUnderstanding Understand(FollowUp followUp, DateOnly asOf)
    {
        var asked = followUp is FollowUp.None { Read: { } read } ? read : _reader.Read(TextOf(followUp), asOf);
        asked = asked with { Facets = AskGroups.Leading(asked), GoesOn = followUp is FollowUp.Continues };
        return followUp switch
        {
            FollowUp.Continues { Facets: [_, ..] own } => asked with { Facets = own, SubQuestions = [] },
            // 那养老呢 asks of the new thing what was asked last, and not what was asked before that.
            FollowUp.Continues { SameClause: false, Focus.Facet: { } last } when asked.Asks(last) is false => asked with { Facets = [new(last, 1)], SubQuestions = [] },
            _ => asked,
        };
    }

    private EligibilityTurn EligibilityOf(Turn turn, string said, QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> found) =>
        new(asked.Corrections.Aggregate(said, (text, c) => text.Replace(c.From, c.To, StringComparison.Ordinal)), asked.AskedAbout?.To is { } day && day < turn.Question.AsOf ? day : turn.Question.AsOf)
        {
            State = turn.State.Eligibility,
            Today = turn.Question.AsOf,
            GivenFacts = turn.Question.Facts,
            Evidence = [.. found.Where(c => c.Coverage >= _options.AnswerCoverage).Take(3).Select(c => (c.Document.Number, c.Clause.Path))],
            AsksEntitlement = asked.MainFacet == Facet.Eligibility,
        };

    private static string TextOf(FollowUp followUp) => followUp switch
    {
        FollowUp.None none => none.Text,
        FollowUp.Continues continues => continues.Text,
        _ => "",
    };

    // Asking on about the same clause leaves its topic as it was: questions must not pile up.
    private static ConversationFocus FocusOf(EvidenceSet evidence, FollowUp followUp) => new(
        evidence.Best.Document.Number.Value,
        evidence.Best.Clause.Path.Value,
        followUp is FollowUp.Continues { SameClause: true, Focus: var focus } ? focus.Topic : evidence.Asked.Normal,
        evidence.MainFacet);

    private Answer End(Turn turn, Answer answer)
    {
        _conversations.Set(turn.Question.Conversation, turn.State);
        var ended = answer with { Conversation = turn.Question.Conversation, Trace = turn.Steps.Trace, Facts = turn.State.Eligibility.Facts };
        _log.LogInformation("Turn ended {Status} with {Citations} citations in {Milliseconds} ms from {Clauses}",
            AnswerJson.StatusOf(ended), ended.Citations.Count, (int)turn.Elapsed.TotalMilliseconds, string.Join(' ', ended.Citations.Select(c => c.Clause.Value).Distinct(StringComparer.Ordinal)));
        return ended;
    }
}

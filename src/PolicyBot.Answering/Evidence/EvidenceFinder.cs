using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search;

namespace PolicyBot.Answering.Evidence;

/// <summary>Turns hits into evidence, or into a reasoned silence.</summary>
internal sealed partial class EvidenceFinder(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    private readonly AmendedEvidence _amended = new(knowledge, validity);
    private readonly ClauseChoice _choice = new(new Alternatives(knowledge.Lexicon.Alternatives), validity, options);
    private readonly Definitions _definitions = new(knowledge);
    private readonly DetailCheck _details = new(knowledge.Lexicon.Details);
    private readonly QuestionHeadings _questions = new(knowledge.Lexicon);
    private readonly DetailCheck _matters = new(knowledge.Lexicon.Matters);

    public ClauseQuery QueryFor(QuestionUnderstanding asked) => new(asked.Normal)
    {
        Terms = [.. asked.SearchTerms.Where(t => t.Kind != SearchTermKind.Own).Select(t => new QueryTerm(t.Text, t.Weight, t.Kind == SearchTermKind.Unit ? QueryTermKind.Unit : QueryTermKind.Concept) { For = t.Kind == SearchTermKind.Concept ? t.From : "" })],
        Facets = [.. asked.Facets.Select(f => f.Facet)],
        Document = asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && r.Number is { } n && knowledge.Find(n) is not null)?.Number,
        AsOf = asked.AsOf,
        Take = options.Hits,
    };

    /// <summary>The hits, best first, with what of the question each speaks of.</summary>
    public IReadOnlyList<EvidenceClause> Weigh(QuestionUnderstanding asked, SearchResult found) => new HitOrder(_amended, validity).Weigh(asked, found);

    public EvidenceDecision Decide(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, FollowUp followUp)
    {
        var topic = new TopicMatcher(asked);
        var facets = FacetsOf(asked);
        if (followUp is FollowUp.Continues { SameClause: true, Focus: var focus } && Focused(focus, asked) is { } same)
            return new EvidenceDecision.Found(Stating(new(asked, facets, [StatedOnce.For(_choice.Better(same with { Coverage = topic.Coverage(topic.ContextOf(same.Document, same.Clause)) }, clauses, facets, topic), clauses, facets, topic, validity)]), clauses));
        if (asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && (r.Number is not { } n || knowledge.Find(n) is null)) is { } absent && WholeDocument.IsName(absent))
        {
            // A document that is not here may still be spoken of, by the one that replaced it.
            return clauses.FirstOrDefault(c => WholeDocument.Names(TopicMatcher.Fold(c.Clause.Text), TopicMatcher.Fold(absent.Said))) is { } speaking
                ? new EvidenceDecision.Found(new(asked, [], [speaking]) { Looked = absent.Said })
                : new EvidenceDecision.Silent(null, [absent.Said], IsOutOfScope: false);
        }

        if (followUp is FollowUp.None && _definitions.For(asked, topic) is var (defining, definition))
            return new EvidenceDecision.Found(new(asked, [Facet.WhatIs], _amended.On(asked.AsOf, [new(defining, definition, 1, topic.Coverage(topic.ContextOf(defining, definition)), validity(defining, definition, asked.AsOf))], topic, ofValidity: false)));
        if (clauses.Count == 0)
            return new EvidenceDecision.Silent(null, Words(asked), IsOutOfScope: true);
        if (TimeScope.AskedIn(asked) is { } time && !clauses.Take(Nearness.LookedAt).Any(c => c.Coverage >= clauses[0].Coverage - Nearness.About && TimeScope.Covers(asked, c.Document, topic.ContextOf(c.Document, c.Clause))))
            return new EvidenceDecision.Silent(clauses[0], [], IsOutOfScope: false) { OtherTime = time };
        if (WholeDocument.IsAsked(asked, facets) && NoticeOf(asked, clauses, topic) is { } notice)
            return new EvidenceDecision.Found(new(asked, facets, [notice]) { IsAboutDocument = true });
        var best = _choice.Better(clauses[0], clauses, facets, topic);
        var isCase = false;
        if (followUp is FollowUp.None && RuleOnCase.For(best, asked, topic) is { } rule)
            (isCase, best) = (true, best with { Clause = rule, Validity = validity(best.Document, rule, asked.AsOf), Coverage = Math.Max(best.Coverage, topic.Coverage(topic.ContextOf(best.Document, rule))) });
        if (followUp is FollowUp.Continues { Replaces: false, Focus: var before, Named: var named } && Focused(before, asked) is { } kept && !(IsHeaded(best, named) && !IsHeaded(kept, named)) && topic.Coverage(topic.ContextOf(kept.Document, kept.Clause)) is var still && still >= best.Coverage - (named.Count == 0 ? KeptSlack : 0.1))
            best = _choice.Better(kept with { Coverage = still }, clauses, facets, topic);
        else if (followUp is FollowUp.Continues { Replaces: false, Facets: [], Named: [_, ..] asIts } && !IsHeaded(best, asIts) && clauses.FirstOrDefault(c => IsHeaded(c, asIts) && c.Coverage >= best.Coverage - ClauseChoice.SiblingSlack) is { } headed)
            best = _choice.Better(headed, clauses, facets, topic);
        if (_matters.AskedIn(asked.Normal, asked.ContentTokens) is { } matter && !_matters.IsStated(matter, best.Document, best.Clause) && !_matters.IsSubject(matter, best.Document))
        {
            // The rule that settles the case told speaks of the affair by itself.
            var isSpoken = isCase && _matters.Echoes(matter, asked.Normal, topic.ContextOf(best.Document, best.Clause));
            if (clauses.Where(c => _matters.IsStated(matter, c.Document, c.Clause)).MaxBy(c => c.Coverage) is { } naming)
                best = isSpoken ? best : naming;
            else if (!EvidenceWords.IsSettled(best, facets, topic, options.OwnWordsCoverage) && !IsSpokenOf(matter, _matters, asked, best, facets, topic))
                return new EvidenceDecision.Silent(null, [matter.Name], IsOutOfScope: false);
        }

        if (facets is [Facet.StillValid or Facet.Since, ..] && WholeDocument.TakingEffect(best, topic) is { } effect)
            best = best with { Clause = effect, Validity = validity(best.Document, effect, asked.AsOf) };
        if (facets is [Facet.Until, ..] && new SentencePicker(topic) is var days && !IsOfApplying(days, best)
            && clauses.FirstOrDefault(c => c.Document == best.Document && c.Coverage >= best.Coverage - ClauseChoice.SiblingSlack && IsOfApplying(days, c)) is { } applying)
            best = applying;
        if (facets.Count > 0 && asked.Facets[0].Score >= ClearlyAsked && !facets.Contains(Facet.Difference) && best.Coverage >= options.NearestCoverage && (DedicatedClause.For(best, facets[0], topic) ?? _questions.For(best, facets[0], topic)) is { } dedicated)
            best = best with { Clause = dedicated, Validity = validity(best.Document, dedicated, asked.AsOf), Coverage = Math.Max(best.Coverage, topic.Coverage(topic.ContextOf(best.Document, dedicated))) };
        best = best with { Coverage = Math.Max(best.Coverage, topic.Coverage(EvidenceWords.WithItems(best, topic))) };
        var unknown = EvidenceWords.Unknown(best, topic);
        if (unknown.Count > 0 && !facets.Contains(Facet.Difference) && EvidenceWords.Fuller(best, clauses, facets, topic) is { } all)
        {
            best = _choice.Better(all, clauses, facets, topic);
            unknown = EvidenceWords.Unknown(best, topic);
        }

        if (best.Coverage < options.NearestCoverage)
            return new EvidenceDecision.Silent(best, unknown, IsOutOfScope: asked.Coverage < options.NearestCoverage && !NamesSubject(asked));
        if (unknown.Count > 0 && EvidenceWords.WithItems(best, topic) is var about && !topic.Touches(about) && topic.Absent(about) >= options.AbsentShare)
            return new EvidenceDecision.Silent(best, unknown, IsOutOfScope: false);
        facets = OfUnits(asked, best, topic) ? [Facet.WhoIsResponsible] : Meant(facets, best, topic);
        var set = new EvidenceSet(asked, facets, [best, .. SecondClause.Beside(best, clauses, facets, topic, asked.SubQuestions.Count > 1 || asked.Facets.Count > 1 && asked.Facets[1].Score >= asked.Facets[0].Score && Asking.Pieces(asked).Count > 1).Select(c => c with { Validity = validity(c.Document, c.Clause, asked.AsOf) })]);
        var particulars = _details.AllAskedIn(asked.Normal);
        if (_details.FieldFor(particulars, best) is { } field)
        {
            best = best with { Clause = field, Validity = validity(best.Document, field, asked.AsOf) };
            set = set with { Clauses = [best] };
            // 交钱吗 is what the field is called in other words.
            unknown = [.. unknown.Where(u => !particulars.Any(d => d.Asks.Any(c => c.Parts.Any(p => p.Contains(u, StringComparison.Ordinal)))))];
        }
        else if (!(facets is [var first, ..] && FieldClauses.Tells(best.Clause, first)) && particulars.FirstOrDefault(d => !_details.IsStated(d, best.Document, best.Clause)) is { } detail)
        {
            if (clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Coverage >= best.Coverage - Nearness.About && _details.IsStated(detail, c.Document, c.Clause)) is { } stating)
            {
                set = set with { Clauses = [stating] };
                best = stating;
            }
            else if (!IsSpokenOf(detail, _details, asked, best, facets, topic))
            {
                return detail.IsAlone ? new EvidenceDecision.Silent(best, unknown, IsOutOfScope: false) { Detail = detail.Name } : new EvidenceDecision.Found(set with { Clauses = [ClauseChoice.NearestTo(best, clauses)], Unstated = detail.Name });
            }
        }

        // 有没有免费盒饭 is not answered by all the rest that is free there.
        if (unknown.Intersect(Asking.Wanted(asked), StringComparer.Ordinal).ToList() is [_, ..] wanted)
            return new EvidenceDecision.Found(set with { Unknown = wanted });
        if (EvidenceWords.LackingAlternative(best, facets, topic) is { } lacking)
            return new EvidenceDecision.Found(set with { Unknown = [lacking] });
        // Words that no document has are a good part of what is asked: whatever the clause states, it does not state it of them.
        if (unknown.Count > 0 && topic.Absent(EvidenceWords.WithItems(best, topic)) >= options.MuchAbsent)
            return new EvidenceDecision.Found(set with { Unknown = unknown, IsOnlyNear = best.Coverage < options.FarCoverage && !EvidenceWords.IsSettled(best, facets, topic) });
        if (best.Coverage >= options.AnswerCoverage || best.Coverage >= options.SettledCoverage && EvidenceWords.IsSettled(best, facets, topic))
            return new EvidenceDecision.Found(set);
        if (best.Coverage < options.FarCoverage && !EvidenceWords.IsSettled(best, facets, topic) && topic.Absent(topic.ContextOf(best.Document, best.Clause)) >= options.AbsentShare)
            return new EvidenceDecision.Found(set with { Unknown = unknown, IsOnlyNear = true });
        return unknown.Count == 0 ? new EvidenceDecision.Found(set) : new EvidenceDecision.Found(set with { Unknown = unknown });
    }

    /// <summary>A draft lists what it found of conditions; where another clause rules on the case that is told, that clause answers.</summary>
    public bool IsSettledByRule(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, FollowUp followUp, EligibilityOutcome outcome)
    {
        if (followUp is not FollowUp.None || clauses.Count == 0 || outcome.Assessments is not [{ Benefit.IsDraft: true }, ..])
            return false;
        var topic = new TopicMatcher(asked);
        return RuleOnCase.For(_choice.Better(clauses[0], clauses, FacetsOf(asked), topic), asked, topic) is { } rule && !outcome.Spans.Any(s => s.Clause == rule.Path);
    }

    private readonly IReadOnlyList<string> _titles = [.. knowledge.Documents.Select(d => d.Title).Select(TopicMatcher.Fold).Distinct(StringComparer.Ordinal)];
    private const int Telling = 2;

    /// <summary>A word of some length that stands in a title, or that a document defines: whatever is asked of it is no business of others.</summary>
    private bool NamesSubject(QuestionUnderstanding asked) =>
        asked.ContentTokens.Any(t => t is { InDocuments: true, Length: >= Telling } && _titles.Concat(_definitions.Terms).Any(s => s.Contains(t.Text, StringComparison.Ordinal)));

    /// <summary>
    /// A new document may speak of the affair in words that the lexicon does not list: the citizen's own words then decide, those by which the affair was recognized among them.
    /// </summary>
    private bool IsSpokenOf(AskedDetail affair, DetailCheck check, QuestionUnderstanding asked, EvidenceClause best, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        var context = topic.ContextOf(best.Document, best.Clause);
        return check.Echoes(affair, asked.Normal, context) && topic.LiteralCoverage(context) >= options.OwnWordsCoverage && (facets is not [var first, ..] || !FacetPatterns.IsDetail(first) || EvidenceWords.IsSettled(best, facets, topic));
    }

    /// <summary>怎么办 alone asks for advice as often as for a procedure.</summary>
    private const double ClearlyAsked = 0.7;

    private static bool IsOfApplying(SentencePicker days, EvidenceClause found) => days.IsOfApplying(found.Clause, SentenceReader.Read(found.Document, found.Clause));

    /// <summary>A follow-up that names no thing of its own stays, though another clause has a word more of it.</summary>
    private const double KeptSlack = 0.2;

    /// <summary>Those that are clearly asked: more than half as strong as the first.</summary>
    private static IReadOnlyList<Facet> FacetsOf(QuestionUnderstanding asked) =>
        asked.Facets.Count == 0 ? [] : [.. asked.Facets.Where(f => f.Score >= asked.Facets[0].Score * 0.6).Select(f => f.Facet).Take(3)];

    /// <summary>税务局管不管, 有没有税务局: where the clause names the unit only as responsible, its line of units answers.</summary>
    private static bool OfUnits(QuestionUnderstanding asked, EvidenceClause best, TopicMatcher topic)
    {
        if (!Asking.IsYesOrNo(topic.Asked) && !HasOrNot.Any(topic.Says) || asked.Facets is [{ Score: >= ClearlyAsked }, ..])
            return false;
        var named = asked.SearchTerms.Where(t => t.Kind == SearchTermKind.Unit).Select(t => t.Text).ToList();
        return best.Clause.LeadUnits.Concat(best.Clause.ResponsibleUnits).Any(named.Contains) && !EvidenceWords.InBody(best, named);
    }

    private static readonly IReadOnlyList<string> HasOrNot = OfficialGrammar.Words("of_having");

    /// <summary>多少 without a word for what is counted asks for a sum or a number: whichever the clause states is meant.</summary>
    private static IReadOnlyList<Facet> Meant(IReadOnlyList<Facet> facets, EvidenceClause best, TopicMatcher topic)
    {
        if (!facets.Contains(Facet.HowMuch) || !facets.Contains(Facet.HowMany))
            return facets;
        var picker = new SentencePicker(topic);
        return picker.Settles(best.Document, best.Clause, Facet.HowMuch) ? [.. facets.Where(f => f != Facet.HowMany)]
            : picker.Settles(best.Document, best.Clause, Facet.HowMany) ? [.. facets.Where(f => f != Facet.HowMuch)]
            : facets;
    }

    /// <summary>A follow-up stays with its clause: the particular is stated there, or by one that is about the same, or it is said to be missing.</summary>
    private EvidenceSet Stating(EvidenceSet set, IReadOnlyList<EvidenceClause> clauses) =>
        _details.AskedIn(set.Asked.Normal) is not { } detail || _details.IsStated(detail, set.Best.Document, set.Best.Clause) ? set
        : clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Document == set.Best.Document && c.Coverage >= Math.Max(set.Best.Coverage - ClauseChoice.SiblingSlack, options.AnswerCoverage) && _details.IsStated(detail, c.Document, c.Clause)) is { } stating ? set with { Clauses = [stating] }
        : set with { Unstated = detail.Name };

    private EvidenceClause? NoticeOf(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, TopicMatcher topic)
    {
        var named = asked.DocumentReferences.OrderByDescending(r => r.Score).FirstOrDefault(r => r.Number is not null)?.Number;
        var document = named is { } number ? knowledge.Find(number) : clauses[0].Document;
        if (document is null || DocumentFacts.ClauseOf(document) is not { } notice)
            return null;
        var coverage = named is not null ? 1 : topic.Coverage(document.Title + "\n" + notice.Text);
        return coverage < options.AnswerCoverage ? null : new(document, notice, 1, coverage, validity(document, notice, asked.AsOf));
    }

    private EvidenceClause? Focused(ConversationFocus focus, QuestionUnderstanding asked)
    {
        if (!DocumentNumber.TryParse(focus.Document, out var number) || !ClausePath.TryParse(focus.Clause, out var path)
            || knowledge.Find(number) is not { } document || document.FindClause(path) is not { } clause)
            return null;
        return new(document, clause, 1, 1, validity(document, clause, asked.AsOf));
    }

    private static bool IsHeaded(EvidenceClause clause, IReadOnlyList<string> named) =>
        named.Count > 0 && TopicMatcher.Fold(clause.Clause.HeadingLine) is var heading && named.Any(n => heading.Contains(n, StringComparison.Ordinal));

    private static IReadOnlyList<string> Words(QuestionUnderstanding asked) => [.. asked.ContentTokens.Where(t => t.Text.Length > 1).OrderByDescending(t => t.Weight).Select(t => t.Text)];
}

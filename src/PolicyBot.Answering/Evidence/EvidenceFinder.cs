using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search;

namespace PolicyBot.Answering.Evidence;

/// <summary>Why nothing is answered, or what answers: a closed pair.</summary>
public abstract record EvidenceDecision
{
    private EvidenceDecision()
    {
    }

    public sealed record Found(EvidenceSet Evidence) : EvidenceDecision;

    /// <param name="Nearest">The clause that is nearest, for the unit to ask; null where nothing is near.</param>
    /// <param name="Unknown">Words of the question that the nearest does not speak of.</param>
    public sealed record Silent(EvidenceClause? Nearest, IReadOnlyList<string> Unknown, bool IsOutOfScope) : EvidenceDecision
    {
        /// <summary>The particular asked for, where that is all that is missing and nothing is to be quoted; else null.</summary>
        public string? Detail { get; init; }

        /// <summary>The time asked about, where that is what the documents do not speak of; else null.</summary>
        public string? OtherTime { get; init; }
    }
}

/// <summary>Turns hits into evidence, or into a reasoned silence.</summary>
internal sealed partial class EvidenceFinder(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    private const int LookedAt = 6;
    private readonly AmendedEvidence _amended = new(knowledge, validity);
    private readonly Alternatives _alternatives = new(knowledge.Lexicon.Alternatives);
    private readonly Definitions _definitions = new(knowledge);
    private readonly DetailCheck _details = new(knowledge.Lexicon.Details);
    private readonly DetailCheck _matters = new(knowledge.Lexicon.Matters);

    public ClauseQuery QueryFor(QuestionUnderstanding asked) => new(asked.Normal)
    {
        Terms = [.. asked.SearchTerms.Where(t => t.Kind != SearchTermKind.Own).Select(t => new QueryTerm(t.Text, t.Weight, t.Kind == SearchTermKind.Unit ? QueryTermKind.Unit : QueryTermKind.Concept))],
        Facets = [.. asked.Facets.Select(f => f.Facet)],
        Document = asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && r.Number is { } n && knowledge.Find(n) is not null)?.Number,
        AsOf = asked.AsOf,
        Take = options.Hits,
    };

    public IReadOnlyList<EvidenceClause> Weigh(QuestionUnderstanding asked, SearchResult found)
    {
        var topic = new TopicMatcher(asked);
        var clauses = found.Hits.Select(h => new EvidenceClause(h.Source, h.Clause, h.Score, topic.Coverage(topic.ContextOf(h.Source, h.Clause)), validity(h.Source, h.Clause, asked.AsOf)));
        // An introduction names the topic and settles nothing but why and when.
        var settles = asked.Facets.Count > 0 && !OfIntroductions.Contains(asked.MainFacet!.Value);
        // The heading of a chapter names what others settle: behind all others, and left out where there are any.
        var ranked = _amended.On(asked.AsOf, [.. clauses], topic, asked.MainFacet == Facet.StillValid).Select(c => (Found: c, IsBare: IsBareHeading(c)))
            .OrderBy(c => c.IsBare || c.Found.Clause.Path.Segments is [_, "引言" or "附件说明"] && settles || c.Found.Clause.Path.Segments is [_, "标题"] && ClauseList.Under(c.Found.Document, c.Found.Clause) is null || IsSignature(c.Found)).ToList();
        IReadOnlyList<EvidenceClause> weighed = [.. ranked.Where(c => !c.IsBare || ranked[0].IsBare).Select(c => c.Found)];
        // Nearly as strong and of much more of the question.
        return weighed.Count > 1 && weighed.Take(LookedAt).Where(c => c.Score >= weighed[0].Score * NearlyAsStrong).MaxBy(c => c.Coverage) is { } fuller && fuller.Coverage >= weighed[0].Coverage + MuchMore
            ? [fuller, .. weighed.Where(c => c != fuller)]
            : weighed;
    }

    private static readonly Facet[] OfIntroductions = [Facet.Reason, Facet.WhenIssued, Facet.WhatIs, Facet.StillValid, Facet.Since, Facet.Until, Facet.Who];
    private const double NearlyAsStrong = 0.85;
    private const double MuchMore = 0.15;

    private static bool IsBareHeading(EvidenceClause found) => ClauseBody.IsHeadingOnly(found.Document, found.Clause) && ClauseList.Under(found.Document, found.Clause) is null;

    // Name and date under a text, as a clause of their own, settle nothing.
    private static bool IsSignature(EvidenceClause found) => found.Clause.Path.Segments is [_, "结尾" or "落款"] && found.Clause.Text.AsSpan().IndexOfAny("。；，") < 0;

    public EvidenceDecision Decide(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, FollowUp followUp)
    {
        var topic = new TopicMatcher(asked);
        var facets = FacetsOf(asked);
        if (followUp is FollowUp.Continues { SameClause: true, Focus: var focus } && Focused(focus, asked) is { } same)
            return new EvidenceDecision.Found(Stating(new(asked, facets, [Better(same with { Coverage = topic.Coverage(topic.ContextOf(same.Document, same.Clause)) }, clauses, facets, topic)])));
        if (asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && (r.Number is not { } n || knowledge.Find(n) is null)) is { } absent && IsDocumentName(absent))
        {
            // A document that is not here may still be spoken of, by the one that replaced it.
            return clauses.FirstOrDefault(c => Names(TopicMatcher.Fold(c.Clause.Text), TopicMatcher.Fold(absent.Said))) is { } speaking
                ? new EvidenceDecision.Found(new(asked, [], [speaking]) { Looked = absent.Said })
                : new EvidenceDecision.Silent(null, [absent.Said], IsOutOfScope: false);
        }

        if (followUp is FollowUp.None && _definitions.For(asked, topic) is var (defining, definition))
            return new EvidenceDecision.Found(new(asked, [Facet.WhatIs], _amended.On(asked.AsOf, [new(defining, definition, 1, topic.Coverage(topic.ContextOf(defining, definition)), validity(defining, definition, asked.AsOf))], topic, ofValidity: false)));
        if (clauses.Count == 0)
            return new EvidenceDecision.Silent(null, Words(asked), IsOutOfScope: true);
        if (TimeScope.AskedIn(asked) is { } time && !clauses.Take(LookedAt).Any(c => c.Coverage >= clauses[0].Coverage - 0.12 && TimeScope.Covers(asked, c.Document, topic.ContextOf(c.Document, c.Clause))))
            return new EvidenceDecision.Silent(clauses[0], [], IsOutOfScope: false) { OtherTime = time };
        if (AsksOfTheDocument(asked, facets) && NoticeOf(asked, clauses, topic) is { } notice)
            return new EvidenceDecision.Found(new(asked, facets, [notice]) { IsAboutDocument = true });
        var best = Better(clauses[0], clauses, facets, topic);
        if (followUp is FollowUp.None && RuleOnCase.For(best, asked, topic) is { } rule)
            best = best with { Clause = rule, Validity = validity(best.Document, rule, asked.AsOf), Coverage = Math.Max(best.Coverage, topic.Coverage(topic.ContextOf(best.Document, rule))) };
        if (followUp is FollowUp.Continues { Replaces: false, Focus: var before, Named: var named } && Focused(before, asked) is { } kept && !(IsHeaded(best, named) && !IsHeaded(kept, named)) && topic.Coverage(topic.ContextOf(kept.Document, kept.Clause)) is var still && still >= best.Coverage - 0.1)
            best = Better(kept with { Coverage = still }, clauses, facets, topic);
        if (_matters.AskedIn(asked.Normal) is { } matter && !_matters.IsStated(matter, best.Document, best.Clause))
        {
            if (clauses.Where(c => _matters.IsStated(matter, c.Document, c.Clause)).MaxBy(c => c.Coverage) is { } naming)
                best = naming;
            else if (!IsSettled(best, facets, topic, options.OwnWordsCoverage) && !IsSpokenOf(matter, _matters, asked, best, facets, topic))
                return new EvidenceDecision.Silent(null, [matter.Name], IsOutOfScope: false);
        }

        if (facets is [Facet.StillValid or Facet.Since, ..] && IsOfWholeDocument(best, topic) && best.Document.Clauses.LastOrDefault(c => TakesEffect.IsMatch(c.Text)) is { } effect)
            best = best with { Clause = effect, Validity = validity(best.Document, effect, asked.AsOf) };
        if (facets is [Facet.Until, ..] && new SentencePicker(topic) is var days && !IsOfApplying(days, best)
            && clauses.FirstOrDefault(c => c.Document == best.Document && c.Coverage >= best.Coverage - SiblingSlack && IsOfApplying(days, c)) is { } applying)
            best = applying;
        if (facets.Count > 0 && asked.Facets[0].Score >= ClearlyAsked && !facets.Contains(Facet.Difference) && best.Coverage >= options.NearestCoverage && DedicatedClause.For(best, facets[0], topic) is { } dedicated)
            best = best with { Clause = dedicated, Validity = validity(best.Document, dedicated, asked.AsOf), Coverage = Math.Max(best.Coverage, topic.Coverage(topic.ContextOf(best.Document, dedicated))) };
        best = best with { Coverage = Math.Max(best.Coverage, topic.Coverage(WithItems(best, topic))) };
        var unknown = topic.Missing(WithItems(best, topic)).Where(t => t.Missed >= 0.35).Select(t => t.Text).Distinct(StringComparer.Ordinal).ToList();
        if (best.Coverage < options.NearestCoverage)
            return new EvidenceDecision.Silent(best, unknown, IsOutOfScope: asked.Coverage < options.NearestCoverage && !NamesSubject(asked));
        if (unknown.Count > 0 && WithItems(best, topic) is var about && !topic.Touches(about) && topic.Absent(about) >= options.AbsentShare)
            return new EvidenceDecision.Silent(best, unknown, IsOutOfScope: false);
        facets = Meant(facets, best, topic);
        var set = new EvidenceSet(asked, facets, [best, .. Others(best, clauses, facets, topic)]);
        if (_details.AllAskedIn(asked.Normal).FirstOrDefault(d => !_details.IsStated(d, best.Document, best.Clause)) is { } detail)
        {
            if (clauses.Take(LookedAt).FirstOrDefault(c => c.Coverage >= best.Coverage - 0.12 && _details.IsStated(detail, c.Document, c.Clause)) is { } stating)
            {
                set = set with { Clauses = [stating] };
                best = stating;
            }
            else if (!IsSpokenOf(detail, _details, asked, best, facets, topic))
            {
                return detail.IsAlone ? new EvidenceDecision.Silent(best, unknown, IsOutOfScope: false) { Detail = detail.Name } : new EvidenceDecision.Found(set with { Clauses = [NearestTo(best, clauses)], Unstated = detail.Name });
            }
        }

        if (best.Coverage >= options.AnswerCoverage || best.Coverage >= options.SettledCoverage && IsSettled(best, facets, topic))
            return new EvidenceDecision.Found(set);
        if (best.Coverage < options.FarCoverage && !IsSettled(best, facets, topic) && topic.Absent(topic.ContextOf(best.Document, best.Clause)) >= options.AbsentShare)
            return new EvidenceDecision.Found(set with { Unknown = unknown, IsOnlyNear = true });
        return unknown.Count == 0 ? new EvidenceDecision.Found(set) : new EvidenceDecision.Found(set with { Unknown = unknown });
    }

    /// <summary>What is asked is stated in words that are about the topic: a word of the story that the clause lacks is then no reason to doubt.</summary>
    /// <param name="ownWords">Share of the citizen's own words that the sentence itself has to hold.</param>
    private static bool IsSettled(EvidenceClause best, IReadOnlyList<Facet> facets, TopicMatcher topic, double ownWords = 0) =>
        facets.Count > 0 && FacetPatterns.IsDetail(facets[0]) && new SentencePicker(topic).Pick(best.Document, best.Clause, facets[0]) is [_, ..] stated
        && stated.Any(q => topic.TokensIn(q.Text).Count > 0 && topic.LiteralCoverage(q.Text) >= ownWords);

    /// <summary>What is quoted of a lead-in is its list as well: its words are no words that the text lacks.</summary>
    private static string WithItems(EvidenceClause best, TopicMatcher topic) => ClauseList.Under(best.Document, best.Clause) is { Announces: true, IsShort: true } list
        ? string.Join('\n', list.Items.Select(i => i.Text).Prepend(topic.ContextOf(best.Document, best.Clause)))
        : topic.ContextOf(best.Document, best.Clause);

    private readonly IReadOnlyList<string> _titles = [.. knowledge.Documents.Select(d => d.Title).Select(TopicMatcher.Fold).Distinct(StringComparer.Ordinal)];
    private const int Telling = 3;

    /// <summary>A word of some length that stands in a title, or that a document defines: whatever is asked of it is no business of others.</summary>
    private bool NamesSubject(QuestionUnderstanding asked) =>
        asked.ContentTokens.Any(t => t is { InDocuments: true, Length: >= Telling } && _titles.Concat(_definitions.Terms).Any(s => s.Contains(t.Text, StringComparison.Ordinal)));

    /// <summary>
    /// A new document may speak of the affair in words that the lexicon does not list: the citizen's own words then decide, those by which the affair was recognized among them.
    /// </summary>
    private bool IsSpokenOf(AskedDetail affair, DetailCheck check, QuestionUnderstanding asked, EvidenceClause best, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        var context = topic.ContextOf(best.Document, best.Clause);
        return check.Echoes(affair, asked.Normal, context) && topic.LiteralCoverage(context) >= options.OwnWordsCoverage && (facets is not [var first, ..] || !FacetPatterns.IsDetail(first) || IsSettled(best, facets, topic));
    }

    /// <summary>A mark and no words: （1）.</summary>
    private const int ShortHeading = 4;

    /// <summary>How much less of the question an item of the same list may cover and still be the one that settles it.</summary>
    private const double SiblingSlack = 0.35;

    /// <summary>怎么办 alone asks for advice as often as for a procedure.</summary>
    private const double ClearlyAsked = 0.7;

    private static bool IsOfApplying(SentencePicker days, EvidenceClause found) => days.IsOfApplying(found.Clause, SentenceReader.Read(found.Document, found.Clause));

    private const double MeasureSlack = 0.12;
    private static readonly Facet[] Counted = [Facet.HowMany, Facet.HowMuch, Facet.Cap, Facet.ProcessingTime, Facet.ListAll, Facet.Conditions];

    /// <summary>Those that are clearly asked: more than half as strong as the first.</summary>
    private static IReadOnlyList<Facet> FacetsOf(QuestionUnderstanding asked) =>
        asked.Facets.Count == 0 ? [] : [.. asked.Facets.Where(f => f.Score >= asked.Facets[0].Score * 0.6).Select(f => f.Facet).Take(3)];

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

    /// <summary>The hit itself, or one about as near that states what is asked where the first does not: a heading names the topic, its items settle it.</summary>
    private EvidenceClause Better(EvidenceClause first, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (facets.Contains(Facet.ListAll) && first.Clause.Path.Parent is { } above && clauses.Take(LookedAt).FirstOrDefault(c => c.Document == first.Document && c.Clause.Path == above) is { } parent
            && parent.Coverage >= first.Coverage - 0.05 && parent.Document.Clauses.Count(c => c.Path.Parent == parent.Clause.Path && c.Heading.Length > ShortHeading) > 1)
            return parent;
        // Who explains a document is told at its end, not where its tasks are given out.
        if (facets is [Facet.WhoIsResponsible, ..] && Explaining.Any(topic.Says) && !Explaining.Any(e => first.Clause.Text.Contains(e, StringComparison.Ordinal))
            && clauses.FirstOrDefault(c => c.Document == first.Document && Explaining.Any(e => c.Clause.Text.Contains(e, StringComparison.Ordinal))) is { } explaining)
            return explaining;
        // 申报条件 is said in so many words: the clause that is headed so, where no heading of the hit is said.
        if (clauses.Where(c => c.Document == first.Document && c.Coverage >= first.Coverage - MeasureSlack && IsSaidHeading(c, topic, first)).MaxBy(c => c.Clause.Heading.Length) is { } headed)
            first = headed;
        // 国家级 is asked, and the item grants for 市级: its sibling that grants for the one asked was meant.
        if (Level(first, topic) is false && clauses.FirstOrDefault(c => AreSiblings(c, first) && Level(c, topic) is true) is { } level)
            first = level;
        // A lead-in names what its items grant: the item that covers as much of the question is what was meant.
        if (!facets.Contains(Facet.ListAll) && clauses.Take(LookedAt).FirstOrDefault(c => c.Document == first.Document && c.Clause.Path.Parent == first.Clause.Path && c.Coverage >= first.Coverage - 0.02 && Grants().IsMatch(c.Clause.Text)) is { } item)
            first = item;
        // The rule stands in front of its particulars: an earlier paragraph of the same article that says as much is meant.
        if (!facets.Any(FacetPatterns.IsDetail) && first.Clause.Path.Segments[^1].EndsWith('款') && clauses.Take(LookedAt).Where(c => AreSiblings(c, first) && c.Clause.Start < first.Clause.Start && c.Clause.Text.Length < first.Clause.Text.Length && c.Coverage >= first.Coverage - 0.02).MinBy(c => c.Clause.Start) is { } rule)
            first = rule;
        // A bare topic asks for what is granted rather than for a task of the offices with the same words.
        if (facets.Count == 0 && !Grants().IsMatch(first.Clause.Text) && clauses.Take(LookedAt).FirstOrDefault(c => c.Coverage >= first.Coverage - 0.02 && Grants().IsMatch(c.Clause.Text)) is { } granting)
            first = granting;
        // 几条狗 counts in a unit: a clause about as near that states a number of it was meant.
        if ((facets.Count == 0 || Counted.Contains(facets[0])) && topic.Measure is { } measure && !measure.IsMatch(first.Clause.Text) && !(ClauseList.Under(first.Document, first.Clause) is { } inside && inside.Items.Any(i => measure.IsMatch(i.Text)))
            && (clauses.FirstOrDefault(c => c.Coverage >= first.Coverage - MeasureSlack && measure.IsMatch(c.Clause.Text)) ?? Counting(first, measure, topic)) is { } counted)
            return counted;
        if (!facets.Any(FacetPatterns.IsDetail) || facets.Contains(Facet.ListAll) && first.Document.Clauses.Any(c => c.Path.Parent == first.Clause.Path))
            return first;
        var main = facets.First(FacetPatterns.IsDetail);
        var picker = new SentencePicker(topic);
        // 岗位多少 may ask a sum or a number: either settles it.
        if (picker.Settles(first.Document, first.Clause, main) || main == Facet.HowMuch && facets.Contains(Facet.HowMany) && picker.Settles(first.Document, first.Clause, Facet.HowMany))
            return first;
        return clauses.Take(LookedAt)
            .Where(c => c.Clause != first.Clause && c.Coverage >= first.Coverage - (AreSiblings(c, first) ? SiblingSlack : 0.12) && picker.Settles(c.Document, c.Clause, main))
            .OrderByDescending(c => c.Document == first.Document && first.Clause.Path.Contains(c.Clause.Path)).ThenByDescending(c => c.Score)
            .FirstOrDefault() ?? first;
    }

    /// <summary>A document about one thing names it in its title: any clause of it that states a number of the unit may be meant, the one that says most of the question is.</summary>
    private EvidenceClause? Counting(EvidenceClause first, Regex measure, TopicMatcher topic) =>
        first.Document.Clauses.Where(c => measure.IsMatch(c.Text)).Select(c => (Clause: c, Coverage: topic.Coverage(topic.ContextOf(first.Document, c))))
            .Where(c => c.Coverage >= first.Coverage - MeasureSlack).OrderByDescending(c => topic.Score(c.Clause.Text) + topic.Echo(c.Clause.Text)).Select(c => first with { Clause = c.Clause, Coverage = c.Coverage, Validity = validity(first.Document, c.Clause, topic.AsOf) }).FirstOrDefault();

    private static readonly IReadOnlyList<string> Explaining = OfficialGrammar.Words("of_explaining");
    private const int LongHeading = 4;

    private static bool IsSaidHeading(EvidenceClause found, TopicMatcher topic, EvidenceClause than) =>
        ClauseTopic.Strip(found.Clause.Heading) is { Length: >= LongHeading } heading && topic.Says(TopicMatcher.Fold(heading))
        && !than.Clause.Text.Contains(heading, StringComparison.Ordinal) && !than.Clause.HeadingChain.Any(h => h.Contains(heading, StringComparison.Ordinal));

    private static readonly Regex TakesEffect = OfficialGrammar.Part("takes_effect");

    /// <summary>Nothing but the document itself is asked about: whatever is named stands in its title, and one of its words is the kind of document it is.</summary>
    private static bool IsOfWholeDocument(EvidenceClause best, TopicMatcher topic)
    {
        var title = TopicMatcher.Fold(best.Document.TitleOf(best.Clause.Path));
        return best.Clause.Path.Part == "正文" && topic.TotalWeight > 0 && topic.WeightBeside(title) <= 0.1 && Genre().Match(title) is { Success: true } genre && topic.Says(genre.Value.TrimEnd('》'));
    }

    private bool? Level(EvidenceClause found, TopicMatcher topic) =>
        SentenceReader.Read(found.Document, found.Clause).Where(s => s.States(FacetPatterns.Yuan) && !s.States(FacetPatterns.Funding)).Select(s => _alternatives.IsOf(topic.Asked, TopicMatcher.Fold(s.Text)))
            .Aggregate((bool?)null, (all, one) => all is true || one is true ? true : all ?? one);

    /// <summary>Items of one list share their topic with the heading above them: which of them is meant is told by what it states.</summary>
    private static bool AreSiblings(EvidenceClause one, EvidenceClause other) => one.Document == other.Document && one.Clause.Path.Parent == other.Clause.Path.Parent;

    /// <summary>A second clause only where one is not enough: two things compared, several asked.</summary>
    private static IEnumerable<EvidenceClause> Others(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (!facets.Contains(Facet.Difference) && !facets.Contains(Facet.ListAll))
            return [];
        var lacks = topic.Missing(topic.ContextOf(best.Document, best.Clause));
        return clauses.Take(LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= 0.4
            && topic.Missing(topic.ContextOf(c.Document, c.Clause)) is var others && lacks.Any(l => !others.Contains(l))).Take(1);
    }

    /// <summary>A follow-up stays with its clause: the particular is stated there, or it is said to be missing.</summary>
    private EvidenceSet Stating(EvidenceSet set) =>
        _details.AskedIn(set.Asked.Normal) is { } detail && !_details.IsStated(detail, set.Best.Document, set.Best.Clause) ? set with { Unstated = detail.Name } : set;

    /// <summary>Where nothing states the particular, what grants is nearer to a citizen than a task of the offices with the same words.</summary>
    private static EvidenceClause NearestTo(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses) =>
        Grants().IsMatch(best.Clause.Text) ? best
        : clauses.Take(LookedAt).FirstOrDefault(c => c.Coverage >= best.Coverage - 0.12 && Grants().IsMatch(c.Clause.Text)) ?? best;

    // 《就业大礼包，速看！》 is a headline, no document.
    private static bool IsDocumentName(DocumentReference reference) => reference.Number is not null || Genre().IsMatch(reference.Said);

    private static bool Names(string text, string said) =>
        text.Contains(said, StringComparison.Ordinal) || Serial().Match(said) is { Success: true } serial && text.Contains($"{serial.Groups["year"].Value}〕{serial.Groups["serial"].Value}号", StringComparison.Ordinal);

    [GeneratedRegex("给予|享受|承担|按[^，。；]{2,30}发放|可[^，。；]{0,8}(入驻|申请|领取)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Grants();

    [GeneratedRegex(@"\d+号|(规划|方案|意见|办法|通知|措施|细则|公告|通告|决定|条例|规定|纲要|法|规则|标准)》?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Genre();

    [GeneratedRegex(@"(?<year>(19|20)\d\d)\D{0,3}?第?(?<serial>\d{1,4})号", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Serial();

    private static bool AsksOfTheDocument(QuestionUnderstanding asked, IReadOnlyList<Facet> facets) => facets is [Facet.WhenIssued, ..] || facets is [Facet.Since, ..] && facets.Contains(Facet.WhenIssued) || DocumentFacts.IsOfAddressees(asked.Normal);

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

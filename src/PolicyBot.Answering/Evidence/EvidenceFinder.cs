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
    public sealed record Silent(EvidenceClause? Nearest, IReadOnlyList<string> Unknown, bool IsOutOfScope) : EvidenceDecision;
}

/// <summary>Turns hits into evidence, or into a reasoned silence.</summary>
internal sealed class EvidenceFinder(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    private const int LookedAt = 6;

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
        return
        [
            .. found.Hits.Select(h => new EvidenceClause(
                h.Source, h.Clause, h.Score, topic.Coverage(topic.ContextOf(h.Source, h.Clause)), validity(h.Source, h.Clause, asked.AsOf))),
        ];
    }

    public EvidenceDecision Decide(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, FollowUp followUp)
    {
        var topic = new TopicMatcher(asked);
        var facets = FacetsOf(asked);
        if (followUp is FollowUp.Continues { SameClause: true, Focus: var focus } && Focused(focus, asked) is { } same)
            return new EvidenceDecision.Found(new(asked, facets, [Better(same, clauses, facets, topic)]));
        if (asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && (r.Number is not { } n || knowledge.Find(n) is null)) is { } absent)
        {
            // A document that is not here may still be spoken of, by the one that replaced it.
            var said = TopicMatcher.Fold(absent.Said);
            return clauses.FirstOrDefault(c => TopicMatcher.Fold(c.Clause.Text).Contains(said, StringComparison.Ordinal)) is { } speaking
                ? new EvidenceDecision.Found(new(asked, [], [speaking]) { Looked = absent.Said })
                : new EvidenceDecision.Silent(null, [absent.Said], IsOutOfScope: false);
        }

        if (clauses.Count == 0)
            return new EvidenceDecision.Silent(null, Words(asked), IsOutOfScope: true);
        if (AsksOfTheDocument(asked, facets) && NoticeOf(asked, clauses, topic) is { } notice)
            return new EvidenceDecision.Found(new(asked, facets, [notice]) { IsAboutDocument = true });
        var best = Better(clauses[0], clauses, facets, topic);
        if (followUp is FollowUp.Continues { Focus: var before } && Focused(before, asked) is { } kept && topic.Coverage(topic.ContextOf(kept.Document, kept.Clause)) is var still && still >= best.Coverage - 0.1)
            best = Better(kept with { Coverage = still }, clauses, facets, topic);
        var unknown = topic.Missing(topic.ContextOf(best.Document, best.Clause)).Where(t => t.Weight >= 0.35).Select(t => t.Text).Distinct(StringComparer.Ordinal).ToList();
        if (best.Coverage < options.NearestCoverage)
            return new EvidenceDecision.Silent(best, unknown, IsOutOfScope: asked.Coverage < options.NearestCoverage);
        var set = new EvidenceSet(asked, facets, [best, .. Others(best, clauses, facets, topic)]);
        if (OtherYear(asked, best, facets) is { } year)
            return new EvidenceDecision.Found(set with { Unknown = [year] });
        if (best.Coverage >= options.AnswerCoverage)
            return new EvidenceDecision.Found(set);
        return unknown.Count == 0 ? new EvidenceDecision.Found(set) : new EvidenceDecision.Found(set with { Unknown = unknown });
    }

    /// <summary>Those that are clearly asked: more than half as strong as the first.</summary>
    private static IReadOnlyList<Facet> FacetsOf(QuestionUnderstanding asked) =>
        asked.Facets.Count == 0 ? [] : [.. asked.Facets.Where(f => f.Score >= asked.Facets[0].Score * 0.6).Select(f => f.Facet).Take(3)];

    /// <summary>The hit itself, or one about as near that states what is asked where the first does not: a heading names the topic, its items settle it.</summary>
    private EvidenceClause Better(EvidenceClause first, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (facets.Contains(Facet.ListAll) && first.Clause.Path.Parent is { } above && clauses.Take(LookedAt).FirstOrDefault(c => c.Document == first.Document && c.Clause.Path == above) is { } parent
            && parent.Coverage >= first.Coverage - 0.05)
            return parent;
        if (!facets.Any(FacetPatterns.IsDetail) || facets.Contains(Facet.ListAll) && first.Document.Clauses.Any(c => c.Path.Parent == first.Clause.Path))
            return first;
        var main = facets.First(FacetPatterns.IsDetail);
        var picker = new SentencePicker(topic);
        if (picker.Settles(first.Document, first.Clause, main))
            return first;
        return clauses.Take(LookedAt)
            .Where(c => c.Clause != first.Clause && c.Coverage >= first.Coverage - 0.12 && picker.Settles(c.Document, c.Clause, main))
            .OrderByDescending(c => c.Document == first.Document && first.Clause.Path.Contains(c.Clause.Path)).ThenByDescending(c => c.Score)
            .FirstOrDefault() ?? first;
    }

    /// <summary>A second clause only where one is not enough: two things compared, several asked.</summary>
    private static IEnumerable<EvidenceClause> Others(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (!facets.Contains(Facet.Difference) && !facets.Contains(Facet.ListAll))
            return [];
        var lacks = topic.Missing(topic.ContextOf(best.Document, best.Clause));
        return clauses.Take(LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= 0.4
            && topic.Missing(topic.ContextOf(c.Document, c.Clause)) is var others && lacks.Any(l => !others.Contains(l))).Take(1);
    }

    /// <summary>A year that the citizen names and the clause does not know: before its document, or after everything it speaks of.</summary>
    private static string? OtherYear(QuestionUnderstanding asked, EvidenceClause best, IReadOnlyList<Facet> facets)
    {
        if (facets.Any(f => f is Facet.Eligibility or Facet.StillValid or Facet.Until or Facet.Since))
            return null;
        var context = best.Document.Title + best.Document.TitleOf(best.Clause.Path) + best.Clause.Text;
        return asked.Dates.FirstOrDefault(d => d.IsYear && !d.IsRelative
            && !context.Contains(d.From.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && (best.Document.IssuedOn is { } issued && (d.From.Year < issued.Year || d.From.Year > issued.Year && !(best.Validity.Until >= d.From))))?.Text;
    }

    private static bool AsksOfTheDocument(QuestionUnderstanding asked, IReadOnlyList<Facet> facets) => facets is [Facet.WhenIssued, ..] || facets is [Facet.Since, ..] && facets.Contains(Facet.WhenIssued) || SentencePicker.IsOfAddressees(asked.Normal);

    private EvidenceClause? NoticeOf(QuestionUnderstanding asked, IReadOnlyList<EvidenceClause> clauses, TopicMatcher topic)
    {
        var named = asked.DocumentReferences.OrderByDescending(r => r.Score).FirstOrDefault(r => r.Number is not null)?.Number;
        var document = named is { } number ? knowledge.Find(number) : clauses[0].Document;
        if (document?.Clauses.FirstOrDefault(c => c.Path.Segments is [_, "通知"]) is not { } notice)
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

    private static IReadOnlyList<string> Words(QuestionUnderstanding asked) => [.. asked.ContentTokens.Where(t => t.Text.Length > 1).OrderByDescending(t => t.Weight).Select(t => t.Text)];
}

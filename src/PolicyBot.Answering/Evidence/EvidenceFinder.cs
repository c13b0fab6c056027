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

    /// <param name="Nearest">The clause that is nearest, only to be quoted as such; null where nothing is near.</param>
    /// <param name="Unknown">Words of the question that the nearest does not speak of.</param>
    public sealed record Silent(EvidenceSet? Nearest, IReadOnlyList<string> Unknown, bool IsOutOfScope) : EvidenceDecision;
}

/// <summary>Turns hits into evidence, or into a reasoned silence.</summary>
internal sealed class EvidenceFinder(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    public ClauseQuery QueryFor(QuestionUnderstanding asked, FollowUp followUp) => new(asked.Normal)
    {
        Terms = [.. asked.SearchTerms.Where(t => t.Kind != SearchTermKind.Own).Select(t => new QueryTerm(t.Text, t.Weight, t.Kind == SearchTermKind.Unit ? QueryTermKind.Unit : QueryTermKind.Concept))],
        Facets = [.. asked.Facets.Select(f => f.Facet)],
        Document = asked.DocumentReferences.FirstOrDefault(r => r.Score >= 1 && r.Number is not null)?.Number,
        AsOf = asked.AsOf,
        Take = options.Hits,
    };

    public EvidenceDecision Decide(QuestionUnderstanding asked, SearchResult found, FollowUp followUp)
    {
        var topic = new TopicMatcher(asked);
        var clauses = found.Hits
            .Select(h => new EvidenceClause(h.Source, h.Clause, h.Score, topic.Coverage(TopicMatcher.ContextOf(h.Source, h.Clause)), validity(h.Source, h.Clause, asked.AsOf)))
            .ToList();
        if (followUp is FollowUp.Continues { SameClause: true, Focus: var focus } && Focused(focus, asked) is { } same)
            clauses = [same, .. clauses.Where(c => c.Clause != same.Clause)];
        if (clauses.Count == 0)
            return new EvidenceDecision.Silent(null, Words(asked), IsOutOfScope: true);
        var facets = FacetsOf(asked);
        var best = clauses[0];
        var set = new EvidenceSet(asked, facets, [best]);
        var unknown = topic.Missing(TopicMatcher.ContextOf(best.Document, best.Clause)).Select(t => t.Text).ToList();
        if (best.Coverage < options.NearestCoverage)
            return new EvidenceDecision.Silent(null, unknown, IsOutOfScope: asked.Coverage < options.NearestCoverage);
        if (best.Coverage < options.AnswerCoverage)
            return new EvidenceDecision.Silent(set, unknown, IsOutOfScope: false);
        return new EvidenceDecision.Found(set);
    }

    /// <summary>Those that are clearly asked: at least half as strong as the first.</summary>
    private static IReadOnlyList<Facet> FacetsOf(QuestionUnderstanding asked) =>
        asked.Facets.Count == 0 ? [] : [.. asked.Facets.Where(f => f.Score >= asked.Facets[0].Score * 0.6).Select(f => f.Facet).Take(3)];

    private EvidenceClause? Focused(ConversationFocus focus, QuestionUnderstanding asked)
    {
        if (!DocumentNumber.TryParse(focus.Document, out var number) || !ClausePath.TryParse(focus.Clause, out var path)
            || knowledge.Find(number) is not { } document || document.FindClause(path) is not { } clause)
            return null;
        return new(document, clause, 1, 1, validity(document, clause, asked.AsOf));
    }

    private static IReadOnlyList<string> Words(QuestionUnderstanding asked) => [.. asked.ContentTokens.Where(t => t.Text.Length > 1).OrderByDescending(t => t.Weight).Select(t => t.Text)];
}

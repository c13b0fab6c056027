using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// Puts the words that hold on the day in the place of those that do not: until an amendment takes effect the old article, from then on the new words.
/// An article of which only some words were changed stays, since the decision prints no whole sentence; its finding says that it was changed.
/// </summary>
internal sealed class AmendedEvidence
{
    private readonly KnowledgeBase _knowledge;
    private readonly ClauseValidity _validity;
    private readonly ILookup<(DocumentNumber, ClausePath), ValidityEdge> _changesIn;
    private readonly ILookup<(DocumentNumber, ClausePath), ValidityEdge> _changesOf;

    public AmendedEvidence(KnowledgeBase knowledge, ClauseValidity validity)
    {
        (_knowledge, _validity) = (knowledge, validity);
        var amendments = new ValidityTimeline(knowledge).Edges.Where(e => e is { Kind: ValidityEdgeKind.Amendment, Date: not null, ToClause: not null }).ToList();
        _changesIn = amendments.ToLookup(e => (e.From, e.Proof.Clause));
        _changesOf = amendments.ToLookup(e => (e.To, e.ToClause!.Value));
    }

    /// <summary>In the order given, each clause once.</summary>
    /// <param name="ofValidity">Whether a rule still holds is asked: that is told of the document that was changed, not of the decision.</param>
    public IReadOnlyList<EvidenceClause> On(DateOnly day, IReadOnlyList<EvidenceClause> clauses, TopicMatcher topic, bool ofValidity) =>
        _changesIn.Count == 0 ? clauses : [.. clauses.Select(c => ofValidity && !OfDecision.Any(topic.Says) ? Changed(day, c, topic) : Standing(day, c, topic)).DistinctBy(c => (c.Document.Number, c.Clause.Path))];

    private static readonly IReadOnlyList<string> OfDecision = Composition.OfficialGrammar.Words("of_amending");

    private EvidenceClause Changed(DateOnly day, EvidenceClause found, TopicMatcher topic)
    {
        var target = _changesIn.FirstOrDefault(c => c.Key.Item1 == found.Document.Number)?.First().To ?? found.Document.Number;
        if (target == found.Document.Number && !found.Validity.IsAmended || _knowledge.Find(target) is not { } document)
            return found;
        var standing = document.Clauses.FirstOrDefault(c => c.Heading.Length > 0 && !_validity(document, c, day).IsAmended);
        return standing is null ? found : Of(target, standing.Path, found, day, topic) ?? found;
    }

    private EvidenceClause Standing(DateOnly day, EvidenceClause found, TopicMatcher topic)
    {
        var announced = _changesIn[(found.Document.Number, found.Clause.Path)].Where(e => e.Date > day).ToList();
        if (announced.Count > 0)
            return announced.Select(e => Of(e.To, e.ToClause!.Value, found, day, topic)).OfType<EvidenceClause>().MaxBy(c => topic.Score(c.Clause.Text)) ?? found;
        var replaced = _changesOf[(found.Document.Number, found.Clause.Path)].LastOrDefault(e => e.Date <= day && e.OldWords.Length == 0 && e.NewWords.Length > 0);
        return replaced is null ? found : Of(replaced.From, replaced.Proof.Clause, found, day, topic) ?? found;
    }

    private EvidenceClause? Of(DocumentNumber number, ClausePath path, EvidenceClause found, DateOnly day, TopicMatcher topic) =>
        _knowledge.Find(number) is { } document && document.FindClause(path) is { } clause
            ? new(document, clause, found.Score, Math.Max(found.Coverage, topic.Coverage(topic.ContextOf(document, clause))), _validity(document, clause, day))
            : null;
}

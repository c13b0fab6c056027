using PolicyBot.Answering.Evidence;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Things of the documents that a question without a thing of its own may have been about: what they grant and what states the kind of thing asked for, in force on
/// the day first, from different documents where there are several. Built once; safe for any number of threads.
/// </summary>
internal sealed class TopicExamples
{
    private const int Most = 3;
    private const int LooksAt = 300;
    private const int LongestName = 16;
    private readonly IReadOnlyList<(PolicyDocument Document, Clause Clause, string Thing)> _things;
    private readonly ClauseValidity _validity;

    public TopicExamples(KnowledgeBase knowledge, ClauseValidity validity)
    {
        _validity = validity;
        _things =
        [
            .. Granting(knowledge).Select(g => (g.Document, g.Clause, Thing: ClauseTopic.ThingOf(g.Clause)))
                .Where(t => t.Thing.Length is > 2 and <= LongestName).DistinctBy(t => t.Thing, StringComparer.Ordinal).Take(LooksAt),
        ];
    }

    /// <summary>What the rules know as a benefit; where there are no rules, clauses that state a sum.</summary>
    private static IEnumerable<(PolicyDocument Document, Clause Clause)> Granting(KnowledgeBase knowledge) => knowledge.Benefits.Count > 0
        ? knowledge.Benefits.Select(b => (Document: knowledge.Find(b.Document), b.Clause)).Where(b => b.Document?.FindClause(b.Clause) is not null).Select(b => (b.Document!, b.Document!.FindClause(b.Clause)!))
        : knowledge.Documents.SelectMany(d => d.Clauses.Where(c => c.Heading.Length > 0 && FacetPatterns.Money.IsMatch(c.Text)).Select(c => (d, c)));

    /// <summary>Names of things, at most three; empty where the documents grant nothing under a short heading.</summary>
    public IReadOnlyList<string> For(Understanding.QuestionUnderstanding asked)
    {
        var facet = asked.Facets.Select(f => f.Facet).Cast<Facet?>().FirstOrDefault(f => FacetPatterns.IsDetail(f!.Value));
        var picker = new SentencePicker(new(asked));
        var ranked = _things
            .Select(t => (t.Document, t.Thing, States: facet is { } f && picker.Settles(t.Document, t.Clause, f), IsOver: _validity(t.Document, t.Clause, asked.AsOf).Status is ValidityStatus.Expired or ValidityStatus.Repealed))
            .OrderBy(t => t.IsOver).ThenByDescending(t => t.States).ToList();
        return [.. ranked.DistinctBy(t => t.Document.Number).Concat(ranked).Select(t => t.Thing).Distinct(StringComparer.Ordinal).Take(Most)];
    }
}

using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>The clause that goes along with the best one where one is not enough. Pure.</summary>
internal static class SecondClause
{
    private static readonly Facet[] Accompanying = [Facet.WhoIsResponsible, Facet.WhoPays, Facet.Until];

    /// <summary>A second clause only where one is not enough: two things compared, several asked.</summary>
    public static IEnumerable<EvidenceClause> Beside(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic, bool asksSeveral)
    {
        if (!facets.Contains(Facet.Difference) && !facets.Contains(Facet.ListAll))
            return Settling(best, clauses, facets, topic, asksSeveral);
        var lacks = topic.Missing(topic.ContextOf(best.Document, best.Clause));
        return clauses.Take(Nearness.LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= 0.4
            && topic.Missing(topic.ContextOf(c.Document, c.Clause)) is var others && lacks.Any(l => !others.Contains(l))).Take(1);
    }

    /// <summary>
    /// 建多少，哪些单位负责: where the clause states the first and not the second, one about as near that states it goes along. What is clearly asked in a breath of its own
    /// (补多少，要什么材料) is looked for in the whole document.
    /// </summary>
    private static IEnumerable<EvidenceClause> Settling(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic, bool asksSeveral)
    {
        var picker = new SentencePicker(topic);
        var settled = facets.Where(f => picker.Settles(best.Document, best.Clause, f)).ToList();
        var open = (asksSeveral ? facets : facets.Skip(1)).Except(settled).Where(f => Accompanying.Contains(f) || asksSeveral && FacetPatterns.IsDetail(f)).Select(f => (Facet?)f).FirstOrDefault();
        if (open is not { } left || (asksSeveral ? settled.Count == 0 : !settled.Contains(facets[0])))
            return [];
        var near = clauses.Take(Nearness.LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= best.Coverage - Nearness.About && picker.Settles(c.Document, c.Clause, left)).Take(1).ToList();
        if (near.Count > 0 || !asksSeveral)
            return near;
        return DedicatedClause.For(best, left, topic) is { } dedicated
            ? [best with { Clause = dedicated }]
            : clauses.Where(c => c.Document == best.Document && c.Clause != best.Clause && picker.Settles(c.Document, c.Clause, left)).Take(1).DefaultIfEmpty(InDocument(best, left, topic, picker)).OfType<EvidenceClause>();
    }

    private static EvidenceClause? InDocument(EvidenceClause best, Facet facet, TopicMatcher topic, SentencePicker picker) =>
        best.Document.Clauses.Where(c => c != best.Clause && string.Equals(c.Path.Part, best.Clause.Path.Part, StringComparison.Ordinal) && picker.Settles(best.Document, c, facet))
            .MaxBy(c => topic.Score(c.Text) + topic.Echo(c.Text)) is { } clause ? best with { Clause = clause } : null;
}

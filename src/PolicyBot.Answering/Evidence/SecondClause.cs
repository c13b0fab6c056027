using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>The clause that goes along with the best one where one is not enough. Pure.</summary>
internal static class SecondClause
{
    private static readonly Facet[] Accompanying = [Facet.WhoIsResponsible, Facet.WhoPays, Facet.Until];

    /// <summary>A second clause only where one is not enough: two things compared, several asked.</summary>
    public static IEnumerable<EvidenceClause> Beside(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (!facets.Contains(Facet.Difference) && !facets.Contains(Facet.ListAll))
            return Settling(best, clauses, facets, topic);
        var lacks = topic.Missing(topic.ContextOf(best.Document, best.Clause));
        return clauses.Take(Nearness.LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= 0.4
            && topic.Missing(topic.ContextOf(c.Document, c.Clause)) is var others && lacks.Any(l => !others.Contains(l))).Take(1);
    }

    /// <summary>建多少，哪些单位负责: where the clause states the first and not the second, one about as near that states it goes along.</summary>
    private static IEnumerable<EvidenceClause> Settling(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        var picker = new SentencePicker(topic);
        var open = facets.Skip(1).Where(f => Accompanying.Contains(f) && !picker.Settles(best.Document, best.Clause, f)).Select(f => (Facet?)f).FirstOrDefault();
        if (open is not { } left || !picker.Settles(best.Document, best.Clause, facets[0]))
            return [];
        return clauses.Take(Nearness.LookedAt).Where(c => c.Clause != best.Clause && c.Coverage >= best.Coverage - Nearness.About && picker.Settles(c.Document, c.Clause, left)).Take(1);
    }
}

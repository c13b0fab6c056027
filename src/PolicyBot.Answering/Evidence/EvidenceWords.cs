using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>What of a question a clause speaks of, and what it does not. Pure.</summary>
internal static class EvidenceWords
{
    private const double HalfAsStrong = 0.5;

    /// <summary>Words of substance that the clause does not speak of.</summary>
    public static List<string> Unknown(EvidenceClause found, TopicMatcher topic) =>
        [.. topic.Missing(WithItems(found, topic)).Where(t => t.Missed >= 0.35).Select(t => t.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>A clause that speaks of all that the best one speaks of, and of what that one lacks, where it is not found much worse; null where none does.</summary>
    public static EvidenceClause? Fuller(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        var has = topic.TokensIn(topic.ContextOf(best.Document, best.Clause));
        return clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Clause != best.Clause && c.Coverage > best.Coverage && c.Score >= best.Score * HalfAsStrong
            && topic.TokensIn(topic.ContextOf(c.Document, c.Clause)) is var more && more.Count > has.Count && has.All(more.Contains) && Unknown(c, topic).Count == 0
            && (facets.Count == 0 || !FacetPatterns.IsDetail(facets[0]) || new SentencePicker(topic).Settles(c.Document, c.Clause, facets[0])));
    }

    /// <summary>What is asked is stated in words that are about the topic: a word of the story that the clause lacks is then no reason to doubt.</summary>
    /// <param name="ownWords">Share of the citizen's own words that the sentence itself has to hold.</param>
    public static bool IsSettled(EvidenceClause best, IReadOnlyList<Facet> facets, TopicMatcher topic, double ownWords = 0) =>
        facets.Count > 0 && FacetPatterns.IsDetail(facets[0]) && new SentencePicker(topic).Pick(best.Document, best.Clause, facets[0]) is [_, ..] stated
        && stated.Any(q => topic.TokensIn(q.Text).Count > 0 && topic.LiteralCoverage(q.Text) >= ownWords);

    /// <summary>The alternative that is asked for where the clause, or each sentence that states the sum, is about others only; null where it is about that one or none.</summary>
    public static string? LackingAlternative(EvidenceClause best, IReadOnlyList<Facet> facets, TopicMatcher topic) =>
        topic.AlternativeLackingIn(WithItems(best, topic))
        ?? (facets is [Facet.HowMuch, ..] && new SentencePicker(topic).Pick(best.Document, best.Clause, Facet.HowMuch) is [_, ..] sums && sums.All(q => topic.IsOfAnother(q.Text))
            ? topic.AlternativeLackingIn(string.Join('\n', sums.Select(q => q.Text)), 1)
            : null);

    /// <summary>One of the units stands in the clause's own sentences, and not only in the line of those responsible.</summary>
    public static bool InBody(EvidenceClause found, IReadOnlyList<string> units) =>
        SentenceReader.Read(found.Document, found.Clause).Any(s => s.IsBody && units.Any(u => s.Text.Contains(u, StringComparison.Ordinal)));

    /// <summary>What is quoted of a lead-in is its list as well: its words are no words that the text lacks.</summary>
    public static string WithItems(EvidenceClause best, TopicMatcher topic) => ClauseList.Under(best.Document, best.Clause) is { Announces: true, IsShort: true } list
        ? string.Join('\n', list.Items.Select(i => i.Text).Prepend(topic.ContextOf(best.Document, best.Clause)))
        : topic.ContextOf(best.Document, best.Clause);
}

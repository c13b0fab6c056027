using PolicyBot.Answering.Composition;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// 什么时候申报, 要什么材料 behind the answer on a grant: a document states them once for all that it grants, in a clause that does not name the grant again.
/// </summary>
internal static class StatedOnce
{
    private static readonly Facet[] Facets = [Facet.Until, Facet.Materials, Facet.ProcessingTime, Facet.HowToApply, Facet.Phone];

    /// <summary>The clause in focus where it states them itself, or where no clause of its document does.</summary>
    public static EvidenceClause For(EvidenceClause kept, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic, ClauseValidity validity)
    {
        if (facets is not [var asked, ..] || !Facets.Contains(asked))
            return kept;
        var picker = new SentencePicker(topic);
        bool States(Clause clause) => asked == Facet.Until
            ? picker.IsOfApplying(clause, SentenceReader.Read(kept.Document, clause))
            : SentenceReader.Read(kept.Document, clause).Any(s => s.IsBody && s.States(FacetPatterns.Of(asked)!));
        if (States(kept.Clause) || asked == Facet.Until && !SentencePicker.AsksOfApplying(topic))
            return kept;
        var found = DedicatedClause.For(kept, asked, topic)
            ?? clauses.FirstOrDefault(c => c.Document == kept.Document && States(c.Clause))?.Clause
            ?? kept.Document.Clauses.Where(c => string.Equals(c.Path.Part, kept.Clause.Path.Part, StringComparison.Ordinal) && States(c)).MaxBy(c => topic.Score(c.Text) + topic.Echo(c.Text));
        return found is null ? kept : kept with { Clause = found, Validity = validity(kept.Document, found, topic.AsOf) };
    }
}

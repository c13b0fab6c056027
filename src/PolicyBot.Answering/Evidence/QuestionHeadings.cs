using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>A text of questions and answers: where the nearest answer does not state what is asked, the one whose question asks the same. Immutable.</summary>
internal sealed class QuestionHeadings(Lexicon lexicon)
{
    private const double Slack = 0.1;
    private readonly FacetReader _facets = new(lexicon);

    /// <summary>Null where the clause answers itself, is no answer to a printed question, or no other question asks for the facet of the same thing.</summary>
    public Clause? For(EvidenceClause best, Facet facet, TopicMatcher topic)
    {
        if (!IsQuestion(best.Clause) || Asks(best.Clause, facet) || new SentencePicker(topic).Settles(best.Document, best.Clause, facet))
            return null;
        var title = best.Document.TitleOf(best.Clause.Path);
        return best.Document.Clauses.FirstOrDefault(c => c != best.Clause && c.Path.Parent == best.Clause.Path.Parent && IsQuestion(c) && Asks(c, facet) && topic.Coverage(title + c.Text) >= best.Coverage - Slack);
    }

    private bool Asks(Clause clause, Facet facet) => _facets.Read(TopicMatcher.Fold(ClauseTopic.Strip(clause.Heading))) is [var first, ..] && first.Facet == facet;

    private static bool IsQuestion(Clause clause) => clause.Heading is [.., '？' or '?'];
}

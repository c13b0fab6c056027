using Lucene.Net.Index;
using Lucene.Net.Search;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Search.Ranking;

/// <summary>The fielded Lucene query: wide, so that the right clause is among the first 50; order is the second stage's task.</summary>
internal static class FirstStageQuery
{
    private const float SingleBoost = 0.5f;
    private const float HeadingBoost = 0.5f;
    private const float GoverningBoost = 0.4f;
    private const float ExactBoost = 1.5f;
    private const float PartOfTermBoost = 0.3f;

    /// <summary>Null where nothing of the question can be searched for.</summary>
    public static Query? Build(QuestionForm question, SearchOptions options, int clauseCount)
    {
        var query = new BooleanQuery();
        foreach (var gram in Selected(question.Grams, options, clauseCount))
        {
            Add(query, ClauseFields.Recall, gram.Text, gram.Kind == GramKind.Single ? SingleBoost : 1f);
            if (gram.Kind == GramKind.Single)
                continue;
            Add(query, ClauseFields.Heading, gram.Text, HeadingBoost);
            Add(query, ClauseFields.Governing, gram.Text, GoverningBoost);
        }

        foreach (var term in question.Terms.OrderByDescending(t => t.Term.Weight).Take(options.MaxTerms))
            AddTerm(query, term);
        foreach (var exact in question.Exact)
            Add(query, ClauseIndexer.FieldOf(exact.Kind), exact.Value, ExactBoost);
        return query.Clauses.Count == 0 ? null : query;
    }

    // Lucene 4.8 has no WAND: frequent characters are what costs, and on a large corpus they tell next to nothing.
    private static IEnumerable<WeightedGram> Selected(IReadOnlyList<WeightedGram> grams, SearchOptions options, int clauseCount)
    {
        var known = grams.Where(g => g.Clauses > 0).ToList();
        if (clauseCount >= options.LargeCorpus)
        {
            var rare = known.Where(g => g.Clauses <= clauseCount * options.FrequentShare).ToList();
            if (rare.Count > 0)
                known = rare;
        }

        return known.Count <= options.MaxTerms ? known : known.OrderByDescending(g => g.Kind == GramKind.Single ? g.Idf * SingleBoost : g.Idf).Take(options.MaxTerms);
    }

    private static void AddTerm(BooleanQuery query, WeightedTerm term)
    {
        var weight = (float)term.Term.Weight;
        if (term.Grams.Count > 1)
        {
            var phrase = new PhraseQuery { Boost = weight };
            var start = term.Grams[0].Start;
            foreach (var gram in term.Grams)
                phrase.Add(new Term(ClauseFields.Recall, gram.Text), gram.Start - start);
            // Positions count characters only where no longer word or number stands between.
            if (term.Grams.All(g => g.Kind == GramKind.Pair))
                query.Add(phrase, Occur.SHOULD);
        }

        var part = term.Grams.Count == 1 ? weight : weight * PartOfTermBoost;
        foreach (var gram in term.Grams.Where(g => g.Clauses > 0))
        {
            Add(query, ClauseFields.Recall, gram.Text, part);
            Add(query, ClauseFields.Heading, gram.Text, part * HeadingBoost);
        }
    }

    private static void Add(BooleanQuery query, string field, string text, float boost) =>
        query.Add(new TermQuery(new Term(field, text)) { Boost = boost }, Occur.SHOULD);
}

using Lucene.Net.Index;
using Lucene.Net.Search;
using PolicyBot.Search.Ranking;
using PolicyBot.Search.Storage;

namespace PolicyBot.Search;

/// <summary>
/// Finds clauses, with the reason for each score. Safe for any number of threads; every search runs on one snapshot of the knowledge from beginning to end,
/// also while a new index is published.
/// </summary>
public sealed class ClauseSearcher
{
    private readonly PolicyIndex _index;

    internal ClauseSearcher(PolicyIndex index) => _index = index;

    /// <summary>Best first; empty where nothing of the question occurs in any clause.</summary>
    public SearchResult Search(ClauseQuery query)
    {
        var options = _index.Options;
        using var lease = _index.Acquire();
        var snapshot = lease.Snapshot;
        var question = QuestionForm.Of(query, options.StopWords, snapshot.ClausesWith, snapshot.Rows.Count);
        var terms = question.Content.Select(g => new QuestionTerm(g.Text, g.Clauses, g.Idf)).ToList();
        var result = SearchResult.Empty with { Terms = terms, Knowledge = snapshot.Manifest.Knowledge };
        if (FirstStageQuery.Build(question, options, snapshot.Rows.Count) is not { } first)
            return result;
        Filter? filter = query.Document is { } number ? new QueryWrapperFilter(new TermQuery(new Term(ClauseFields.Document, number.Value))) : null;
        if (query.Only is { } only)
            filter = new ClauseFilter(snapshot.Rows, query.Document is { } one ? (document, clause) => document.Number == one && only(document, clause) : only);
        var found = snapshot.Searcher.Search(first, filter, Math.Max(options.RerankDepth, query.Take));
        if (found.ScoreDocs.Length == 0)
            return result;
        var reranker = new Reranker(question, query, query.Weights ?? options.Weights);
        var best = found.ScoreDocs[0].Score;
        var hits = found.ScoreDocs
            .Select(d => Rank(snapshot, reranker, d, best))
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.FirstStage).ThenBy(c => c.Ordinal)
            .Take(Math.Max(1, query.Take))
            .Select(c => new ClauseHit(c.Text.Row.Document, c.Text.Row.Clause, c.Score, c.Why, SnippetMaker.Make(c.Text, question)) { FirstStage = c.FirstStage, Coverage = c.Coverage })
            .ToList();
        return result with { Hits = hits, Total = found.TotalHits };
    }

    private static Candidate Rank(IndexSnapshot snapshot, Reranker reranker, ScoreDoc found, float best)
    {
        var ordinal = snapshot.OrdinalOf(found.Doc);
        var text = new CandidateText(snapshot.Rows[ordinal]);
        var why = reranker.Explain(text, snapshot.FeaturesOf(found.Doc), found.Score / best, out var coverage);
        return new(ordinal, text, why, why.Sum(p => p.Contribution), found.Score, coverage);
    }

    private sealed record Candidate(int Ordinal, CandidateText Text, IReadOnlyList<ScorePart> Why, double Score, float FirstStage, double Coverage);
}

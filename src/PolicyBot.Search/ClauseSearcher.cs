using Lucene.Net.Index;
using Lucene.Net.Search;
using PolicyBot.Search.ChineseAnalysis;
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
        var near = NearestTo(query, snapshot, options);
        var first = WordField.Beside(FirstStageQuery.Build(question, options, snapshot.Rows.Count), query.Text);
        if (first is null && near.Count == 0)
            return result;
        var filter = FilterOf(query, snapshot);
        var found = first is null ? new TopDocs(0, [], 0) : snapshot.Searcher.Search(first, filter, Math.Max(options.RerankDepth, query.Take));
        if (found.ScoreDocs.Length == 0 && near.Count == 0)
            return result;
        var reranker = new Reranker(question, query, query.Weights ?? options.Weights);
        var best = found.ScoreDocs.Length == 0 ? 1 : found.ScoreDocs[0].Score;
        var byMeaning = near.ToDictionary(n => n.Document, n => n.Cosine);
        var candidates = found.ScoreDocs.Concat(near.Where(n => !Array.Exists(found.ScoreDocs, d => d.Doc == n.Document)).Select(n => new ScoreDoc(n.Document, 0)))
            .Select(d => Rank(snapshot, reranker, d, best))
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.FirstStage).ThenBy(c => c.Ordinal)
            .ToList();
        var hits = Fused(candidates, near)
            .Take(Math.Max(1, query.Take))
            .Select(c => new ClauseHit(c.Text.Row.Document, c.Text.Row.Clause, c.Score, c.Why, SnippetMaker.Make(c.Text, question))
            {
                FirstStage = c.FirstStage,
                Coverage = c.Coverage,
                Similarity = byMeaning.TryGetValue(c.Doc, out var cosine) ? cosine : null,
            })
            .ToList();
        return result with { Hits = hits, Total = Math.Max(found.TotalHits, candidates.Count) };
    }

    // Meaning may bring a clause up, or in; whether it answers is decided by its words, as without vectors.
    private static IReadOnlyList<Candidate> Fused(List<Candidate> byWords, IReadOnlyList<(int Document, float Cosine)> near)
    {
        if (near.Count == 0)
            return byWords;
        var byDocument = byWords.ToDictionary(c => c.Doc);
        return RankFusion.Fuse<Candidate>([.. byWords.Where(c => c.FirstStage > 0)], [.. near.Select(n => byDocument[n.Document])]);
    }

    private static IReadOnlyList<(int Document, float Cosine)> NearestTo(ClauseQuery query, IndexSnapshot snapshot, SearchOptions options) =>
        query.Vector.IsEmpty || snapshot.Vectors is not { } vectors ? []
        : vectors.Nearest(query.Vector, options.RerankDepth, doc => Passes(query, snapshot.Rows[snapshot.OrdinalOf(doc)]));

    private static Filter? FilterOf(ClauseQuery query, IndexSnapshot snapshot) =>
        query.Only is { } only ? new ClauseFilter(snapshot.Rows, row => Passes(query, row), query.Document is null ? snapshot.OutcomesOf(only) : new byte[snapshot.Searcher.IndexReader.MaxDoc])
        : query.Document is { } number ? new QueryWrapperFilter(new TermQuery(new Term(ClauseFields.Document, number.Value)))
        : null;

    private static bool Passes(ClauseQuery query, ClauseRow row) =>
        (query.Document is not { } number || row.Document.Number == number) && (query.Only is not { } only || only(row.Document, row.Clause));

    private static Candidate Rank(IndexSnapshot snapshot, Reranker reranker, ScoreDoc found, float best)
    {
        var ordinal = snapshot.OrdinalOf(found.Doc);
        var text = new CandidateText(snapshot.Rows[ordinal]);
        var why = reranker.Explain(text, snapshot.FeaturesOf(found.Doc), found.Score / best, out var coverage);
        return new(found.Doc, ordinal, text, why, why.Sum(p => p.Contribution), found.Score, coverage);
    }

    private sealed record Candidate(int Doc, int Ordinal, CandidateText Text, IReadOnlyList<ScorePart> Why, double Score, float FirstStage, double Coverage);
}

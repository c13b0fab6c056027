using Lucene.Net.Index;
using Lucene.Net.Search;
using PolicyBot.Search.ChineseAnalysis;
using PolicyBot.Search.Storage;

namespace PolicyBot.Search;

/// <summary>A term of the documents: a character, a pair, a Latin word or a number, folded. Unit: clauses whose text or headings have it.</summary>
public readonly record struct VocabularyTerm(string Text, int Clauses);

/// <summary>What words the indexed documents use, for spelling correction, abbreviations and co-occurrence. Follows the index when a new one is published.</summary>
public sealed class IndexVocabulary
{
    private readonly PolicyIndex _index;

    internal IndexVocabulary(PolicyIndex index) => _index = index;

    public int ClauseCount => Read(s => s.Rows.Count);

    /// <summary>Every term of one snapshot, in ordinal order; read whole.</summary>
    public IReadOnlyList<VocabularyTerm> Terms() => Read(snapshot =>
    {
        var terms = new List<VocabularyTerm>();
        if (MultiFields.GetTerms(snapshot.Searcher.IndexReader, ClauseFields.Recall) is not { } all)
            return terms;
        var each = all.GetEnumerator();
        while (each.MoveNext())
            terms.Add(new(each.Term.Utf8ToString(), each.DocFreq));
        return terms;
    });

    /// <summary>Clauses that have these words in a row, whatever their length; 0 for words that no document uses.</summary>
    public int ClausesWith(string words) => Read(snapshot => Phrase(words) is { } query ? Count(snapshot, query) : 0);

    /// <summary>Clauses that have both.</summary>
    public int ClausesWithBoth(string words, string others) => Read(snapshot =>
        Phrase(words) is { } one && Phrase(others) is { } other
            ? Count(snapshot, new BooleanQuery { { one, Occur.MUST }, { other, Occur.MUST } })
            : 0);

    private static int Count(IndexSnapshot snapshot, Query query)
    {
        var collector = new TotalHitCountCollector();
        snapshot.Searcher.Search(query, collector);
        return collector.TotalHits;
    }

    private static Query? Phrase(string words)
    {
        var all = HanGrams.Read(words);
        // A single is needed only where no pair begins or ends with it.
        var grams = all.Where((g, i) => g.Kind != GramKind.Single
            || !((i + 1 < all.Count && all[i + 1].Kind == GramKind.Pair && all[i + 1].Start == g.Start) || (i > 0 && all[i - 1].Kind == GramKind.Pair && all[i - 1].End == g.End))).ToList();
        if (grams.Count == 0)
            return null;
        if (grams.Count == 1)
            return new TermQuery(new Term(ClauseFields.Recall, grams[0].Text));
        var phrase = new PhraseQuery();
        foreach (var gram in grams)
            phrase.Add(new Term(ClauseFields.Recall, gram.Text), gram.Position - grams[0].Position);
        return phrase;
    }

    private T Read<T>(Func<IndexSnapshot, T> read)
    {
        using var lease = _index.Acquire();
        return read(lease.Snapshot);
    }
}

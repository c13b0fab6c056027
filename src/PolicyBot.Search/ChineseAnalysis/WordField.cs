using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>
/// The optional field of dictionary words. Off by default: measured, it gains between -1 and +1 point of recall.
/// The folder SmartCn, compiled with <c>-p:WithSmartCn=true</c>, implements the partial method; without it the call leaves the assembly.
/// </summary>
public static partial class WordField
{
    private const float Boost = 0.5f;
    private static readonly Lazy<Analyzer?> Asking = new(Create);

    /// <summary>What the index manifest records: an index built by another analyzer is rebuilt.</summary>
    public static string AnalyzerName => Create() is { } words ? $"han-grams-1+{words.GetType().Name}" : "han-grams-1";

    /// <summary>Null where no word analyzer is compiled in.</summary>
    public static Analyzer? Create()
    {
        Analyzer? words = null;
        UseWords(ref words);
        return words;
    }

    /// <summary>The first stage with the question's words counted beside: they order what it finds, they find nothing alone. Without an analyzer, the first stage as it is.</summary>
    internal static Query? Beside(Query? first, string question) => Beside(first, question, Asking.Value);

    internal static Query? Beside(Query? first, string question, Analyzer? words)
    {
        if (first is null || words is null)
            return first;
        var query = new BooleanQuery { { first, Occur.MUST } };
        foreach (var word in WordsOf(question, words).Distinct(StringComparer.Ordinal).Take(BooleanQuery.MaxClauseCount - 1))
            query.Add(new TermQuery(new Term(ClauseFields.Words, word)) { Boost = Boost }, Occur.SHOULD);
        return query;
    }

    // A word of one character tells less than the pairs of the first stage.
    private static List<string> WordsOf(string text, Analyzer words)
    {
        var found = new List<string>();
        using var stream = words.GetTokenStream(ClauseFields.Words, text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            if (term.Length > 1)
                found.Add(term.ToString()!);
        }

        stream.End();
        return found;
    }

    static partial void UseWords(ref Analyzer? words);
}

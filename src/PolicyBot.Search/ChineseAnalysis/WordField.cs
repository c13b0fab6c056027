using Lucene.Net.Analysis;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>
/// The optional field of dictionary words. Off by default: measured, it gains between -1 and +1 point of recall.
/// The folder SmartCn, compiled with <c>-p:WithSmartCn=true</c>, implements the partial method; without it the call leaves the assembly.
/// </summary>
public static partial class WordField
{
    /// <summary>What the index manifest records: an index built by another analyzer is rebuilt.</summary>
    public static string AnalyzerName => Create() is { } words ? $"han-grams-1+{words.GetType().Name}" : "han-grams-1";

    /// <summary>Null where no word analyzer is compiled in.</summary>
    public static Analyzer? Create()
    {
        Analyzer? words = null;
        UseWords(ref words);
        return words;
    }

    static partial void UseWords(ref Analyzer? words);
}

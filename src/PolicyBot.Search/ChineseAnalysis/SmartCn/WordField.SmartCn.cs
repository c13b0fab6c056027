using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cn.Smart;
using Lucene.Net.Util;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>Words of Lucene's SmartChineseAnalyzer, as one field among others: it has no user dictionary and cuts names and decimals (公/租房, 1/5).</summary>
public static partial class WordField
{
    static partial void UseWords(ref Analyzer? words) => words = new SmartChineseAnalyzer(LuceneVersion.LUCENE_48);
}

using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using PolicyBot.Search;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Tests.Search.ChineseAnalysis;

public sealed class WordFieldTests
{
    private static readonly TermQuery First = new(new Term(ClauseFields.Recall, "创业"));

    [Fact]
    public void Words_are_counted_beside_the_first_stage_and_find_nothing_alone()
    {
        using var words = new WhitespaceAnalyzer(LuceneVersion.LUCENE_48);
        var query = Assert.IsType<BooleanQuery>(WordField.Beside(First, "创业 补贴 多 创业", words));

        Assert.Equal([(Occur.MUST, "recall:创业"), (Occur.SHOULD, "words:创业^0.5"), (Occur.SHOULD, "words:补贴^0.5")], query.Clauses.Select(c => (c.Occur, c.Query.ToString())));
    }

    [Fact]
    public void Without_a_word_analyzer_or_without_a_first_stage_nothing_changes()
    {
        using var words = new WhitespaceAnalyzer(LuceneVersion.LUCENE_48);
        Assert.Same(First, WordField.Beside(First, "创业 补贴", words: null));
        Assert.Null(WordField.Beside(first: null, "创业 补贴", words));
    }
}

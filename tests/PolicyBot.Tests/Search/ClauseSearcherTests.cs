using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search;
using PolicyBot.Search.Ranking;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Search;

public sealed class ClauseSearcherTests : IDisposable
{
    private readonly PolicyIndex _index = PolicyIndex.InMemory(GivenDocuments.Knowledge(GivenDocuments.Employment()));

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData("我能申请1万元创业补贴吗", "附件/一/（一）")]
    [InlineData("创业大赛一等奖奖多少钱", "附件/一/（二）")]
    [InlineData("低保家庭毕业生求职补贴", "附件/二/（一）")]
    [InlineData("低保家庭畢業生求職補貼", "附件/二/（一）")]
    [InlineData("灵活就业社保补贴能领几年", "附件/二/（二）")]
    [InlineData("ＡＢＣ 三等奖", "附件/一/（二）")]
    public void The_right_clause_comes_first(string question, string path)
    {
        var hit = _index.Searcher.Search(new(question)).Hits[0];

        Assert.Equal(path, hit.Path.Value);
    }

    [Fact]
    public void Several_names_for_the_same_words_count_once()
    {
        double Concepts(params QueryTerm[] terms) => _index.Searcher.Search(new("补贴") { Terms = terms }).Hits.First(h => h.Path.Value == "附件/二/（一）")[RankingFeature.Concepts];

        Assert.Equal(Concepts(new QueryTerm("求职补贴") { For = "找工作的钱" }), Concepts(new QueryTerm("求职补贴") { For = "找工作的钱" }, new QueryTerm("社会保险补贴", 0.9) { For = "找工作的钱" }), 6);
        Assert.True(Concepts(new QueryTerm("求职补贴"), new QueryTerm("社会保险补贴", 0.9)) < 0.6);
    }

    [Theory]
    [InlineData("50%的补贴", "附件/二/（二）")]
    [InlineData("补一千五百元的", "附件/二/（一）")]
    [InlineData("到2024-12-31截止的是哪一个", "附件/二/（二）")]
    public void Numbers_match_in_any_spelling(string question, string path)
    {
        var hit = _index.Searcher.Search(new(question)).Hits[0];

        Assert.Equal(path, hit.Path.Value);
        Assert.True(hit[RankingFeature.Exact] > 0);
    }

    [Fact]
    public void Every_feature_is_explained_once_and_the_contributions_make_the_score()
    {
        var hit = _index.Searcher.Search(new("创业补贴")).Hits[0];

        Assert.Equal(RankingWeights.Features, hit.Why.Select(p => p.Feature));
        Assert.Equal(hit.Score, hit.Why.Sum(p => p.Contribution), 9);
        Assert.All(hit.Why, p => Assert.InRange(p.Value, 0, 1));
        Assert.Contains("创业", hit.Why[(int)RankingFeature.OwnCoverage].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Snippet_and_highlights_are_the_official_words_at_their_offsets()
    {
        var result = _index.Searcher.Search(new("灵活就业的社会保险补贴期限"));

        foreach (var hit in result.Hits)
        {
            Assert.Equal(hit.Snippet.Text, hit.Source.Text.Substring(hit.Snippet.Start, hit.Snippet.Text.Length));
            foreach (var (inSnippet, inText) in hit.Snippet.Highlights.Zip(hit.Snippet.OfficialHighlights))
                Assert.Equal(hit.Snippet.Text[inSnippet.Start..inSnippet.End], hit.Source.Text[inText.Start..inText.End]);
        }

        var first = result.Hits[0].Snippet;
        Assert.Contains("社会保险补贴", first.Highlights.Select(h => first.Text[h.Start..h.End]));
    }

    [Fact]
    public void Words_are_marked_whole_and_not_the_seam_between_two_of_them()
    {
        var hits = _index.Searcher.Search(new("创业补贴")).Hits.ToDictionary(h => h.Path.Value, h => h.Snippet.Highlights.Select(m => h.Snippet.Text[m.Start..m.End]).ToList(), StringComparer.Ordinal);

        Assert.Equal(["创业", "创业补贴"], hits["附件/一/（一）"].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // 就业补助资金 holds 业补, which is no word of anybody's.
        Assert.Equal(["补贴", "补贴"], hits["附件/二/（一）"]);
    }

    [Fact]
    public void A_concept_finds_the_clause_that_shares_no_word_with_the_question()
    {
        Assert.DoesNotContain("附件/二/（二）", _index.Searcher.Search(new("养老")).Hits.Select(h => h.Path.Value));

        var hit = _index.Searcher.Search(new("养老") { Terms = [new("社会保险", 0.8)] }).Hits[0];

        Assert.Equal("附件/二/（二）", hit.Path.Value);
        Assert.Equal("社会保险", hit.Why[(int)RankingFeature.Concepts].Detail);
    }

    [Fact]
    public void A_facet_prefers_the_clause_that_states_such_a_thing()
    {
        var plain = _index.Searcher.Search(new("补贴资金") { Take = 20 });
        var asked = _index.Searcher.Search(new("补贴资金") { Take = 20, Facets = [Facet.WhoPays] });

        Assert.Equal("附件/二/（一）", asked.Hits[0].Path.Value);
        Assert.All(plain.Hits, h => Assert.Equal(0, h[RankingFeature.Facet]));
        Assert.Equal(1, asked.Hits[0][RankingFeature.Facet]);
    }

    [Fact]
    public void Only_clauses_of_the_asked_document_are_found()
    {
        using var two = PolicyIndex.InMemory(GivenDocuments.Knowledge(GivenDocuments.Employment(), GivenDocuments.Employment("云山政办发〔2024〕9号")));

        var hits = two.Searcher.Search(new("创业补贴") { Document = DocumentNumber.Parse("云山政办发〔2024〕9号") }).Hits;

        Assert.NotEmpty(hits);
        Assert.All(hits, h => Assert.Equal("云山政办发〔2024〕9号", h.Document.Value));
    }

    [Fact]
    public void A_document_is_found_by_its_number_in_any_brackets()
    {
        using var two = PolicyIndex.InMemory(GivenDocuments.Knowledge(GivenDocuments.Employment(), GivenDocuments.Employment("云山政办发〔2024〕9号")));

        Assert.Equal("云山政办发〔2024〕9号", two.Searcher.Search(new("云山政办发[2024]9号 创业补贴")).Hits[0].Document.Value);
        Assert.Equal("云山政办发〔2023〕5号", two.Searcher.Search(new("5号文的创业补贴")).Hits[0].Document.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("？？？！")]
    [InlineData("xyzzy")]
    [InlineData("\ud800")]
    [InlineData("请问")]
    public void What_says_nothing_finds_nothing(string question)
    {
        var result = _index.Searcher.Search(new(question));

        Assert.Empty(result.Hits);
        Assert.Equal(0, result.Total);
    }

    [Fact]
    public void Words_that_no_document_says_lower_the_coverage()
    {
        var known = _index.Searcher.Search(new("创业补贴")).Hits[0].Coverage;
        var result = _index.Searcher.Search(new("创业补贴养老院床位"));

        Assert.True(result.Hits[0].Coverage < known / 2);
        Assert.Contains(result.Terms, t => t is { Text: "床位", Clauses: 0 });
    }

    [Fact]
    public void An_empty_knowledge_answers_nothing_and_breaks_nothing()
    {
        using var empty = PolicyIndex.InMemory(GivenDocuments.Knowledge());

        Assert.Empty(empty.Searcher.Search(new("创业补贴")).Hits);
        Assert.Empty(empty.Vocabulary.Terms());
    }

    [Fact]
    public void A_long_question_is_searched_by_its_rarest_terms()
    {
        var question = string.Concat(Enumerable.Repeat("今天天气不错我去公园散步遇到了老同学聊了很久", 40)) + "求职补贴每人多少";

        Assert.Equal("附件/二/（一）", _index.Searcher.Search(new(question)).Hits[0].Path.Value);
    }

    [Fact]
    public void The_vocabulary_counts_clauses_for_words_of_any_length()
    {
        var vocabulary = _index.Vocabulary;

        Assert.Equal(7, vocabulary.ClauseCount);
        Assert.Equal(1, vocabulary.ClausesWith("社会保险补贴"));
        Assert.Equal(0, vocabulary.ClausesWith("险补贴社会"));
        Assert.Equal(0, vocabulary.ClausesWith("养老院"));
        Assert.Equal(1, vocabulary.ClausesWithBoth("低保家庭", "求职补贴"));
        Assert.Contains(vocabulary.Terms(), t => t is { Text: "大赛", Clauses: 1 });
    }
}

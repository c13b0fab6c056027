using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Search;

public sealed class ClauseVectorsTests : IDisposable
{
    private const string Far = "附件/二/（二）";
    private static readonly KnowledgeBase Knowledge = GivenDocuments.Knowledge(GivenDocuments.Employment());
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Meaning_brings_in_a_clause_that_shares_no_word()
    {
        using var index = PolicyIndex.InMemory(Knowledge, Options("小模型", 4));

        var words = index.Searcher.Search(new("创业大赛"));
        var both = index.Searcher.Search(new("创业大赛") { Vector = new float[] { 0, 1, 0, 0 } });
        var alone = index.Searcher.Search(new("zzz") { Vector = new float[] { 0, 1, 0, 0 } });

        Assert.True(PlaceOf(both) < PlaceOf(words), $"{PlaceOf(both)}, {PlaceOf(words)}");
        Assert.Equal(1, both.Hits.First(h => h.Path.Value == Far).Similarity!.Value, 5);
        Assert.Equal(Far, alone.Hits[0].Path.Value);
    }

    [Fact]
    public void A_question_of_another_dimension_is_searched_by_its_words_alone()
    {
        using var index = PolicyIndex.InMemory(Knowledge, Options("小模型", 4));

        var plain = index.Searcher.Search(new("创业大赛"));
        var other = index.Searcher.Search(new("创业大赛") { Vector = new float[] { 0, 1 } });

        Assert.Equal(plain.Hits.Select(h => (h.Path, h.Score)), other.Hits.Select(h => (h.Path, h.Score)));
        Assert.All(other.Hits, h => Assert.Null(h.Similarity));
    }

    [Fact]
    public void The_manifest_names_model_and_dimension_and_another_model_rebuilds()
    {
        using (var first = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, Options("小模型", 4)).Value)
            Assert.Equal(new EmbeddingIdentity("小模型", 4), first.Manifest.Embedding);
        using (var same = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, Options("小模型", 4)).Value)
        {
            Assert.Empty(same.BuildReason);
            Assert.Equal(Far, same.Searcher.Search(new("zzz") { Vector = new float[] { 0, 1, 0, 0 } }).Hits[0].Path.Value);
        }

        using (var other = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, Options("大模型", 8)).Value)
            Assert.Equal("索引里的向量由 小模型（4 维） 生成，现在设置的是 大模型（8 维）", other.BuildReason);
        using var none = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge).Value;
        Assert.Contains("（没有向量）", none.BuildReason, StringComparison.Ordinal);
        Assert.Null(none.Manifest.Embedding);
    }

    [Fact]
    public void Only_the_asked_document_is_compared()
    {
        using var index = PolicyIndex.InMemory(Knowledge, Options("小模型", 4));

        var hits = index.Searcher.Search(new("zzz") { Vector = new float[] { 0, 1, 0, 0 }, Document = DocumentNumber.Parse("别市发〔2020〕1号") }).Hits;

        Assert.Empty(hits);
    }

    private static int PlaceOf(SearchResult result) => result.Hits.TakeWhile(h => h.Path.Value != Far).Count();

    /// <summary>Every clause points one way, the far one another.</summary>
    private static SearchOptions Options(string model, int dimension)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var row in ClauseRow.Of(Knowledge))
        {
            var vector = new float[dimension];
            vector[row.Clause.Path.Value == Far ? 1 : 0] = 1;
            vectors[ClauseVectors.DigestOf(row)] = vector;
        }

        return SearchOptions.Default with { Vectors = new ClauseVectors(new(model, dimension), vectors) };
    }
}

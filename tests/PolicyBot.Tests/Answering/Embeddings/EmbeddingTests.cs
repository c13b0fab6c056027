using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.ModelServer;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Embeddings;

public sealed class EmbeddingTests : IDisposable
{
    private static readonly KnowledgeBase Knowledge = GivenDocuments.Knowledge(GivenDocuments.Employment());
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clauses_are_embedded_once_and_then_come_from_the_cache()
    {
        await using var server = await LoopbackModel.StartAsync(Scripts.All["empty"]);
        using var model = Model(server.Endpoint);
        var first = await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);
        var clauses = server.Embedded;
        var again = await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);

        Assert.Equal((Knowledge.Documents.Sum(d => d.Clauses.Count), clauses), (clauses, server.Embedded));
        Assert.Equal(new EmbeddingIdentity("small", SmallEmbedding.Dimension), first.Value.Vectors!.Identity);
        Assert.All(ClauseRow.Of(Knowledge), row => Assert.Equal(first.Value.Vectors.Of(row), again.Value.Vectors!.Of(row)));
        Assert.Empty(first.Problems);
    }

    [Fact]
    public async Task One_more_document_embeds_only_its_own_clauses()
    {
        await using var server = await LoopbackModel.StartAsync(Scripts.All["empty"]);
        using var model = Model(server.Endpoint);
        await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);
        var before = server.Embedded;
        var more = new KnowledgeBase([.. Knowledge.Documents, GivenModel.Document]);
        await ClauseEmbedder.EmbedAsync(model, _folder.Path, more, CancellationToken.None);

        Assert.Equal(GivenModel.Document.Clauses.Count, server.Embedded - before);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_warning_and_words_do_alone()
    {
        using var model = Model("http://127.0.0.1:9/v1");
        var embedded = await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);
        using var index = PolicyIndex.InMemory(Knowledge, embedded.Value);

        Assert.Null(embedded.Value.Vectors);
        Assert.Contains("只按文字检索", Assert.Single(embedded.Problems).Message, StringComparison.Ordinal);
        Assert.True((await model.EmbedQuestionAsync("创业补贴", CancellationToken.None)).IsEmpty);
        var bot = PolicyAssistant.Create(Knowledge, index.Searcher, new ConversationStore(TimeProvider.System), embedding: model);
        var said = await bot.AnswerAsync(new Question("创业大赛一等奖", null, GivenModel.Today), CancellationToken.None);
        Assert.True(said is Answered, said.Text);
    }

    [Fact]
    public async Task A_cache_that_is_damaged_is_made_again()
    {
        await using var server = await LoopbackModel.StartAsync(Scripts.All["empty"]);
        using var model = Model(server.Endpoint);
        await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "embeddings")));
        await File.WriteAllTextAsync(file, "不是向量");
        var before = server.Embedded;
        var again = await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);

        Assert.Equal(before * 2, server.Embedded);
        Assert.NotNull(again.Value.Vectors);
    }

    [Fact]
    public async Task Questions_are_compared_with_the_clauses_through_the_search_function()
    {
        await using var server = await LoopbackModel.StartAsync(Scripts.All["empty"]);
        using var model = Model(server.Endpoint);
        var embedded = await ClauseEmbedder.EmbedAsync(model, _folder.Path, Knowledge, CancellationToken.None);
        using var index = PolicyIndex.InMemory(Knowledge, embedded.Value);
        var bot = PolicyAssistant.Create(Knowledge, index.Searcher, new ConversationStore(TimeProvider.System), embedding: model);

        var hits = await bot.RetrieveAsync(new Question("低保家庭毕业生求职补贴", null, GivenModel.Today), 5, CancellationToken.None);

        Assert.Equal("附件/二/（一）", hits[0].Path.Value);
        Assert.NotNull(hits[0].Similarity);
    }

    [Theory]
    [InlineData("/v1", "m", "Endpoint")]
    [InlineData("http://127.0.0.1/v1", "", "Name")]
    public void Wrong_settings_are_told_in_chinese_with_their_key(string endpoint, string name, string key) =>
        Assert.Contains(key, Assert.Single(new EmbeddingOptions { Endpoint = endpoint, Name = name }.Faults()), StringComparison.Ordinal);

    private static EmbeddingModel Model(string endpoint) => EmbeddingModel.Create(new EmbeddingOptions { Endpoint = endpoint, Name = "small", BatchSize = 3 })!;
}

using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Answering.Model;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.Search;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Hosting;

/// <summary>The real edition: knowledge from its folder, its index, the assistant on top. Conversations live on from one edition to the next.</summary>
public sealed class KnowledgeServing(TimeProvider clock, ILoggerFactory logs, ConversationStore? conversations = null, ModelWording? wording = null, EmbeddingModel? embedding = null)
{
    private readonly ConversationStore _conversations = conversations ?? new(clock);

    public Task<Result<Serving>> BuildAsync(KnowledgeFolders folders, CancellationToken cancellationToken) =>
        Task.Run(() => BuildWholeAsync(folders, cancellationToken), cancellationToken);

    private async Task<Result<Serving>> BuildWholeAsync(KnowledgeFolders folders, CancellationToken cancellationToken)
    {
        var read = KnowledgeReader.Read(folders.Knowledge, folders.Known);
        if (!read.IsSuccess)
            return Result<Serving>.Failure(read.Problems);
        var knowledge = read.Value;
        if (knowledge.Documents.Count == 0)
            return Result<Serving>.Failure([new Problem(folders.Knowledge, "知识文件夹里没有任何文件，请先用 import 导入"), .. read.Problems]);
        var embedded = await ClauseEmbedder.EmbedAsync(embedding, folders.Index, knowledge, cancellationToken);
        var opened = OpenIndex(folders, knowledge, embedded.Value, cancellationToken);
        if (!opened.IsSuccess)
            return Result<Serving>.Failure(opened.Problems);

        var index = opened.Value;
        var use = new EditionUse(index);
        var timeline = new ValidityTimeline(knowledge);
        var quoting = PolicyAssistant.Create(knowledge, index.Searcher, _conversations, (document, clause, day) => timeline.FindingFor(document, clause.Path, day), clock, logs, embedding: embedding);
        if (folders.SealedIndex is not null)
            await WarmAsync(quoting, knowledge, cancellationToken);
        var assistant = quoting.WordedBy(wording);
        return Result<Serving>.Success(new Serving(
            knowledge,
            (question, cancellation) => use.WhileAsync(() => assistant.AnswerAsync(question, cancellation)),
            request => use.While(() => Search(index, request)),
            timeline.FindingFor)
        {
            Sentence = id => SentenceOf(knowledge.Replies, id),
            Examples = ExampleQuestions.From(knowledge),
            Warnings = [.. read.Problems.Concat(embedded.Problems).Concat(opened.Problems).Select(p => p.ToString())],
            Assess = assistant.Assess,
            Find = (question, take, document, only) => use.While(() => assistant.Find(question, take, document, only)),
            FactsIn = assistant.FactsIn,
            Owned = use,
        });
    }

    private Result<PolicyIndex> OpenIndex(KnowledgeFolders folders, KnowledgeBase knowledge, SearchOptions search, CancellationToken cancellationToken)
    {
        if (folders.SealedIndex is null)
            return PolicyIndex.OpenOrBuild(folders.Index, knowledge, search, clock, cancellationToken);
        var opened = PolicyIndex.Open(folders.SealedIndex, knowledge, search, clock);
        if (opened.IsSuccess)
            return opened;
        // The files are sound (they were verified): another build of the program made the index, or this server searches by vectors as well. The version keeps serving through an upgrade.
        var built = PolicyIndex.OpenOrBuild(folders.Index, knowledge, search, clock, cancellationToken);
        var told = opened.Problems.Select(p => p with { Severity = ProblemSeverity.Warning, Message = p.Message + "；已按这个版本的知识另建索引" });
        return built.IsSuccess ? Result<PolicyIndex>.Success(built.Value, [.. told, .. built.Problems]) : built;
    }

    // A new edition answers a few questions before anybody else asks: the first citizen after a swap waits no longer than the last before it.
    private async Task WarmAsync(PolicyAssistant assistant, KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        foreach (var example in ExampleQuestions.From(knowledge).Take(3))
            await assistant.AnswerAsync(new Question(example, Conversation: null, ChinaTime.Today(clock)), cancellationToken);
    }

    private static string SentenceOf(ReplyBook replies, string id) =>
        replies.Has(id) || RequiredReplies.Ids.Contains(id, StringComparer.Ordinal) ? replies.Text(id) : FixedSentences.BuiltIn(id);

    private SearchShape Search(PolicyIndex index, SearchRequest request)
    {
        var started = clock.GetTimestamp();
        var result = index.Searcher.Search(new ClauseQuery(request.Query) { Document = request.Document, AsOf = request.AsOf, Take = request.Count });
        return SearchJson.From(result, clock.GetElapsedTime(started).TotalMilliseconds);
    }
}

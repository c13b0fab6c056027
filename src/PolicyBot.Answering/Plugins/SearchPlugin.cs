using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Search;

namespace PolicyBot.Answering.Plugins;

/// <summary>Search as a kernel function, the same for the quotation-only way and for a model.</summary>
internal sealed class SearchPlugin(ClauseSearcher searcher, EmbeddingModel? embedding)
{
    public const string Name = "clauses";

    [KernelFunction("search"), Description("按问题查找政策条款，最相关的在前")]
    public async Task<SearchResult> SearchAsync([Description("要查的问题")] ClauseQuery query, CancellationToken cancellationToken) =>
        searcher.Search(embedding is null || !query.Vector.IsEmpty ? query : query with { Vector = await embedding.EmbedQuestionAsync(query.Text, cancellationToken) });
}

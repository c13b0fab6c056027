using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Search;

namespace PolicyBot.Answering.Plugins;

/// <summary>Search as a kernel function, the same for the quotation-only way and for a model.</summary>
internal sealed class SearchPlugin(ClauseSearcher searcher)
{
    public const string Name = "clauses";

    [KernelFunction("search"), Description("按问题查找政策条款，最相关的在前")]
    public SearchResult Search([Description("要查的问题")] ClauseQuery query) => searcher.Search(query);
}

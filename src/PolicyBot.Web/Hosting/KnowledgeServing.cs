using PolicyBot.Core;
using PolicyBot.Knowledge;

namespace PolicyBot.Web.Hosting;

/// <summary>The real edition: knowledge from its folder, its index, the assistant.</summary>
public sealed class KnowledgeServing(IServiceProvider services)
{
    public Task<Result<Serving>> BuildAsync(KnowledgeFolders folders, CancellationToken cancellationToken)
    {
        _ = services;
        return Task.FromResult(Result<Serving>.Failure(new Problem(folders.Knowledge, "知识库还没有可用的读取程序。")));
    }
}

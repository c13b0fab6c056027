using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Core;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;

namespace PolicyBot.Cli;

/// <summary>What a verb works on: the folders that settings and <c>--knowledge</c> name, and what stands in them.</summary>
internal sealed class KnowledgeSession
{
    private readonly CliHost _host;

    public KnowledgeSession(CliHost host, ParseResult parsed)
    {
        _host = host;
        var options = host.Configuration.GetSection(PolicyBotOptions.Section).Get<PolicyBotOptions>() ?? new PolicyBotOptions();
        if (parsed.GetValue(CommonOptions.Knowledge) is { } folder)
            options.Knowledge = folder;
        Folders = KnowledgeFolders.Locate(options, host.WorkingFolder);
        Publishing = host.Configuration.GetSection(PublishingOptions.Section).Get<PublishingOptions>() ?? new();
        Versions = new(KnowledgeFolders.LocatePublishing(options, Publishing.Folder, host.WorkingFolder));
    }

    public PublishingOptions Publishing { get; }

    /// <summary>What was published of this knowledge; the folder may not exist yet.</summary>
    public VersionStore Versions { get; }

    public KnowledgeFolders Folders { get; }

    /// <summary>Null where the knowledge cannot be read: every problem has then been told.</summary>
    public KnowledgeBase? Read()
    {
        using var slow = new SlowWork(_host, "读取知识");
        var read = KnowledgeReader.Read(Folders.Knowledge);
        if (!read.IsSuccess)
        {
            Problems.Write(_host.Error, read.Problems);
            return null;
        }

        if (read.Value.Documents.Count == 0)
            _host.Error.WriteLine($"提醒　{Folders.Knowledge} 里还没有文件，请先用 import 导入。");
        return read.Value;
    }

    /// <summary>Null where no index can be had; a build says so on stderr.</summary>
    public async Task<PolicyIndex?> OpenIndexAsync(KnowledgeBase knowledge, EmbeddingModel? embedding, CancellationToken cancellationToken)
    {
        using var slow = new SlowWork(_host, "建立索引");
        var embedded = await ClauseEmbedder.EmbedAsync(embedding, Folders.Index, knowledge, cancellationToken);
        Problems.Write(_host.Error, embedded.Problems);
        var opened = PolicyIndex.OpenOrBuild(Folders.Index, knowledge, embedded.Value, time: _host.Clock, cancellation: cancellationToken);
        Problems.Write(_host.Error, opened.Problems);
        return opened.IsSuccess ? opened.Value : null;
    }
}

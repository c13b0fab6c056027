using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Answering.Model;
using PolicyBot.Core;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Cli;

/// <summary>The assistant over one knowledge folder, with the index it searches.</summary>
internal sealed class Assistant(KnowledgeBase knowledge, PolicyIndex index, PolicyAssistant bot, ModelWording? wording, EmbeddingModel? embedding) : IDisposable
{
    public KnowledgeBase Knowledge { get; } = knowledge;

    public PolicyIndex Index { get; } = index;

    public PolicyAssistant Bot { get; } = bot;

    /// <summary>Null where knowledge or index cannot be had: the reasons have then been told.</summary>
    public static async Task<Assistant?> OpenAsync(CliHost host, ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = ModelOf(host.Configuration);
        foreach (var fault in options.Faults())
            host.Error.WriteLine(fault);
        if (options.Faults().Count > 0 || !TryEmbedding(host, out var embedding))
            return null;

        var session = new KnowledgeSession(host, parsed);
        if (session.Read() is not { } knowledge || await session.OpenIndexAsync(knowledge, embedding, cancellationToken) is not { } index)
        {
            embedding?.Dispose();
            return null;
        }

        var timeline = new ValidityTimeline(knowledge);
        var bot = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(host.Clock), (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf), host.Clock, embedding: embedding);
        var wording = ModelWording.Create(options, host.Clock);
        return new(knowledge, index, bot.WordedBy(wording), wording, embedding);
    }

    public static ModelOptions ModelOf(IConfiguration configuration) => configuration.GetSection(ModelOptions.Section).Get<ModelOptions>() ?? new();

    /// <summary>The configured embedding model, null where there is none. False where its settings are wrong: the faults have then been told.</summary>
    public static bool TryEmbedding(CliHost host, out EmbeddingModel? embedding)
    {
        embedding = null;
        var options = host.Configuration.GetSection(EmbeddingOptions.Section).Get<EmbeddingOptions>() ?? new();
        foreach (var fault in options.Faults())
            host.Error.WriteLine(fault);
        if (options.Faults().Count > 0)
            return false;
        embedding = EmbeddingModel.Create(options, host.Clock);
        return true;
    }

    public void Dispose()
    {
        wording?.Dispose();
        embedding?.Dispose();
        Index.Dispose();
    }
}

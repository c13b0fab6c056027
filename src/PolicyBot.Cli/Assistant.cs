using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Model;
using PolicyBot.Core;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Cli;

/// <summary>The assistant over one knowledge folder, with the index it searches.</summary>
internal sealed class Assistant(KnowledgeBase knowledge, PolicyIndex index, PolicyAssistant bot, ModelWording? wording) : IDisposable
{
    public KnowledgeBase Knowledge { get; } = knowledge;

    public PolicyIndex Index { get; } = index;

    public PolicyAssistant Bot { get; } = bot;

    /// <summary>Null where knowledge or index cannot be had: the reasons have then been told.</summary>
    public static Assistant? Open(CliHost host, ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = ModelOf(host.Configuration);
        if (options.Faults() is [_, ..] faults)
        {
            foreach (var fault in faults)
                host.Error.WriteLine(fault);
            return null;
        }

        var session = new KnowledgeSession(host, parsed);
        if (session.Read() is not { } knowledge || session.OpenIndex(knowledge, cancellationToken) is not { } index)
            return null;
        var timeline = new ValidityTimeline(knowledge);
        var bot = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(host.Clock), (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf), host.Clock);
        var wording = ModelWording.Create(options, host.Clock);
        return new(knowledge, index, bot.WordedBy(wording), wording);
    }

    public static ModelOptions ModelOf(IConfiguration configuration) => configuration.GetSection(ModelOptions.Section).Get<ModelOptions>() ?? new();

    public void Dispose()
    {
        wording?.Dispose();
        Index.Dispose();
    }
}

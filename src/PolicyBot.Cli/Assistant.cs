using System.CommandLine;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Cli;

/// <summary>The assistant over one knowledge folder, with the index it searches.</summary>
internal sealed class Assistant(KnowledgeBase knowledge, PolicyIndex index, PolicyAssistant bot) : IDisposable
{
    public KnowledgeBase Knowledge { get; } = knowledge;

    public PolicyIndex Index { get; } = index;

    public PolicyAssistant Bot { get; } = bot;

    /// <summary>Null where knowledge or index cannot be had: the reasons have then been told.</summary>
    public static Assistant? Open(CliHost host, ParseResult parsed, CancellationToken cancellationToken)
    {
        var session = new KnowledgeSession(host, parsed);
        if (session.Read() is not { } knowledge || session.OpenIndex(knowledge, cancellationToken) is not { } index)
            return null;
        var timeline = new ValidityTimeline(knowledge);
        var bot = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(host.Clock), (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf), host.Clock);
        return new(knowledge, index, bot);
    }

    public void Dispose() => Index.Dispose();
}

using PolicyBot.Answering.Evaluation;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;

namespace PolicyBot.Cli.Publishing;

/// <summary>The publisher with this program's search and assistant.</summary>
internal static class PublishParts
{
    public static Publisher Publisher(CliHost host, KnowledgeSession session) => new(
        session.Versions,
        session.Publishing,
        (folder, knowledge, before, cancellation) => PolicyIndex.BuildApart(folder, knowledge, before, host.Clock, cancellation),
        new ReleaseReviewer(host.Clock).ReviewAsync,
        host.Clock);

    /// <summary>Who is at the terminal.</summary>
    public static string By => Environment.UserName is { Length: > 0 } user ? user : "命令行";
}

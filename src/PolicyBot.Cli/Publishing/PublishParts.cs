using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;

namespace PolicyBot.Cli.Publishing;

/// <summary>The publisher with this program's search and assistant.</summary>
internal static class PublishParts
{
    public static Publisher Publisher(CliHost host, KnowledgeSession session) => new(
        session.Versions,
        session.Publishing,
        (folder, knowledge, cancellation) => BuildIndex(folder, knowledge, host.Clock, cancellation),
        (sides, progress, cancellation) => ReviewAsync(sides, host.Clock, progress, cancellation),
        host.Clock);

    /// <summary>Who is at the terminal.</summary>
    public static string By => Environment.UserName is { Length: > 0 } user ? user : "命令行";

    private static IReadOnlyList<Problem> BuildIndex(string folder, KnowledgeBase knowledge, TimeProvider clock, CancellationToken cancellation)
    {
        var built = PolicyIndex.Build(folder, knowledge, time: clock, cancellation: cancellation);
        if (built.IsSuccess)
            built.Value.Dispose();
        return built.Problems;
    }

    private static Task<ReleaseReview> ReviewAsync(ReviewSides sides, TimeProvider clock, Action<int, int> progress, CancellationToken cancellation) =>
        new ReleaseReviewer(clock).ReviewAsync(
            sides.Before is { } before ? new(before.Knowledge, before.Index) : null,
            new(sides.After.Knowledge, sides.After.Index),
            new(sides.Gold, sides.Questions, sides.ChangedFiles, sides.Today),
            progress,
            cancellation);
}

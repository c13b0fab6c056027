using PolicyBot.Core;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>What somebody wants to publish.</summary>
/// <param name="Knowledge">The maintained folder; it is copied first, so that later edits change nothing.</param>
/// <param name="Today">Day of the check and of questions without one, China Standard Time.</param>
public sealed record PublishRequest(string Knowledge, string By, DateOnly Today)
{
    /// <summary>Draft whose files are laid over the folder; null: the folder as it stands.</summary>
    public string? Draft { get; init; }

    /// <summary>Why it may serve in spite of a floor or of answers that became wrong; null: it is refused then.</summary>
    public string? Accept { get; init; }

    /// <summary>True: nothing is asked of the two versions. Needs <see cref="Accept"/>: it leaves out the gate.</summary>
    public bool SkipReview { get; init; }

    /// <summary>True: everything but the swap.</summary>
    public bool DryRun { get; init; }

    /// <summary>What citizens really asked.</summary>
    public IReadOnlyList<ReviewQuestion> Asked { get; init; } = [];
}

/// <summary>How a publication ended; problems that nobody may accept are a failed result instead.</summary>
/// <param name="Event">Null where nothing was swapped: refused, dry run, or the same knowledge as what serves (<see cref="IsUnchanged"/>).</param>
/// <param name="Review">Null where it was skipped or not needed.</param>
/// <param name="Refusals">Why it was refused, or what was accepted. Chinese.</param>
/// <param name="Warnings">Of the check and of the swap. Chinese.</param>
public sealed record PublishOutcome(PublishEvent? Event, ReleaseReview? Review, IReadOnlyList<string> Refusals, IReadOnlyList<Problem> Warnings)
{
    public bool IsUnchanged { get; init; }

    public bool IsRefused { get; init; }
}

/// <summary>
/// Builds and verifies an index of the knowledge in a folder. Returns every problem; no error means that it is there and sound. What <paramref name="before"/> (null where
/// nothing serves) holds of unchanged documents may be taken over.
/// </summary>
public delegate IReadOnlyList<Problem> IndexBuilder(string folder, KnowledgeBase knowledge, IndexedEdition? before, CancellationToken cancellation);

/// <summary>Asks both editions everything; before is null where nothing serves yet. Errors: throws only for our own mistakes and on cancellation.</summary>
public delegate Task<ReleaseReview> VersionReviewer(IndexedEdition? before, IndexedEdition after, ReviewMaterial material, Action<int, int>? progress, CancellationToken cancellation);

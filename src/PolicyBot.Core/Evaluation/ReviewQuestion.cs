namespace PolicyBot.Core.Evaluation;

/// <summary>Where a question of a review comes from: the gold set, what citizens really asked, or the cases beside the documents.</summary>
public enum ReviewSource
{
    Gold,
    Asked,
    Case,
}

/// <summary>One question that is put to the version before and to the version after. Unique by source and id.</summary>
/// <param name="AsOf">The same day for both versions, so that only the knowledge can make a difference.</param>
public sealed record ReviewQuestion(ReviewSource Source, string Id, string Text, DateOnly AsOf)
{
    public string? Conversation { get; init; }

    /// <summary>Rule that <see cref="Facts"/> are tried on; null where the text is asked.</summary>
    public string? Benefit { get; init; }

    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The verdict a case expects; null where nothing is expected.</summary>
    public string? Verdict { get; init; }
}

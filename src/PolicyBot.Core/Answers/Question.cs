namespace PolicyBot.Core.Answers;

/// <summary>
/// What a citizen asked. Channel ids never reach here: <see cref="Conversation"/> is an opaque key chosen by the channel.
/// </summary>
/// <param name="Text">The citizen's own words, 1 to 1,000 UTF-16 units.</param>
/// <param name="Conversation">Opaque key; null for a question that stands alone.</param>
/// <param name="AsOf">The day the answer has to be true on, China Standard Time.</param>
public sealed record Question(string Text, string? Conversation, DateOnly AsOf)
{
    /// <summary>Facts that the caller sends along (fact id → value as text); empty where none.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a model may take to word the answer; null: as long as the settings allow. A channel with a deadline of its own sets it.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>
    /// Cancelled once nobody waits any more for a better wording: a model's work then ends, and the answer as quoted (or what was checked so far, with the quoted rest)
    /// comes back and can be kept. To throw the whole turn away, cancel the asking itself.
    /// </summary>
    public CancellationToken Left { get; init; }

    /// <summary>Told each checked piece of the answer while it is still being written, in order; null where the channel shows answers whole. The answer that comes back is what holds.</summary>
    public IProgress<string>? Shown { get; init; }
}

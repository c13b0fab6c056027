namespace PolicyBot.Web.Storage;

public enum DraftKind
{
    /// <summary>A gold question, one line of JSON.</summary>
    Gold,

    /// <summary>An entry for the lexicon, YAML.</summary>
    Synonym,

    /// <summary>A letter to the responsible unit, plain text.</summary>
    Note,
}

/// <summary>
/// What a person made of a gap in the knowledge: a proposal that the maintainers take over into the knowledge folder, never knowledge by itself.
/// Key: <see cref="Id"/>.
/// </summary>
public sealed class Draft
{
    public required string Id { get; init; }

    public DraftKind Kind { get; init; }

    /// <summary>The question that stands for its group, masked.</summary>
    public required string Question { get; init; }

    /// <summary>The text to take over; may be edited.</summary>
    public required string Text { get; set; }

    /// <summary>The unit a note goes to; empty for the other kinds and where none is known.</summary>
    public string Unit { get; set; } = "";

    public required string MadeBy { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was taken over or let go; null while it is open.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public string? DoneBy { get; set; }
}

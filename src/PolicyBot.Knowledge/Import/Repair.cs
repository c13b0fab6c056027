namespace PolicyBot.Knowledge.Import;

/// <summary>What was done to the received lines. The names in document.yaml: furniture, move, join, split, blanks, set.</summary>
public enum RepairKind
{
    /// <summary>Page furniture: the lines are no part of the official text.</summary>
    Furniture,

    /// <summary>The lines stand before <see cref="Repair.Before"/> in the official text.</summary>
    Move,

    /// <summary>The lines are one paragraph.</summary>
    Join,

    /// <summary>A paragraph begins at the line, against the rule.</summary>
    Split,

    /// <summary>Blanks of the layout were dropped in the line.</summary>
    Blanks,

    /// <summary>A value of document.yaml was set by hand (<see cref="Repair.Key"/>, <see cref="Repair.Value"/>).</summary>
    Set,
}

/// <summary>
/// One repair, by rule or by hand. Unit: 1-based lines of the received text, both ends inclusive.
/// Source: a hand repair is found again in a corrected file by its <see cref="Text"/>, the line number is only where to look first.
/// </summary>
/// <param name="Text">The first line as received, without blanks.</param>
/// <param name="Why">One Chinese phrase.</param>
public sealed record Repair(RepairKind Kind, int First, int Last, string Text, string Why)
{
    public bool ByHand { get; init; }

    public int? Before { get; init; }

    public string? Key { get; init; }

    public string? Value { get; init; }

    public string Lines => First == Last ? FormattableString.Invariant($"{First}") : FormattableString.Invariant($"{First}-{Last}");
}

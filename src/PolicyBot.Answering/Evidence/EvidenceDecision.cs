namespace PolicyBot.Answering.Evidence;

/// <summary>Why nothing is answered, or what answers: a closed pair.</summary>
public abstract record EvidenceDecision
{
    private EvidenceDecision()
    {
    }

    public sealed record Found(EvidenceSet Evidence) : EvidenceDecision;

    /// <param name="Nearest">The clause that is nearest, for the unit to ask; null where nothing is near.</param>
    /// <param name="Unknown">Words of the question that the nearest does not speak of.</param>
    public sealed record Silent(EvidenceClause? Nearest, IReadOnlyList<string> Unknown, bool IsOutOfScope) : EvidenceDecision
    {
        /// <summary>The particular asked for, where that is all that is missing and nothing is to be quoted; else null.</summary>
        public string? Detail { get; init; }

        /// <summary>The time asked about, where that is what the documents do not speak of; else null.</summary>
        public string? OtherTime { get; init; }
    }
}

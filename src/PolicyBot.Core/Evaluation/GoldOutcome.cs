using PolicyBot.Core.Answers;

namespace PolicyBot.Core.Evaluation;

/// <summary>What one gold question got. Unit: ranks are 1-based, 0 where no gold clause was among the hits.</summary>
public sealed record GoldOutcome(GoldQuestion Gold, Answer Answer, int Rank)
{
    /// <summary>Every reason why the answer is not right, Chinese; empty for a right one.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Breaches of the exact properties (verbatim, numbers, coverage, stale); empty, always.</summary>
    public required IReadOnlyList<ExactBreach> Breaches { get; init; }

    public bool IsRight => Faults.Count == 0;

    public bool HitsClause => Gold.Clauses.Count == 0 || Answer.Citations.Any(Cites);

    public int GoldCitations => Answer.Citations.Count(Cites);

    /// <summary>True where the bot kept silent: no evidence was given for an answer.</summary>
    public bool IsRefusal => Answer is NotFound or OutOfScope or Refused or Failed;

    private bool Cites(Citation citation) => GoldScorer.Matches(Gold, citation);
}

/// <summary>One breach of an exact property of quality.md.</summary>
public sealed record ExactBreach(ExactProperty Property, string Detail);

/// <summary>The exact properties that one answer can breach; conservation is a property of documents.</summary>
public enum ExactProperty
{
    Verbatim,
    NumberFidelity,
    Coverage,
    Stale,
    Premature,
    Wasted,
}

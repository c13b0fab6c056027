using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Eligibility;

/// <summary>One line of an assessment: a leaf of the rule, what the facts make of it, and the facts that would settle it.</summary>
/// <param name="Truth">Yes met, No failed, Unknown open.</param>
/// <param name="IsLeftOpen">True where the text itself leaves it open, so that nothing the applicant says settles it.</param>
public sealed record ConditionFinding(Condition Condition, Truth Truth, bool IsLeftOpen)
{
    public string? Fact => (Condition as Condition.Fact)?.Id;
}

/// <summary>
/// One benefit against one person's facts on one day. Shape: <see cref="Conditions"/> are the leaves in the order of the rule; <see cref="Missing"/> the facts
/// that can still change the verdict, the one that decides most first, empty where it is decided, expired or suspended.
/// </summary>
public sealed record Assessment(Benefit Benefit, DateOnly AsOf, Verdict Verdict, Truth Truth, IReadOnlyList<ConditionFinding> Conditions)
{
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Null where no sum follows from the facts.</summary>
    public AmountFinding? Amount { get; init; }

    /// <summary>What it would come to if everything still open were met, of an expired one what it came to then; null where that is not settled either, and for other verdicts.</summary>
    public AmountFinding? Prospect { get; init; }

    /// <summary>Facts that would settle the sum of somebody who is otherwise likely to get it.</summary>
    public IReadOnlyList<string> MissingForAmount { get; init; } = [];

    /// <summary>True before the period begins or before the document was issued (verdict not_covered).</summary>
    public bool IsNotYet { get; init; }

    /// <summary>What ended the document or the clause itself (a repeal, a successor of the same name, the document's own end), with its proof; null where nothing did.</summary>
    public ValidityFinding? Ended { get; init; }

    /// <summary>Leaves that exclude: failed on a path where no alternative is left.</summary>
    public IEnumerable<ConditionFinding> Failed => Conditions.Where(c => c.Truth == Truth.No);
}

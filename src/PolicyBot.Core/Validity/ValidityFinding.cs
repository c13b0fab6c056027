using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>Names in JSON: in_force, expired, not_yet, repealed, unstated.</summary>
public enum ValidityStatus
{
    InForce,
    Expired,
    NotYet,
    Repealed,
    Unstated,
}

/// <summary>
/// What the documents say about a clause on one day. Unit: calendar days in China Standard Time; <see cref="Until"/> is inclusive (止 includes the day).
/// </summary>
/// <param name="From">First day in force; null where the text does not tell.</param>
/// <param name="Until">Last day in force; null for an open end or where the text is silent.</param>
/// <param name="Note">One Chinese sentence for people, with no number that <paramref name="Proof"/> does not hold.</param>
public sealed record ValidityFinding(ValidityStatus Status, DateOnly? From, DateOnly? Until, string Note)
{
    /// <summary>The words that prove it, verbatim, with their place; null where the text is silent.</summary>
    public ValidityProof? Proof { get; init; }

    /// <summary>True where the clause goes on with other words (status repealed: its printed words no longer hold).</summary>
    public bool IsAmended { get; init; }

    /// <summary>The document that repealed, amended or replaced it; null where there is none.</summary>
    public DocumentNumber? ReplacedBy { get; init; }
}

/// <summary>Verbatim words of a clause. Unit: UTF-16 offsets into that document's official text, end exclusive.</summary>
public sealed record ValidityProof(DocumentNumber Document, ClausePath Clause, string Quote, int Start, int End);

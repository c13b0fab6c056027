using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

public enum ValidityEdgeKind
{
    /// <summary>废止, whole or one clause.</summary>
    Repeal,

    /// <summary>修改: the clause has new words.</summary>
    Amendment,

    /// <summary>延期: a new last day.</summary>
    Extension,

    /// <summary>A newer document of the same issuer and the same name.</summary>
    Supersession,

    /// <summary>《…》与本办法不一致的，以本办法为准: the older one stays, and gives way where they differ.</summary>
    Precedence,
}

/// <summary>
/// What one document does to another. Unit: <see cref="Date"/> is the first day on which it holds; null where the text and the date of issue leave it open (then it never holds).
/// </summary>
/// <param name="From">The document that says so.</param>
/// <param name="To">The document it is said of, known here or not.</param>
/// <param name="ToClause">The clause it is said of; null for the whole document. A path of <see cref="To"/> where that document is known.</param>
/// <param name="Proof">Verbatim words of <see cref="From"/>.</param>
public sealed record ValidityEdge(DocumentNumber From, DocumentNumber To, ClausePath? ToClause, ValidityEdgeKind Kind, DateOnly? Date, ValidityProof Proof)
{
    /// <summary>False where no known document has this number or title: a dangling repeal.</summary>
    public bool IsKnown { get; init; }

    /// <summary>For 修改 of some words in a clause: the words before; empty where the whole clause is replaced.</summary>
    public string OldWords { get; init; } = "";

    /// <summary>For 修改 the words after (empty for 删去), as printed in the quotation of <see cref="From"/>.</summary>
    public string NewWords { get; init; } = "";

    /// <summary>Where <see cref="NewWords"/> stand in the official text of <see cref="From"/>.</summary>
    public int NewWordsStart { get; init; }

    /// <summary>For 延期 the new last day.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>The words of an amended clause on a day. <see cref="Edges"/> in the order of their dates; their proofs say who changed what.</summary>
public sealed record AmendedText(ClausePath Clause, string OldText, string NewText, IReadOnlyList<ValidityEdge> Edges);

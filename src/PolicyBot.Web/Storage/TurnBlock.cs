namespace PolicyBot.Web.Storage;

/// <summary>
/// One stretch of <see cref="Size"/> turns by <see cref="StoredTurn.No"/> that is full and searched through its postings. Turns after the last block are read as they are.
/// Key: <see cref="Block"/>.
/// </summary>
public sealed class TurnBlock
{
    /// <summary>Turns in a block; an offset in it fits 13 bits.</summary>
    public const int Size = 8192;

    public int Block { get; init; }
}

/// <summary>Which turns of a block hold a term: portable full text without either server's own. Key: <see cref="Term"/> and <see cref="Block"/>.</summary>
public sealed class TurnPosting
{
    /// <summary>One or two characters of the turn's words, or a property such as <c>status:not_found</c>.</summary>
    public required string Term { get; init; }

    public int Block { get; init; }

    /// <summary>Offsets in the block, as <c>OffsetSet</c> writes them.</summary>
    public required byte[] Offsets { get; set; }
}

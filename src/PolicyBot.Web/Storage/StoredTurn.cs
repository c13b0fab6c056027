namespace PolicyBot.Web.Storage;

/// <summary>
/// One question and what became of it, in any channel: what the console searches, counts and groups. Key: <see cref="Id"/>, also the answer's id in feedback.
/// Personal data is masked before a turn is made.
/// </summary>
public sealed class StoredTurn
{
    public required string Id { get; init; }

    /// <summary>Rising in the order of writing; set by <c>TurnLog</c>, the one writer. The search's blocks count by it.</summary>
    public long No { get; set; }

    public required string Channel { get; init; }

    /// <summary>Null for a question that stands alone.</summary>
    public string? Conversation { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Question { get; init; }

    /// <summary>A status of contracts §2, or not_ready, busy, too_many.</summary>
    public required string Status { get; init; }

    public required string Answer { get; init; }

    /// <summary>Cited clauses as NUMBER#PATH, one a line; empty where nothing was cited.</summary>
    public required string Clauses { get; init; }

    /// <summary>What the turn was about, for counting: the title of the document that was cited first, or came nearest; empty where none did.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The unit that is responsible for it, as the documents print it; empty where none is known.</summary>
    public string Unit { get; init; } = "";

    /// <summary>True where the knowledge has a gap here: not found, failed, disliked, or a person was asked for.</summary>
    public bool IsGap { get; set; }

    public int ElapsedMs { get; init; }

    /// <summary>What each step did, for the staff: name, milliseconds and sizes (never words), one step a line, parts apart by tabs. Empty for turns of before.</summary>
    public string Steps { get; init; } = "";

    /// <summary>True where the citizen asked for a person, with these words or right after them.</summary>
    public bool IsHandOff { get; set; }

    /// <summary>like, dislike, or null.</summary>
    public string? Feedback { get; set; }

    public DateTimeOffset? FeedbackAt { get; set; }
}

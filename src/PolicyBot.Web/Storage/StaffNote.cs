namespace PolicyBot.Web.Storage;

/// <summary>Own words of staff, kept beside official words and never among them. Key: <see cref="Id"/>.</summary>
public sealed class StaffNote
{
    public required string Id { get; init; }

    /// <summary>What it stands beside: a clause as NUMBER#PATH, or card:ID.</summary>
    public required string Subject { get; init; }

    /// <summary>True where it says that the plain words are wrong, false for a remark.</summary>
    public bool IsCorrection { get; init; }

    public required string Text { get; init; }

    /// <summary>Account name.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Taken back: still kept, no longer shown on cards. Null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }
}

/// <summary>
/// What was answered to a question on a day, so that the link in a ticket shows the same words a year later. Key: <see cref="Id"/>, short enough to be read out.
/// One card for a question, a day and an edition of the knowledge (<see cref="Likeness"/>).
/// </summary>
public sealed class ReplyCard
{
    public required string Id { get; init; }

    /// <summary>Digest of question, day and knowledge; unique.</summary>
    public required string Likeness { get; init; }

    /// <summary>Personal data masked.</summary>
    public required string Question { get; init; }

    /// <summary>The answer as contracts §2 shape it: words, citations with their digests, validity, units.</summary>
    public required string Answer { get; init; }

    /// <summary>yyyy-MM-dd, the day that the answer is for.</summary>
    public required string AsOf { get; init; }

    public required string MadeBy { get; init; }

    public DateTimeOffset MadeAt { get; init; }
}

namespace PolicyBot.Web.Storage;

public enum TicketState
{
    Open,
    Taken,
    Answered,
    Closed,
}

/// <summary>
/// A conversation handed to a person, with the citizen's consent. Key: <see cref="Id"/>, short enough to be read out.
/// Two operators may race for one: <see cref="Version"/> is a concurrency token, the second save fails.
/// </summary>
public sealed class Ticket
{
    public required string Id { get; init; }

    public required string Channel { get; init; }

    public required string Conversation { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The conversation so far as the citizen saw it, masked; one turn a paragraph.</summary>
    public required string Transcript { get; set; }

    public TicketState State { get; set; }

    public string? TakenBy { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>The person's words to the citizen.</summary>
    public string? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the channel carried the answer; null while it waits for the citizen to come back.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>A random key of this installation, made once, so that tokens outlive a restart and several hosts of one database agree.</summary>
public sealed class ServerSecret
{
    public required string Name { get; init; }

    /// <summary>Base64.</summary>
    public required string Value { get; init; }
}

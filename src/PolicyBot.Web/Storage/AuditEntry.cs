namespace PolicyBot.Web.Storage;

/// <summary>One thing that staff did. Written once, never changed. Key: <see cref="Id"/>, which sorts by time.</summary>
public sealed class AuditEntry
{
    public required string Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Account id; null for the command line and for somebody who did not get in.</summary>
    public string? WhoId { get; init; }

    /// <summary>Account name, as it was then.</summary>
    public required string Who { get; init; }

    /// <summary>What was done: a constant of AuditAction (sign_in, export …).</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: an account, a conversation, a clause. Empty where there is none.</summary>
    public required string Subject { get; init; }

    /// <summary>More of it, in Chinese; never a password, a link, or a citizen's words.</summary>
    public required string Details { get; init; }

    /// <summary>Where from; empty for the command line.</summary>
    public required string Address { get; init; }
}

/// <summary>One key of the ring that protects cookies, tokens and links, as its XML, so that sessions outlive a restart and several hosts of one database agree.</summary>
public sealed class DataKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

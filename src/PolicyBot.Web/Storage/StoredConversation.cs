namespace PolicyBot.Web.Storage;

/// <summary>One citizen's conversation on one channel. Key: <see cref="Id"/>, unguessable; personal data masked.</summary>
public sealed class StoredConversation
{
    public required string Id { get; init; }

    /// <summary>directline, msteams, wechat …: who can carry a message back.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of the citizen, as it was given to us; a keyed hash where the channel's own id is personal.</summary>
    public string? User { get; set; }

    public string? Locale { get; set; }

    /// <summary>How the channel reaches the citizen again (a Bot Framework conversation reference as JSON); null where clients fetch by themselves.</summary>
    public string? Reference { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Retention counts from here.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>True once a stream was opened: from then on a stream without a watermark is a reconnect.</summary>
    public bool IsStreamed { get; set; }
}

/// <summary>One activity as clients read it. Key: conversation and <see cref="Index"/>, which is 1-based, without gaps, and the watermark.</summary>
public sealed class StoredActivity
{
    public required string ConversationId { get; init; }

    public int Index { get; init; }

    /// <summary>The activity's JSON, personal data masked.</summary>
    public required string Json { get; init; }

    /// <summary><c>webchat:sequence-id</c>: rising by activity, live-only ones included.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>True for a citizen's activity until its answer is stored, so that a restart in between loses nothing.</summary>
    public bool IsPending { get; set; }
}

/// <summary>What the assistant has to remember of a conversation between turns. Key: the conversation key that the assistant is given.</summary>
public sealed class StoredDialogue
{
    public required string Conversation { get; init; }

    public required string Json { get; set; }

    public DateTimeOffset LastAt { get; set; }
}

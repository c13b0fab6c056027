namespace PolicyBot.ModelServer;

/// <summary>What the server does with one request. Pieces go out one after the other, each after <see cref="Pace"/>.</summary>
public sealed record ModelReply
{
    public IReadOnlyList<string> Pieces { get; init; } = [];

    /// <summary>Anything but 200 sends an error body and no pieces.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Seconds of the Retry-After header; null: no header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Silence before the first byte.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Silence after the headers and before the first piece of a stream.</summary>
    public TimeSpan Silence { get; init; }

    public TimeSpan Pace { get; init; }

    /// <summary>The connection ends after the last piece, with no end mark.</summary>
    public bool IsCut { get; init; }

    /// <summary>The pieces begin again for ever, until the caller leaves.</summary>
    public bool IsEndless { get; init; }

    /// <summary>Function calls: name and arguments as sent, which need not be JSON.</summary>
    public IReadOnlyList<(string Name, string Arguments)> Calls { get; init; } = [];

    public string Text => string.Concat(Pieces);

    /// <summary>Cut into pieces of a few characters, as models send them.</summary>
    public static ModelReply Say(string text, int piece = 4) => new()
    {
        Pieces = [.. Enumerable.Range(0, (text.Length + piece - 1) / piece).Select(i => text.Substring(i * piece, Math.Min(piece, text.Length - i * piece)))],
    };

    public static ModelReply Fail(int status, int? retryAfter = null) => new() { Status = status, RetryAfter = retryAfter };

    public static ModelReply Call(string name, string arguments) => new() { Calls = [(name, arguments)] };
}

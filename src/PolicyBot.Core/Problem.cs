namespace PolicyBot.Core;

/// <summary>How bad a <see cref="Problem"/> is: an error stops publishing, a warning is only told.</summary>
public enum ProblemSeverity
{
    Error,
    Warning,
}

/// <summary>
/// Something wrong with what a person gave us (a knowledge file, a flag, a request), said so that they can mend it.
/// Unit: <see cref="Line"/> is 1-based. Texts are Chinese: maintainers read them.
/// </summary>
/// <param name="Where">File, key or flag, as the person knows it (relative to the knowledge folder where it is a file).</param>
/// <param name="Message">One sentence: what is wrong and what to do.</param>
public sealed record Problem(string Where, string Message)
{
    public ProblemSeverity Severity { get; init; } = ProblemSeverity.Error;

    public int? Line { get; init; }

    /// <summary>What stands there, shortened; null where there is nothing to show.</summary>
    public string? Found { get; init; }

    /// <summary>What should stand there; null where no single thing is expected.</summary>
    public string? Expected { get; init; }

    public override string ToString()
    {
        var place = Line is { } line ? $"{Where}:{line}" : Where;
        var found = Found is null ? "" : $"；现为「{Found}」";
        var expected = Expected is null ? "" : $"；应为「{Expected}」";
        return $"{place}：{Message}{found}{expected}";
    }
}

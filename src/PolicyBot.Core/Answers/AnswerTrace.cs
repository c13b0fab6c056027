namespace PolicyBot.Core.Answers;

/// <summary>One step of a turn. <see cref="Detail"/> holds no citizen's words.</summary>
public sealed record TraceStep(string Name, TimeSpan Duration, string Detail);

/// <summary>The steps in the order they ran.</summary>
public sealed record AnswerTrace(IReadOnlyList<TraceStep> Steps)
{
    public static AnswerTrace Empty { get; } = new([]);
}

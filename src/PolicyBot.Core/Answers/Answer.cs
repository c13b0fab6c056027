using PolicyBot.Core.Eligibility;

namespace PolicyBot.Core.Answers;

/// <summary>The outcome where somebody's entitlement is asked about. JSON: likely_eligible, not_eligible, need_more_info, expired, not_covered.</summary>
public enum Verdict
{
    LikelyEligible,
    NotEligible,
    NeedMoreInfo,
    Expired,
    NotCovered,
}

/// <summary>A fact that is still to be asked. Shape: <see cref="Choices"/> may be empty.</summary>
public sealed record MissingFact(string Fact, string Ask, IReadOnlyList<string> Choices);

/// <summary>A sum. Unit: yuan unless <see cref="Unit"/> says otherwise; <see cref="Working"/> shows the arithmetic of a computed one.</summary>
public sealed record AnswerAmount(decimal Value, string Unit, string? Per, decimal? Cap, string? Working);

/// <summary>
/// How a turn ended: a closed family, nothing ends as null or a bare string. Every case has a rendering in every channel (a reflection test asserts it).
/// </summary>
public abstract record Answer
{
    private protected Answer()
    {
    }

    /// <summary>What the citizen reads, with markers [1] [2]…</summary>
    public required string Text { get; init; }

    /// <summary>In marker order; empty where nothing was quoted.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public Verdict? Verdict { get; init; }

    public IReadOnlyList<MissingFact> Missing { get; init; } = [];

    public AnswerAmount? Amount { get; init; }

    /// <summary>Arithmetic that the text shows (6-4=2个月), each as it stands there; its numbers are computed from cited words and what was told. May be empty.</summary>
    public IReadOnlyList<string> Workings { get; init; } = [];

    /// <summary>Units to ask, as the documents name them, best first.</summary>
    public IReadOnlyList<string> Contact { get; init; } = [];

    public required DateOnly AsOf { get; init; }

    public string? Conversation { get; init; }

    /// <summary>The standalone question as understood.</summary>
    public string UnderstoodAs { get; init; } = "";

    public string? Notice { get; init; }

    /// <summary>Questions that the documents can answer next; offered as choices where the channel has them.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>True where a model worded the text: the AI-content label is shown. False: quoted.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Facts known after this turn (fact id → value as text), so that a stateless caller can send them back.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the verdict was made of; null where there is none on a single benefit. Never shown: whoever audits makes the verdict again.</summary>
    public Judgement? Judged { get; init; }

    /// <summary>What each step did, for --explain and the staff console; never shown to citizens.</summary>
    public AnswerTrace Trace { get; init; } = AnswerTrace.Empty;
}

public sealed record Answered : Answer;

public sealed record PartlyAnswered : Answer;

public sealed record NeedsClarification : Answer;

public sealed record NotFound : Answer;

public sealed record NotInForce : Answer;

public sealed record OutOfScope : Answer;

public sealed record Refused : Answer;

public sealed record Greeting : Answer;

public sealed record Failed : Answer;

using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>What is said in one turn, and what is known from before.</summary>
/// <param name="Text">The citizen's words, spelling corrected where that was done.</param>
/// <param name="AsOf">The day the question is about (2023年的时候能领吗 asks about that day), China Standard Time.</param>
public sealed record EligibilityTurn(string Text, DateOnly AsOf)
{
    public EligibilityState State { get; init; } = EligibilityState.Empty;

    /// <summary>The day of the question itself, which differs from <see cref="AsOf"/> where an earlier day is asked about.</summary>
    public DateOnly Today { get; init; } = AsOf;

    /// <summary>Facts that the caller sent along, in text form; they override the state's.</summary>
    public IReadOnlyDictionary<string, string> GivenFacts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the search found, best first; used where the words name no benefit. May be empty.</summary>
    public IReadOnlyList<(DocumentNumber Document, ClausePath Clause)> Evidence { get; init; } = [];

    /// <summary>False where the words name nothing to ask about (那我能领多少), so that they go on about what was talked of.</summary>
    public bool HasTopic { get; init; } = true;

    /// <summary>True where the understanding already says that entitlement is asked about.</summary>
    public bool AsksEntitlement { get; init; }
}

/// <summary>
/// What a conversation keeps between turns; plain texts, so that any store can hold it. Lifetime: that of the conversation; cleared by 重新开始.
/// </summary>
public sealed record EligibilityState
{
    public static EligibilityState Empty { get; } = new();

    /// <summary>Fact id → text form; "?" for a fact the applicant does not know.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ids of the benefits under assessment; empty where none is.</summary>
    public IReadOnlyList<string> Benefits { get; init; } = [];

    /// <summary>The fact that was asked last; null where the last turn asked nothing.</summary>
    public string? Asked { get; init; }

    /// <summary>The number or date that was stated last, which 说错了 is about.</summary>
    public string? LastFact { get; init; }

    /// <summary>How many questions the overview that is going on (能享受哪些政策) has asked; null where none is.</summary>
    public int? OverviewAsked { get; init; }

    public bool IsRunning => Benefits.Count > 0 || OverviewAsked is not null;
}

/// <summary>How a turn about entitlement ended.</summary>
public enum EligibilityOutcomeKind
{
    /// <summary>A verdict on one benefit.</summary>
    Verdict,

    /// <summary>Two statements cannot both be true; asked which holds.</summary>
    Contradiction,

    /// <summary>All benefits for this person, ranked.</summary>
    Overview,

    /// <summary>Everything said so far is forgotten.</summary>
    Restarted,
}

/// <summary>Words that the text rests on. Unit: UTF-16 offsets into the official text, end exclusive; marker 1-based as it stands in the text.</summary>
public sealed record EvidenceSpan(int Marker, DocumentNumber Document, ClausePath Clause, int Start, int End);

/// <summary>
/// The result of a turn. Every factual line of <see cref="Text"/> carries the marker of its span; its numbers occur in the span, in the question, or in <see cref="Workings"/>.
/// </summary>
public sealed record EligibilityOutcome(EligibilityOutcomeKind Kind, Verdict? Verdict, string Text, EligibilityState State)
{
    /// <summary>All facts that can still change the result, the one that the text asks first.</summary>
    public IReadOnlyList<MissingFact> Missing { get; init; } = [];

    /// <summary>True where the turn told facts of somebody and asked what they come to: a verdict answers it, whatever the words of the question.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>True where several facts were told and the sum still hangs on what is open: to ask back answers 给我多少 better than the clause.</summary>
    public bool IsToldInFull { get; init; }

    /// <summary>True where a sum was worked out for a count that was told, though conditions may be open.</summary>
    public bool IsWorkedOut { get; init; }

    /// <summary>True where the sum is asked for, and not whether: an open verdict gives way to the clause.</summary>
    public bool AsksSum { get; init; }

    public AnswerAmount? Amount { get; init; }

    public IReadOnlyList<EvidenceSpan> Spans { get; init; } = [];

    /// <summary>Units to ask, as the clause names them.</summary>
    public IReadOnlyList<string> Contact { get; init; } = [];

    public string? Notice { get; init; }

    /// <summary>Arithmetic shown in the text, for the gate.</summary>
    public IReadOnlyList<string> Workings { get; init; } = [];

    /// <summary>What was assessed; the first is the one the verdict is about. Empty after a restart.</summary>
    public IReadOnlyList<Assessment> Assessments { get; init; } = [];

    /// <summary>Null for other outcomes than a verdict on one benefit.</summary>
    public Judgement? Judged { get; init; }

    /// <summary>The day that was asked about; null where that is the day of the question.</summary>
    public DateOnly? AsOf { get; init; }
}

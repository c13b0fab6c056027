using PolicyBot.Answering.Eligibility;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Conversations;

/// <summary>What a conversation is about. Plain values only: channels may store it as JSON.</summary>
/// <param name="Document">发文字号 of the focus.</param>
/// <param name="Clause">Path of the focus.</param>
/// <param name="Topic">The question as understood that led there, normalized: what a bare follow-up is about.</param>
/// <param name="Facet">What was asked of it last; null for a bare topic.</param>
public sealed record ConversationFocus(string Document, string Clause, string Topic, Facet? Facet);

/// <summary>
/// The state of one conversation between turns. Immutable; serialisable as it is.
/// Shape: <see cref="Earlier"/> newest first, at most five; <see cref="Options"/> in the order offered.
/// </summary>
public sealed record ConversationState
{
    public const int MostEarlier = 5;

    public static ConversationState New { get; } = new();

    public ConversationFocus? Focus { get; init; }

    public IReadOnlyList<ConversationFocus> Earlier { get; init; } = [];

    /// <summary>What was asked without a word for what it is about, until that is told; else null.</summary>
    public string? Open { get; init; }

    /// <summary>Questions offered last, for an answer like 2 or 第二个.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The talk about entitlement: what the applicant said, what is assessed, what was asked.</summary>
    public EligibilityState Eligibility { get; init; } = EligibilityState.Empty;

    public ConversationState With(ConversationFocus focus) => Focus == focus ? this : this with
    {
        Focus = focus,
        Earlier = Focus is null || Same(Focus, focus) ? Earlier : [.. Earlier.Where(e => !Same(e, focus)).Prepend(Focus).Take(MostEarlier)],
    };

    private static bool Same(ConversationFocus one, ConversationFocus other) =>
        string.Equals(one.Document, other.Document, StringComparison.Ordinal) && string.Equals(one.Clause, other.Clause, StringComparison.Ordinal);
}

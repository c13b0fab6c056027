namespace PolicyBot.Core.Eligibility;

/// <summary>One answer that is offered. Shape: <see cref="Value"/> is the fact's value in text form.</summary>
public sealed record FactChoice(string Text, FactValue Value)
{
    /// <summary>Other words for it, tried on an answer to this fact's question.</summary>
    public IReadOnlyList<string> AlsoSaid { get; init; } = [];
}

/// <summary>Words that reveal a fact in free text. See <see cref="SayingPattern"/> for the language.</summary>
/// <param name="Value">Null where the pattern's slot gives it.</param>
/// <param name="IsMore">True for words that add to what is known (再雇两个人).</param>
/// <param name="IsUnder">True for words that say that the slot's number is not reached (还差十天满六个月).</param>
/// <param name="IsNothing">True for words that only look like the fact (以前在外地开过: not where the shop is now): shorter phrases inside them do not count.</param>
public sealed record Saying(SayingPattern Pattern, FactValue? Value, bool IsMore, bool IsUnder = false, bool IsNothing = false);

/// <summary>A fact that follows from another one.</summary>
public abstract record Derivation(string From)
{
    /// <summary>Time since a date. Unit: 1 month, 12 months a year.</summary>
    /// <param name="More">How much more it may be, in the same unit (a month that has begun is paid whole).</param>
    public sealed record Since(string From, decimal MonthsPerUnit, decimal More = 0) : Derivation(From);

    /// <summary><paramref name="Then"/> holds where the other fact passes the test.</summary>
    public sealed record When(string From, FactTest Test, FactValue Then) : Derivation(From);
}

/// <summary>Something that may be asked of an applicant. Source: knowledge/facts.yaml.</summary>
public sealed record FactDefinition(string Id, FactType Type, string Ask)
{
    /// <summary>The question where a date is known only roughly; null for the plain one.</summary>
    public string? AskPrecisely { get; init; }

    /// <summary>月, 年, 人, 天, %, …; empty for other types.</summary>
    public string Unit { get; init; } = "";

    public IReadOnlyList<FactChoice> Choices { get; init; } = [];

    public IReadOnlyList<Saying> Sayings { get; init; } = [];

    public IReadOnlyList<Derivation> Derivations { get; init; } = [];

    /// <summary>The fact that the question takes for granted (where the shop is, of somebody who has one); null for none.</summary>
    public string? After { get; init; }

    /// <summary>True where time or effort can change it (months in business, people hired), false for what one is.</summary>
    public bool IsChangeable { get; init; }
}

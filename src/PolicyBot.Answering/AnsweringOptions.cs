using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Answering;

/// <summary>When to answer, how much to quote, and when to keep silent. Every value has a default that works without a file; thresholds were calibrated on the gold set.</summary>
public sealed record AnsweringOptions
{
    public static AnsweringOptions Default { get; } = new();

    /// <summary>Clauses quoted for one question that is not about a list. Default: 2.</summary>
    [Range(1, 5)]
    public int MostClauses { get; init; } = 2;

    /// <summary>Share of the question's content that a clause has to cover to answer it. Default: 0.6.</summary>
    [Range(0, 1)]
    public double AnswerCoverage { get; init; } = 0.6;

    /// <summary>The same where the clause states just what is asked, of the topic. Default: 0.45.</summary>
    [Range(0, 1)]
    public double SettledCoverage { get; init; } = 0.45;

    /// <summary>Share under which a clause is only the nearest where no document has the words that it lacks. Default: 0.33.</summary>
    [Range(0, 1)]
    public double FarCoverage { get; init; } = 0.33;

    /// <summary>How much of the question's content those words have to be. Default: 0.3.</summary>
    [Range(0, 1)]
    public double AbsentShare { get; init; } = 0.3;

    /// <summary>How much of it they have to be for the answer to say that the text does not speak of them, though it states what is asked. Default: 0.34.</summary>
    [Range(0, 1)]
    public double MuchAbsent { get; init; } = 0.34;

    /// <summary>Share below which nothing is quoted, not even as the nearest. Default: 0.28.</summary>
    [Range(0, 1)]
    public double NearestCoverage { get; init; } = 0.28;

    /// <summary>Share of the citizen's own words that the clause has to hold for a partial answer; under it the clause is only the nearest. Default: 0.4.</summary>
    [Range(0, 1)]
    public double LiteralCoverage { get; init; } = 0.4;

    /// <summary>Share of the citizen's own words in a clause that outweighs a list of affairs which only certain words settle. Default: 0.75.</summary>
    [Range(0, 1)]
    public double OwnWordsCoverage { get; init; } = 0.75;

    /// <summary>Hits that are looked at. Default: 10.</summary>
    [Range(1, 50)]
    public int Hits { get; init; } = 10;

    /// <summary>How long a conversation is remembered after its last turn. Default: 2 hours.</summary>
    public TimeSpan ConversationLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Conversations remembered at once; the one longest silent goes first. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MostConversations { get; init; } = 10_000;
}

namespace PolicyBot.Core.Evaluation;

/// <summary>
/// One expectation: a question as a citizen says it, and what a right answer holds. Source: quality.md; data in knowledge/gold.
/// Shape: lists are never null; lines of one conversation stand in the order they are asked.
/// </summary>
public sealed record GoldQuestion(string Id, string Text)
{
    /// <summary>The day it is asked; null for the day of the run.</summary>
    public DateOnly? AsOf { get; init; }

    public string? Conversation { get; init; }

    public int? Turn { get; init; }

    /// <summary>Acceptable clauses as NUMBER#PATH; any one is a hit, a citation outside the list counts against precision.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>Of each group one string has to occur in the answer.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Must { get; init; } = [];

    public IReadOnlyList<string> MustNot { get; init; } = [];

    /// <summary>Acceptable statuses; empty for any.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    public string? Verdict { get; init; }

    /// <summary>Facts that must still be asked, in natural words; null where nothing is said about it.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    public decimal? Amount { get; init; }

    public bool Answerable { get; init; } = true;

    public string? Refusal { get; init; }

    public string Register { get; init; } = "official";

    public string Facet { get; init; } = "";

    public string Audience { get; init; } = "";

    /// <summary>"work" to work with, "weekly" to look at once a week.</summary>
    public string Part { get; init; } = "work";
}

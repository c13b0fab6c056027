using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Search;

public enum QueryTermKind
{
    /// <summary>Words of the documents that a citizen's word stands for.</summary>
    Concept,

    /// <summary>A corrected spelling.</summary>
    Correction,

    /// <summary>What earlier turns were about.</summary>
    Context,

    /// <summary>A unit's full name for a short one.</summary>
    Unit,
}

/// <summary>Words to look for besides the question's own. Unit: a weight of 1 counts like the citizen's own words.</summary>
public sealed record QueryTerm(string Text, double Weight = 1, QueryTermKind Kind = QueryTermKind.Concept)
{
    /// <summary>The words of the question that it stands for: of several terms for the same words the best one found counts. Empty for a term of its own.</summary>
    public string For { get; init; } = "";
}

/// <summary>One search. Immutable; lists are compared by reference.</summary>
/// <param name="Text">The question as the citizen or the rewriter says it; may be empty where <see cref="Terms"/> say everything.</param>
public sealed record ClauseQuery(string Text)
{
    public IReadOnlyList<QueryTerm> Terms { get; init; } = [];

    /// <summary>The question's embedding, of length one, by the model that embedded the clauses; empty, or of another dimension, searches by words alone.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>What is asked of the topic: clauses that state such a thing rank higher.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>Only clauses of this document; null for all.</summary>
    public DocumentNumber? Document { get; init; }

    /// <summary>
    /// Only clauses for which this holds; null for all. Asked once of every clause that shares a word with the question; for the same function object its outcomes are remembered
    /// on an index, so it must always say the same.
    /// </summary>
    public Func<PolicyDocument, Clause, bool>? Only { get; init; }

    /// <summary>The day the answer is for; used only through <see cref="IsInForce"/>, never to leave a clause out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether a clause is in force on <see cref="AsOf"/>; null, or a null answer, where nothing is known.</summary>
    public Func<PolicyDocument, Clause, bool?>? IsInForce { get; init; }

    /// <summary>Hits wanted. Range 1 to 50, the depth of the second stage.</summary>
    public int Take { get; init; } = 10;

    /// <summary>Other weights than the searcher's own; for tuning and for ablations.</summary>
    public Ranking.RankingWeights? Weights { get; init; }
}

namespace PolicyBot.Core.Language;

/// <summary>What a question asks about its topic. An enum because the composer branches on it; the words that reveal it are data (lexicon/facets.yaml).</summary>
public enum Facet
{
    HowMuch,
    Who,
    Conditions,
    Eligibility,
    Until,
    Since,
    StillValid,
    WhoPays,
    WhoIsResponsible,
    HowToApply,
    Where,
    Materials,
    Phone,
    ProcessingTime,
    HowMany,
    WhenIssued,
    WhatIs,
    ListAll,
    Difference,
    Reason,
    Exclusions,
    Penalty,
    Cap,
    Person,
}

/// <summary>A facet and how strongly the words speak for it. Unit: 1 is one clear cue.</summary>
public sealed record FacetScore(Facet Facet, double Score);

/// <summary>What the lexicon says of a facet.</summary>
/// <param name="Cues">Words of a question that ask for it.</param>
public sealed record FacetCues(Facet Facet, IReadOnlyList<Cue> Cues)
{
    /// <summary>Words that a question for it uses and that are no topic.</summary>
    public IReadOnlyList<string> AskedWith { get; init; } = [];

    /// <summary>Words before the quotation that answers it; empty for the plain ones.</summary>
    public string Lead { get; init; } = "";

    /// <summary>What it asks for, as a noun; empty where its absence is never told.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Words that ask for it behind the name of a thing; empty where it is not offered.</summary>
    public string Offer { get; init; } = "";
}

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

public sealed record FacetCues(Facet Facet, IReadOnlyList<Cue> Cues);

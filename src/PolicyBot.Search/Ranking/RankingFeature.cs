namespace PolicyBot.Search.Ranking;

/// <summary>What the second stage looks at. Unit: every value lies between 0 and 1, so that weights compare.</summary>
public enum RankingFeature
{
    /// <summary>BM25 of the first stage, relative to the best hit.</summary>
    FirstStage,

    /// <summary>Share of the question's pairs, weighted by rarity, that the clause's own text has.</summary>
    OwnCoverage,

    /// <summary>The same for headings above, title and governing sentences, of what the own text lacks.</summary>
    ContextCoverage,

    /// <summary>Share of the clause's own heading that the question (with its expansions) says.</summary>
    HeadingAgreement,

    /// <summary>Longest stretch of the question that stands in the clause word for word, relative to six characters.</summary>
    LongestRun,

    /// <summary>Weighted share of the expansions that the own text has; half for what only the context has.</summary>
    Concepts,

    /// <summary>Share of the question's sums, numbers, dates and names that the clause states in any spelling.</summary>
    Exact,

    /// <summary>Share of the asked facets whose kind of statement the clause makes.</summary>
    Facet,

    /// <summary>1 where a governing sentence settles an asked facet.</summary>
    Governing,

    /// <summary>1 for a clause without clauses below it.</summary>
    Leaf,

    /// <summary>1 for up to 60 characters, falling to 0 at 600: short clauses say one thing.</summary>
    Brevity,

    /// <summary>1 for text outside the numbered levels (notice, title, list of attachments), which names everything and settles nothing.</summary>
    NamedPart,

    /// <summary>1 where the question names one of the clause's units.</summary>
    Unit,

    /// <summary>1 in force, 0 not, 0.5 where nothing is known.</summary>
    Validity,
}

namespace PolicyBot.Core.Language;

/// <summary>A province, city or county that people may ask about. Shape: <see cref="Names"/> has the full name first, short names after.</summary>
/// <param name="Within">The place it lies in; null for a province.</param>
public sealed record Place(IReadOnlyList<string> Names, string? Within);

/// <summary>Dialect and slang that only says an ordinary word differently (咋整 → 怎么办).</summary>
public sealed record Rewrite(Cue From, string To);

/// <summary>knowledge/lexicon, read once. Every list may be empty.</summary>
public sealed record Lexicon
{
    public static Lexicon Empty { get; } = new();

    public IReadOnlyList<Concept> Concepts { get; init; } = [];

    public IReadOnlyList<FacetCues> Facets { get; init; } = [];

    public IReadOnlyList<Rewrite> Rewrites { get; init; } = [];

    /// <summary>Politeness and filler words, dropped from questions (请问, 麻烦您).</summary>
    public IReadOnlyList<Cue> Fillers { get; init; } = [];

    /// <summary>Words that carry no content of their own (的, 可以, 我们): never searched for, never missed.</summary>
    public IReadOnlySet<string> StopWords { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Ordinary words that spelling correction leaves alone although a policy word sounds alike.</summary>
    public IReadOnlySet<string> OrdinaryWords { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Sets of characters that are mistaken for each other by shape.</summary>
    public IReadOnlyList<string> LookAlikes { get; init; } = [];

    /// <summary>Words that start another question in the same breath (还有, 另外).</summary>
    public IReadOnlyList<Cue> Splitters { get; init; } = [];

    /// <summary>Words that tie a named date to the day of asking about (的时候, 那会儿).</summary>
    public IReadOnlyList<Cue> AtThatTime { get; init; } = [];

    public IReadOnlyList<Place> Places { get; init; } = [];
}

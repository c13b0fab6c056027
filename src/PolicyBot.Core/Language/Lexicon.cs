namespace PolicyBot.Core.Language;

/// <summary>A province, city or county that people may ask about. Shape: <see cref="Names"/> has the full name first, short names after.</summary>
/// <param name="Within">The place it lies in; null for a province.</param>
public sealed record Place(IReadOnlyList<string> Names, string? Within);

/// <summary>Dialect and slang that only says an ordinary word differently (咋整 → 怎么办).</summary>
public sealed record Rewrite(Cue From, string To);

/// <summary>
/// A particular that people ask for and documents often leave out (a telephone number, the size of a loan). Shape: <see cref="States"/> are the ways in
/// which a text states it, with … for up to a few characters and # for a number; a sentence with a word of <see cref="Unless"/> does not count.
/// </summary>
/// <param name="IsAlone">Where it is not stated, nothing is quoted as the nearest: no rule comes near to a telephone number.</param>
public sealed record AskedDetail(string Name, IReadOnlyList<Cue> Asks, IReadOnlyList<string> States, IReadOnlyList<string> Unless, bool IsAlone = false);

/// <summary>Things of which a question means one (国家级, 省级, 市级): naming another takes the place of the one named before. Shape: each member has its usual name first.</summary>
public sealed record AlternativeSet(IReadOnlyList<IReadOnlyList<string>> Members);

/// <summary>What people bring to an office. Shape: <see cref="Office"/> is what the names of such offices have in common in any city (民政, 住房城乡建设).</summary>
public sealed record OfficeSubjects(string Office, IReadOnlyList<Cue> Subjects);

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

    /// <summary>Words that many questions carry and that hardly tell what one is about (时间, 申请, 处理): searched for, hardly missed.</summary>
    public IReadOnlySet<string> WeakWords { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Ordinary words for how, where and when (为止, 直接, 户外): where they agree they count, where the documents lack them they are hardly missed.</summary>
    public IReadOnlySet<string> Circumstances { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<AskedDetail> Details { get; init; } = [];

    /// <summary>Affairs that only a clause which names them can answer (the conversion of a driving licence); the same shape as a particular.</summary>
    public IReadOnlyList<AskedDetail> Matters { get; init; } = [];

    /// <summary>Ordinary words that spelling correction leaves alone although a policy word sounds alike.</summary>
    public IReadOnlySet<string> OrdinaryWords { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>False reads questions as they are typed; for measuring what mending adds. Default: true.</summary>
    public bool MendsSpelling { get; init; } = true;

    /// <summary>False offers next questions without regard to which words stand together in a document; for measuring what that adds. Default: true.</summary>
    public bool KnowsCompany { get; init; } = true;

    /// <summary>Sets of characters that are mistaken for each other by shape.</summary>
    public IReadOnlyList<string> LookAlikes { get; init; } = [];

    /// <summary>Words that start another question in the same breath (还有, 另外).</summary>
    public IReadOnlyList<Cue> Splitters { get; init; } = [];

    /// <summary>Words that tie a named date to the day of asking about (的时候, 那会儿).</summary>
    public IReadOnlyList<Cue> AtThatTime { get; init; } = [];

    public IReadOnlyList<Place> Places { get; init; } = [];

    public IReadOnlyList<AlternativeSet> Alternatives { get; init; } = [];

    /// <summary>Whom to ask where no document answers; only offices that the documents name are ever given.</summary>
    public IReadOnlyList<OfficeSubjects> Offices { get; init; } = [];
}

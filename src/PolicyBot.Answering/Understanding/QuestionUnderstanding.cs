using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>A spelling correction, shown to the citizen, never silent.</summary>
/// <param name="Start">Where <paramref name="To"/> stands in <see cref="QuestionUnderstanding.Normal"/>.</param>
public sealed record Correction(string From, string To, int Start);

/// <summary>A concept of the lexicon that the question names, and the words that named it.</summary>
/// <param name="Means">Words of the documents; those that occur in no document are left out.</param>
public sealed record ConceptHit(string Id, ConceptGroup Group, string Said, IReadOnlyList<WeightedWord> Means, IReadOnlyList<(int Start, int End)> Spans)
{
    /// <summary>False where the lexicon knows the concept and no document speaks of it: a reason to be silent.</summary>
    public bool IsInDocuments => Means.Count > 0;
}

public enum SearchTermKind
{
    /// <summary>The citizen's own word.</summary>
    Own,
    Concept,
    Unit,
    Amount,
    Derived,
}

/// <summary>A word to search for. Unit: weight 1 is a content word of the question itself.</summary>
/// <param name="From">The words of the question that it stands for.</param>
public sealed record SearchTerm(string Text, double Weight, SearchTermKind Kind, string From);

/// <summary>
/// A word of the question that carries meaning. The silence decision asks which of them the evidence covers.
/// </summary>
/// <param name="InDocuments">The word itself occurs in some document.</param>
/// <param name="ByConcept">A concept with words in the documents stands for it.</param>
/// <param name="Weight">Rarity among the clauses, 0 to 1; 1 for a word that occurs in none.</param>
/// <param name="Means">Words of the documents that may stand for it; empty where only the word itself counts.</param>
public sealed record ContentToken(string Text, int Start, int Length, bool InDocuments, bool ByConcept, double Weight, IReadOnlyList<string> Means)
{
    public bool IsCovered => InDocuments || ByConcept;

    /// <summary>Tells how, where or when, and not what: hardly missed where a clause lacks it.</summary>
    public bool IsCircumstance { get; init; }

    /// <summary>Stands in what is only told, beside an ask that names a subject of its own.</summary>
    public bool IsTold { get; init; }

    /// <summary>What it counts where a clause lacks it.</summary>
    public double Missed => IsCircumstance ? Weight * HardlyMissed : IsTold && IsCovered ? Weight * LessMissed : Weight;

    private const double HardlyMissed = 0.25;
    private const double LessMissed = 0.5;
}

/// <param name="IsHome">The documents are of this place, or name it.</param>
public sealed record PlaceMention(string Name, string Said, bool IsHome, int Start, int Length);

/// <summary>A document that the question names by number, title or short name.</summary>
/// <param name="Number">Null where no document has that number or title: the asked one is unknown.</param>
/// <param name="Part">附件 where the name is an attachment's, else null.</param>
/// <param name="Score">1 for a number or a whole title, less for a short name.</param>
public sealed record DocumentReference(string Said, DocumentNumber? Number, string? Part, double Score, int Start, int Length);

/// <summary>One of several things asked in one breath, as a question of its own.</summary>
/// <param name="Text">Standalone normalized text, with the shared topic in front where the part had none.</param>
/// <param name="Topic">The topic carried over; null where the part names its own.</param>
public sealed record SubQuestion(string Text, IReadOnlyList<FacetScore> Facets, string? Topic);

/// <summary>What a question says, before anything is searched. Immutable; offsets are UTF-16 units of <see cref="Normal"/>.</summary>
public sealed record QuestionUnderstanding
{
    /// <summary>The citizen's words as received.</summary>
    public required string Original { get; init; }

    /// <summary>Normalized, corrected, without fillers, dialect words in ordinary ones, money and shares in one form.</summary>
    public required string Normal { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>The words that belong to the facets, as the lexicon has them.</summary>
    public FacetLanguage Language { get; init; } = FacetLanguage.Empty;

    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    public IReadOnlyList<ConceptHit> Concepts { get; init; } = [];

    /// <summary>Heaviest first; unique by text.</summary>
    public IReadOnlyList<SearchTerm> SearchTerms { get; init; } = [];

    /// <summary>Best first; empty for a bare topic.</summary>
    public IReadOnlyList<FacetScore> Facets { get; init; } = [];

    /// <summary>At least two where several things are asked, else empty.</summary>
    public IReadOnlyList<SubQuestion> SubQuestions { get; init; } = [];

    /// <summary>Two texts where the difference of two things is asked, one for each, else empty.</summary>
    public IReadOnlyList<string> Compared { get; init; } = [];

    public IReadOnlyList<Quantity> Amounts { get; init; } = [];

    public IReadOnlyList<DateMention> Dates { get; init; } = [];

    /// <summary>The day that the question asks about where it says so (2023年的时候能领吗); null for the day of asking.</summary>
    public DateMention? AskedAbout { get; init; }

    public IReadOnlyList<PlaceMention> Places { get; init; } = [];

    public IReadOnlyList<DocumentReference> DocumentReferences { get; init; } = [];

    public IReadOnlyList<ContentToken> ContentTokens { get; init; } = [];

    /// <summary>Of which one is seldom asked when another is meant (紧缺工种, 普通工种).</summary>
    internal Alternatives Alternatives { get; init; } = Alternatives.None;

    /// <summary>Where words stand that only ask; cues with a gap are left out.</summary>
    public IReadOnlyList<(int Start, int End)> Asking { get; init; } = [];

    /// <summary>What was talked of before stands behind the words of this turn: it is what they are about, and not asked again.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The facet that leads the answer; null for a bare topic.</summary>
    public Facet? MainFacet => Facets.Count == 0 ? null : Facets[0].Facet;

    public bool Asks(Facet facet) => Facets.Any(f => f.Facet == facet);

    /// <summary>Share of the content, by weight, that the documents' vocabulary covers; 1 where there is no content.</summary>
    public double Coverage => ContentTokens.Count == 0 ? 1 : ContentTokens.Where(t => t.IsCovered).Sum(t => t.Weight) / Math.Max(1e-9, ContentTokens.Sum(t => t.Weight));

    /// <summary>The question names something that the documents speak of.</summary>
    public bool HasTopic => ContentTokens.Any(t => t.IsCovered) || DocumentReferences.Count > 0;
}

using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search;
using PolicyBot.Search.Ranking;

namespace PolicyBot.Answering.Evaluation;

/// <summary>The product without one of its mechanisms: what the gold questions lose is what it adds. Each leaves one thing out of the knowledge or of the search, and nothing else.</summary>
/// <param name="Name">As written after <c>--without</c>.</param>
public sealed record Ablation(string Name, Func<KnowledgeBase, KnowledgeBase> Knowledge, SearchOptions Search)
{
    /// <summary>The whole product first.</summary>
    public static IReadOnlyList<Ablation> All { get; } =
    [
        new("nothing", k => k, SearchOptions.Default),
        Words("general-words", l => l with { Concepts = [.. l.Concepts.Where(c => !c.IsGeneral)] }),
        Words("concepts", l => l with { Concepts = [] }),
        Words("dialect", l => l with { Rewrites = [], Fillers = [] }),
        Words("spelling", l => l with { MendsSpelling = false }),
        Words("cooccurrence", l => l with { KnowsCompany = false }),
        Words("facets", l => l with { Facets = [.. l.Facets.Select(f => f with { Cues = [] })] }),
        Words("alternatives", l => l with { Alternatives = [] }),
        Words("circumstances", l => l with { Circumstances = new HashSet<string>(StringComparer.Ordinal), WeakWords = new HashSet<string>(StringComparer.Ordinal) }),
        Words("refusal-lists", l => l with { Details = [], Matters = [] }),
        new("governing-sentences", k => WithDocuments(k, [.. k.Documents.Select(Ungoverned)]), SearchOptions.Default),
        new("benefit-rules", k => k with { Benefits = [] }, SearchOptions.Default),
        new("re-ranking", k => k, SearchOptions.Default with { Weights = RankingWeights.Of(new Dictionary<RankingFeature, double> { [RankingFeature.FirstStage] = 1 }) }),
    ];

    private static Ablation Words(string name, Func<Lexicon, Lexicon> without) => new(name, k => k with { Lexicon = without(k.Lexicon) }, SearchOptions.Default);

    private static KnowledgeBase WithDocuments(KnowledgeBase knowledge, IReadOnlyList<PolicyDocument> documents) => new(documents)
    {
        Lexicon = knowledge.Lexicon,
        Replies = knowledge.Replies,
        Facts = knowledge.Facts,
        EligibilityWords = knowledge.EligibilityWords,
        EligibilityTexts = knowledge.EligibilityTexts,
        Benefits = knowledge.Benefits,
        Taxonomy = knowledge.Taxonomy,
    };

    // Made anew: a document finds its clauses by a table of its own.
    private static PolicyDocument Ungoverned(PolicyDocument document) => new(document.Number, document.Title, document.Text, [.. document.Clauses.Select(c => c with { Governing = [] })])
    {
        Issuer = document.Issuer,
        Addressees = document.Addressees,
        ApprovedBy = document.ApprovedBy,
        ApprovedOn = document.ApprovedOn,
        IssuedOn = document.IssuedOn,
        PublishedOn = document.PublishedOn,
        Attachments = document.Attachments,
        Repeals = document.Repeals,
        Source = document.Source,
        Folder = document.Folder,
    };
}

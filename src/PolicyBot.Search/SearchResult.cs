using System.Runtime.InteropServices;
using PolicyBot.Core.Documents;
using PolicyBot.Search.Ranking;

namespace PolicyBot.Search;

/// <summary>Unit: UTF-16, end exclusive; what it counts in is said where it is used.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int End);

/// <summary>A piece of a clause, verbatim. Unit: <see cref="Start"/> counts in the official text, <see cref="Highlights"/> in <see cref="Text"/>.</summary>
public sealed record Snippet(string Text, int Start, IReadOnlyList<TextSpan> Highlights)
{
    /// <summary>The same highlights in the official text.</summary>
    public IReadOnlyList<TextSpan> OfficialHighlights => [.. Highlights.Select(h => new TextSpan(Start + h.Start, Start + h.End))];
}

/// <summary>One feature's share of a score. <see cref="Detail"/> names the words it rests on, empty where there are none.</summary>
public sealed record ScorePart(RankingFeature Feature, double Value, double Weight, string Detail = "")
{
    public double Contribution => Value * Weight;
}

/// <summary>A clause that was found. Shape: <see cref="Why"/> has every feature once, contributions adding up to <see cref="Score"/>.</summary>
public sealed record ClauseHit(PolicyDocument Source, Clause Clause, double Score, IReadOnlyList<ScorePart> Why, Snippet Snippet)
{
    public DocumentNumber Document => Source.Number;

    public ClausePath Path => Clause.Path;

    /// <summary>BM25 of the first stage, not comparable between questions.</summary>
    public float FirstStage { get; init; }

    /// <summary>
    /// Share of the question's weight that the clause covers with its own text, headings and governing sentences, words that no document has included.
    /// Unit: 0 to 1. For deciding whether anything answers at all.
    /// </summary>
    public double Coverage { get; init; }

    /// <summary>Likeness of meaning to the question. Unit: cosine; null where no vectors were compared, or the clause was not among the nearest.</summary>
    public double? Similarity { get; init; }

    public double this[RankingFeature feature] => Why.First(p => p.Feature == feature).Value;
}

/// <summary>A term of the question as searched. <see cref="Clauses"/> is 0 for what no clause says.</summary>
public sealed record QuestionTerm(string Text, int Clauses, double Idf);

/// <summary>Best first. <see cref="Total"/> counts every clause that shares anything with the question; hits may be fewer.</summary>
public sealed record SearchResult(IReadOnlyList<ClauseHit> Hits, int Total)
{
    public static SearchResult Empty { get; } = new([], 0);

    /// <summary>Pairs, words and numbers of the question after stop words, in its order.</summary>
    public IReadOnlyList<QuestionTerm> Terms { get; init; } = [];

    /// <summary>Digest of the knowledge that was searched.</summary>
    public string Knowledge { get; init; } = "";
}

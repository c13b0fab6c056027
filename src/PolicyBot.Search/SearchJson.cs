using PolicyBot.Search.Ranking;

namespace PolicyBot.Search;

/// <summary>The JSON shape of hits, for REST and <c>search --json</c>. Source: contracts §3; serialise with the options of Core's AnswerJson.</summary>
public static class SearchJson
{
    public static SearchShape From(SearchResult result, double tookMs) => new(
        [.. result.Hits.Select(FromHit)],
        result.Total,
        Math.Round(tookMs, 3));

    private static HitShape FromHit(ClauseHit hit) => new(
        hit.Document.Value,
        hit.Source.TitleOf(hit.Path),
        hit.Path.Value,
        hit.Clause.HeadingLine,
        hit.Snippet.Text,
        [.. hit.Snippet.Highlights.Select(h => new[] { h.Start, h.End })],
        Math.Round(hit.Score, 4),
        [.. hit.Why.Select(p => new WhyShape(NameOf(p.Feature), Math.Round(p.Value, 4), p.Weight, Math.Round(p.Contribution, 4), p.Detail))]);

    private static string NameOf(RankingFeature feature) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(feature.ToString());
}

/// <summary>Unit: highlights are UTF-16 offsets into the snippet, end exclusive; <c>total</c> counts every match.</summary>
public sealed record SearchShape(IReadOnlyList<HitShape> Hits, int Total, double TookMs);

public sealed record HitShape(
    string Document,
    string Title,
    string Clause,
    string Heading,
    string Snippet,
    IReadOnlyList<int[]> Highlights,
    double Score,
    IReadOnlyList<WhyShape> Why);

public sealed record WhyShape(string Feature, double Value, double Weight, double Contribution, string Detail);

using PolicyBot.Core.Documents;

namespace PolicyBot.Web.Api;

/// <summary>What <c>GET /api/search</c> asks for.</summary>
public sealed record SearchRequest(string Query, int Count, DocumentNumber? Document, DateOnly AsOf);

/// <summary>Source: contracts §3. Unit: highlights are UTF-16 offsets into the snippet, end exclusive; <c>total</c> counts every match.</summary>
public sealed record SearchShape(IReadOnlyList<SearchHitShape> Hits, int Total, double TookMs);

public sealed record SearchHitShape(
    string Document,
    string Title,
    string Clause,
    string Heading,
    string Snippet,
    IReadOnlyList<int[]> Highlights,
    double Score,
    string Why);

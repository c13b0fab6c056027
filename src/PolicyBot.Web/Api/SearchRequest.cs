using PolicyBot.Core.Documents;

namespace PolicyBot.Web.Api;

/// <summary>What <c>GET /api/search</c> asks for.</summary>
public sealed record SearchRequest(string Query, int Count, DocumentNumber? Document, DateOnly AsOf);

using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>What a composer made: lines, and which of the asked things the text does not state.</summary>
/// <param name="Contact">Units of the documents to ask, best first.</param>
/// <param name="NotStated">Facets that no words near the clause settle; not empty makes the answer a partial one.</param>
public sealed record Composed(Draft Draft, IReadOnlyList<Facet> NotStated, IReadOnlyList<string> Contact);

namespace PolicyBot.Core.Language;

/// <summary>What part of a question a concept stands for.</summary>
public enum ConceptGroup
{
    Who,
    Doing,
    Asked,
    Granted,
    Thing,
}

/// <summary>
/// Citizens' words and the documents' words for the same thing, one way: <see cref="Says"/> are looked for in questions, <see cref="Means"/> in documents.
/// </summary>
/// <param name="IsGeneral">Carried for documents to come: its words need not occur in any document.</param>
public sealed record Concept(string Id, ConceptGroup Group, IReadOnlyList<Cue> Says, IReadOnlyList<WeightedWord> Means, bool IsGeneral)
{
    /// <summary>File inside the knowledge folder, for problems.</summary>
    public string File { get; init; } = "";

    public int Line { get; init; }
}

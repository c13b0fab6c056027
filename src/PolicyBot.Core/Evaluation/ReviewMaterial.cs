namespace PolicyBot.Core.Evaluation;

/// <summary>An edition: what it knows, and the folder of its index.</summary>
public sealed record IndexedEdition(KnowledgeBase Knowledge, string IndexFolder);

/// <summary>What is asked of both editions.</summary>
/// <param name="ChangedFiles">Every file that differs between them, relative to the knowledge folder.</param>
/// <param name="Today">Day of questions without one, China Standard Time.</param>
public sealed record ReviewMaterial(IReadOnlyList<GoldQuestion> Gold, IReadOnlyList<ReviewQuestion> Questions, IReadOnlyList<string> ChangedFiles, DateOnly Today);

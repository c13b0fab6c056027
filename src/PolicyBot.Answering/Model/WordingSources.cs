using PolicyBot.Answering.Plugins;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Answering.Model;

/// <summary>Best clauses for a sentence, through the search function of the kernel.</summary>
internal delegate Task<IReadOnlyList<ClauseHit>> ClauseLookUp(string question, int take, CancellationToken cancellationToken);

/// <summary>A clause by its place, through the document function of the kernel; null where there is none.</summary>
internal delegate Task<Clause?> ClauseReading(DocumentNumber document, ClausePath path, CancellationToken cancellationToken);

/// <summary>What a wording may draw on: one edition of the knowledge and the kernel functions over it.</summary>
/// <param name="Names">Units that must not be invented.</param>
/// <param name="Steps">Records what the model made the kernel do.</param>
internal sealed record WordingSources(
    KnowledgeBase Knowledge,
    IReadOnlyCollection<string> Names,
    ClauseLookUp Search,
    ClauseReading Clause,
    Func<PolicyDocument, Clause, ValidityFinding> ValidityOf,
    StepRecorder Steps);

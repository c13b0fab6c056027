using PolicyBot.Core;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Answering.Model;

/// <summary>What a wording may draw on: one edition of the knowledge and its search.</summary>
/// <param name="Names">Units that must not be invented.</param>
internal sealed record WordingSources(
    KnowledgeBase Knowledge,
    IReadOnlyCollection<string> Names,
    Func<string, IReadOnlyList<ClauseHit>> Search,
    Func<ClauseHit, ValidityFinding> ValidityOf);

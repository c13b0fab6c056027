using PolicyBot.Core;

namespace PolicyBot.Knowledge.Check;

/// <summary>
/// Everything wrong with a knowledge folder, at once: what cannot be read, and what can be read but is lost, dangling, over or unreviewed.
/// Errors stop publishing, warnings are told. To add a check, add it to <see cref="Checks"/>.
/// </summary>
public static class KnowledgeCheck
{
    private static readonly Func<CheckedKnowledge, IEnumerable<Problem>>[] Checks =
    [
        ClauseChecks.Partition,
        ClauseChecks.Units,
        ClauseChecks.HiddenCharacters,
        SourceChecks.Conservation,
        SourceChecks.Doubts,
        MetadataChecks.Printed,
        ValidityChecks.Dangling,
        ValidityChecks.Replaced,
        ValidityChecks.Ended,
        AmountChecks.Conflicts,
        knowledge => LexiconReader.Check(knowledge.Folder, knowledge.Knowledge),
        EligibilityChecks.Rules,
        EligibilityChecks.Cases,
        GoldChecks.Clauses,
    ];

    /// <summary>Errors first, then by file and line. Empty for a clean folder.</summary>
    /// <param name="today">Day of the check, in China Standard Time: periods that ended before it are told.</param>
    public static IReadOnlyList<Problem> Run(string folder, DateOnly today) => Run(folder, KnowledgeReader.ReadSheets(folder), today);

    /// <param name="read">The folder as it was just read.</param>
    internal static IReadOnlyList<Problem> Run(string folder, KnowledgeSheets read, DateOnly today)
    {
        var problems = read.Read.Problems.ToList();
        if (Directory.Exists(folder))
        {
            var knowledge = CheckedKnowledge.Of(folder, read, today);
            foreach (var found in Checks.AsParallel().AsOrdered().Select(check => check(knowledge).ToList()))
                problems.AddRange(found);
        }

        return [.. problems.Distinct().OrderBy(p => p.Severity).ThenBy(p => p.Where, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0)];
    }
}

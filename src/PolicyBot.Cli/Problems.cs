using PolicyBot.Core;

namespace PolicyBot.Cli;

/// <summary>Problems as people read them: errors first, one a line, a count at the end; to stderr, so that results stay clean.</summary>
internal static class Problems
{
    public static void Write(TextWriter output, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems.OrderBy(p => p.Severity))
            output.WriteLine($"{(problem.Severity == ProblemSeverity.Error ? "错误" : "提醒")}　{problem}");
        if (problems.Count > 0)
            output.WriteLine($"共 {problems.Count(p => p.Severity == ProblemSeverity.Error)} 个错误，{problems.Count(p => p.Severity == ProblemSeverity.Warning)} 个提醒。");
    }
}

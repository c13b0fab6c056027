using PolicyBot.Core.Evaluation;
using Spectre.Console;

namespace PolicyBot.Cli;

/// <summary>The table of quality.md on the terminal: exact properties, measured ones with their floors, then by register, facet, document and part.</summary>
internal static class EvaluationTable
{
    public static void Write(TextWriter output, EvaluationReport all)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 140;
        var parts = all.Outcomes.GroupBy(o => o.Gold.Part, StringComparer.Ordinal).OrderByDescending(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Report: new EvaluationReport([.. g]))).ToList();

        var table = new Table().Border(TableBorder.Markdown).AddColumn("metric").AddColumn("floor").AddColumn("all").AddColumn("n");
        foreach (var part in parts)
            table.AddColumn(part.Name);
        foreach (var (metric, index) in all.Exact.Concat(all.Measured).Select((m, i) => (m, i)))
        {
            string[] cells =
            [
                metric.Name,
                metric.Floor is { } floor ? $"{(metric.AtLeast ? "≥" : "≤")} {Show(floor)}" : "",
                Show(metric.Value) + (metric.IsUnderFloor ? " ✗" : ""),
                metric.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                .. parts.Select(p => Show(p.Report.Exact.Concat(p.Report.Measured).ElementAt(index).Value)),
            ];
            table.AddRow(cells.Select(Markup.Escape).ToArray());
        }

        console.Write(table);
        WriteBy(console, all, "register", q => q.Register);
        WriteBy(console, all, "facet", q => q.Facet);
        WriteBy(console, all, "document", q => q.Clauses.Count == 0 ? "(none)" : q.Clauses[0].Split('#')[0]);
    }

    public static void WriteFailures(TextWriter output, EvaluationReport report)
    {
        foreach (var outcome in report.Outcomes.Where(o => !o.IsRight || !o.HitsClause || o.Breaches.Count > 0))
        {
            output.WriteLine($"✗ {outcome.Gold.Id} [{outcome.Gold.Register}/{outcome.Gold.Facet}] {outcome.Gold.Text}");
            foreach (var fault in outcome.Faults)
                output.WriteLine($"    {fault}");
            if (!outcome.HitsClause)
                output.WriteLine($"    应引用 {string.Join(" ｜ ", outcome.Gold.Clauses)}；引用了 {string.Join(" ｜ ", outcome.Answer.Citations.Select(c => $"{c.Document}#{c.Clause}"))}（检索名次 {outcome.Rank}）");
            foreach (var breach in outcome.Breaches)
                output.WriteLine($"    !! {breach.Property}: {breach.Detail}");
            output.WriteLine($"    答：{outcome.Answer.Text.ReplaceLineEndings(" / ")}");
        }
    }

    private static void WriteBy(IAnsiConsole console, EvaluationReport report, string label, Func<GoldQuestion, string> by)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn(label).AddColumn("n").AddColumn("right").AddColumn("clause hit");
        foreach (var row in report.By(by))
            table.AddRow(Markup.Escape(row.Label), row.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), Show(row.Accuracy), Show(row.ClauseHit));
        console.WriteLine();
        console.Write(table);
    }

    private static string Show(double value) => value.ToString(value > 2 ? "0" : "0.000", System.Globalization.CultureInfo.InvariantCulture);
}

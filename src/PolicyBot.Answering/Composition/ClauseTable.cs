using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>One printed row: its place and its cells. Unit: offsets into the official text.</summary>
internal sealed record TableRow(int Start, int End, IReadOnlyList<string> Cells)
{
    /// <summary>The cells that say which row it is: all before the first value, at least the first.</summary>
    public int Keys { get; init; } = 1;

    public string KeyText => string.Join(' ', Cells.Take(Keys));
}

/// <summary>
/// A table printed as lines of cells inside a clause: tabs between the cells, or blanks where an extractor left no tab.
/// Shape: at least two lines with one number of cells; <see cref="Header"/> null where the first line is a row like the others.
/// </summary>
internal sealed partial record ClauseTable(TableRow? Header, IReadOnlyList<TableRow> Rows)
{
    private const int LongestCell = 30;

    public int Start => Header?.Start ?? Rows[0].Start;

    public int End => Rows[^1].End;

    /// <summary>In the order of the text; empty where the clause has none.</summary>
    public static IReadOnlyList<ClauseTable> In(PolicyDocument document, Clause clause)
    {
        if (clause.Text.AsSpan().IndexOfAny('\t', ' ', '　') < 0)
            return [];
        var found = new List<ClauseTable>();
        var run = new List<TableRow>();
        var tabbed = false;
        foreach (var (row, hasTabs) in LinesOf(document.Text, clause))
        {
            if (run.Count > 0 && (row is null || row.Cells.Count != run[0].Cells.Count || hasTabs != tabbed))
                Close(run, tabbed, found);
            if (row is null)
                continue;
            run.Add(row);
            tabbed = hasTabs;
        }

        Close(run, tabbed, found);
        return found;
    }

    private static void Close(List<TableRow> run, bool tabbed, List<ClauseTable> found)
    {
        // Blanks alone are no proof of a table: names are printed with them, too. Values are.
        if (run.Count >= (tabbed ? 2 : 3) && (tabbed || run.Skip(1).All(r => r.Cells.Any(IsValue))))
        {
            var hasHeader = !run[0].Cells.Any(IsValue) && run.Skip(1).Any(r => r.Cells.Any(IsValue)) || tabbed && !run.Exists(r => r.Cells.Any(IsValue)) || IsHead(run);
            var rows = hasHeader ? run.Skip(1).ToList() : [.. run];
            // A column is a key where every row has words in it; the first always is.
            var keys = Enumerable.Range(0, run[0].Cells.Count).TakeWhile(i => i == 0 || rows.TrueForAll(r => !IsValue(r.Cells[i]))).Count();
            keys = Math.Max(1, Math.Min(keys, run[0].Cells.Count - 1));
            found.Add(new(hasHeader ? run[0] : null, [.. rows.Select(r => r with { Keys = keys })]));
        }

        run.Clear();
    }

    /// <summary>The first line has words where the others have values, in most of those columns: a head may count too (24小时最高).</summary>
    private static bool IsHead(List<TableRow> run)
    {
        var values = Enumerable.Range(0, run[0].Cells.Count).Where(i => run.Skip(1).All(r => IsValue(r.Cells[i]))).ToList();
        return values.Count(i => !IsValue(run[0].Cells[i])) * 2 > values.Count;
    }

    private static IEnumerable<(TableRow? Row, bool Tabs)> LinesOf(string text, Clause clause)
    {
        for (var at = clause.Start; at < clause.End;)
        {
            var end = text.IndexOf('\n', at, clause.End - at);
            end = end < 0 ? clause.End : end;
            yield return RowAt(text, at, end);
            at = end + 1;
        }
    }

    private static (TableRow?, bool) RowAt(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        var line = text[start..end];
        var tabs = line.Contains('\t', StringComparison.Ordinal);
        var cells = line.Split(tabs ? ['\t'] : [' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isRow = cells.Length >= (tabs ? 2 : 3) && cells.All(c => c.Length <= LongestCell && !c.EndsWith('。') && !c.EndsWith('；'));
        return (isRow ? new(start, end, cells) : null, tabs);
    }

    /// <summary>A number with at most a unit behind it: 3.6, 600元, 15%. A range (80至100马力, 50亩以上) tells which row it is.</summary>
    public static bool IsValue(string cell) => Value().IsMatch(cell);

    [GeneratedRegex(@"^([约≤≥]?\d[\d,.]*\s*([%％]|(?!.*(以上|以下|不足))[\u4e00-\u9fff/]{0,5})|[-—/]|无|免费|免收|免缴|全额)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Value();
}

using System.Text.RegularExpressions;
using PolicyBot.Answering.Evidence;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Reads a table for a question: the rows whose keys the question names, each cell with the head of its column, row and head cited verbatim. All rows where it
/// names none of them.
/// </summary>
internal sealed partial class TableAnswer(EvidenceSet evidence, TopicMatcher topic)
{
    private const int MostRows = 8;
    private const double ShareOfKey = 2;
    private const double RarePair = 0.5;
    private const double WholeKey = 2;
    private const double InRange = 2;
    private const double SameNumber = 0.5;
    private const double ByMeaning = 0.5;
    /// <summary>低保 is 最低生活保障对象 rather than 最低生活保障边缘家庭成员: a key that says little else.</summary>
    private const double MostOfKey = 0.6;
    private const double NearlyBest = 0.7;

    private static readonly Facet[] OfTables = [Facet.HowMuch, Facet.HowMany, Facet.Cap, Facet.ListAll, Facet.Difference, Facet.Eligibility, Facet.Conditions, Facet.Where, Facet.Phone, Facet.WhatIs];

    /// <summary>Empty where the clause has no table or the question asks for something else.</summary>
    public IReadOnlyList<DraftLine> LinesOf(PolicyDocument document, Clause clause)
    {
        var lines = new List<DraftLine>();
        foreach (var table in ClauseTable.In(document, clause))
        {
            var rows = Chosen(table, out var named);
            if (!named && evidence.Facets.Count > 0 && !evidence.Facets.Any(f => OfTables.Contains(f)))
                continue;
            lines.AddRange(rows.Take(MostRows).Select(r => Line(document, clause, table, r)));
        }

        return lines;
    }

    /// <summary>True where the question names one row of a table of the clause, so that the row alone answers.</summary>
    public bool Names(PolicyDocument document, Clause clause) => ClauseTable.In(document, clause).Any(t => { Chosen(t, out var named); return named; });

    private IReadOnlyList<TableRow> Chosen(ClauseTable table, out bool named)
    {
        var asked = Ranges(TopicMatcher.Fold(evidence.Asked.Normal));
        var keys = table.Rows.Select(r => r.Cells.Take(r.Keys).Select(k => Ranges(TopicMatcher.Fold(k))).ToList()).ToList();
        var pairs = keys.Select(k => k.SelectMany(Pairs).ToHashSet(StringComparer.Ordinal)).ToList();
        // A number that is printed in a key names that row; only another one falls into a range.
        var printed = Number().Matches(asked).Any(m => keys.Exists(k => k.Exists(c => Number().Matches(c).Any(n => n.Value == m.Value))));
        var scores = keys.Select((k, i) => ScoreOf(asked, k, pairs[i], pairs, printed)).ToList();
        var best = scores.Count == 0 ? 0 : scores.Max();
        var chosen = best <= 0.15 ? [.. table.Rows] : table.Rows.Where((_, i) => scores[i] >= best * NearlyBest).ToList();
        named = chosen.Count < table.Rows.Count;
        if (named && evidence.Asks(Facet.Difference))
            chosen = [.. table.Rows.Where((_, i) => scores[i] >= best * 0.3)];
        return chosen;
    }

    /// <summary>80到100 and 80—100 are 80至100.</summary>
    private static string Ranges(string text) => RangeMark().Replace(text, "至");

    [GeneratedRegex(@"(?<=\d)[到—–~-]+(?=\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex RangeMark();

    private double ScoreOf(string asked, List<string> keys, HashSet<string> own, List<HashSet<string>> all, bool printed)
    {
        var score = 0.0;
        var said = own.Count(p => asked.Contains(p, StringComparison.Ordinal));
        score += own.Count == 0 || all.TrueForAll(p => p.SetEquals(own)) ? 0 : ShareOfKey * said / own.Count;
        foreach (var pair in own)
        {
            var among = all.Count(p => p.Contains(pair));
            if (among < all.Count && asked.Contains(pair, StringComparison.Ordinal))
                score += RarePair / among;
        }

        var numbers = Number().Matches(asked).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            score += key.Length > 1 && asked.Contains(key, StringComparison.Ordinal) ? WholeKey : 0;
            score += topic.ByMeaningIn(key).Where(t => !all.TrueForAll(p => p.Overlaps(Pairs(t.Means.First(m => key.Contains(m, StringComparison.Ordinal)))))).Sum(t => ByMeaning * t.Weight * t.Means.Where(m => key.Contains(m, StringComparison.Ordinal)).Max(m => m.Length) / (MostOfKey * key.Length));
            score += SameNumber * Number().Matches(key).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count(numbers.Contains);
            score += !printed && StatedRange.OfKey(key)?.Holds(evidence.Asked.Amounts) == true ? InRange : 0;
        }

        return score;
    }

    /// <summary>
    /// The columns that answer: the one that the question names where several state the same kind of thing (职工医保限额, 居民医保限额); all where it names none, or where
    /// each states another thing (补贴, 年龄).
    /// </summary>
    private IReadOnlyList<int> Columns(ClauseTable table, TableRow row)
    {
        var all = Enumerable.Range(row.Keys, row.Cells.Count - row.Keys).ToList();
        if (table.Header is not { } header || header.Cells.Count != row.Cells.Count || all.Count < 2 || evidence.Asks(Facet.Difference) || evidence.Asks(Facet.ListAll) || all.Select(i => UnitOf(row.Cells[i])).Distinct(StringComparer.Ordinal).Count() > 1)
            return all;
        var heads = all.ToDictionary(i => i, i => TopicMatcher.Fold(header.Cells[i]));
        var scores = all.ToDictionary(i => i, i => Pairs(heads[i]).Distinct(StringComparer.Ordinal).Count(p => heads.Values.Count(h => h.Contains(p, StringComparison.Ordinal)) == 1 && topic.Says(p)));
        return scores.Values.Count(s => s > 0) == 1 ? [.. all.Where(i => scores[i] > 0)] : all;
    }

    private static string UnitOf(string cell) => Number().Replace(cell, "").Replace("万", "", StringComparison.Ordinal).Trim();

    private DraftLine Line(PolicyDocument document, Clause clause, ClauseTable table, TableRow row)
    {
        var cells = Columns(table, row).Select(i => table.Header is { } head && i < head.Cells.Count ? $"{head.Cells[i]} {row.Cells[i]}" : row.Cells[i]);
        var pieces = new List<Piece>
        {
            new Piece.Words($"{row.KeyText}：{string.Join("，", cells)}"),
            new Piece.Quote(new(document, clause, row.Start, row.End), IsShown: false),
        };
        if (table.Header is { } header)
            pieces.Add(new Piece.Quote(new(document, clause, header.Start, header.End), IsShown: false));
        pieces.Add(new Piece.Words("。"));
        return new(pieces);
    }

    private static IEnumerable<string> Pairs(string key) => Enumerable.Range(0, Math.Max(0, key.Length - 1)).Select(i => key.Substring(i, 2));

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Number();
}

using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Cuts a clause into sentences: at 。！？； and line ends, outside of quotation marks and brackets. The bracket of units stands alone, lines of a table stay
/// whole, and numbering, 问： and 答： belong to no sentence.
/// </summary>
internal static partial class SentenceReader
{
    private const string Ends = "。！？；!?;\n";
    private const string Opening = "“《（(〔「";
    private const string Closing = "”》）)〕」";

    public static IReadOnlyList<ClauseSentence> Read(PolicyDocument document, Clause clause)
    {
        var text = document.Text;
        var tables = ClauseTable.In(document, clause);
        var found = new List<ClauseSentence>();
        var body = clause.Start;
        if (HeadingIn(text, clause) is var (at, end))
        {
            body = end;
            // The name of a field is no sentence beside what is told under it.
            var isField = FieldLabel.IsLabel(clause.Heading) && text.AsSpan(end, clause.End - end).Trim("：: 　\n").Length > 0;
            if (!IsBareMark(clause.Heading) && !isField)
                Add(found, text, at + MarkLength(clause.Heading), body, Rule().IsMatch(clause.Heading[MarkLength(clause.Heading)..]) ? SentenceKind.Body : SentenceKind.Heading);
        }
        else
        {
            body += MarkLength(clause.Text);
        }

        var from = body;
        var depth = 0;
        for (var i = body; i < clause.End; i++)
        {
            if (tables.FirstOrDefault(t => t.Start <= i && i < t.End) is { } table)
            {
                Add(found, text, from, i, SentenceKind.Body);
                foreach (var row in table.Rows.Prepend(table.Header).OfType<TableRow>())
                    found.Add(new(row.Start, row.End, text[row.Start..row.End], SentenceKind.Row));
                (from, i, depth) = (table.End, table.End - 1, 0);
                continue;
            }

            var c = text[i];
            if (c == '〔' && IsUnitBracket(text, i, clause.End, out var close))
            {
                Add(found, text, from, i, SentenceKind.Body);
                Add(found, text, i + 1, close, SentenceKind.Units);
                (from, i, depth) = (close + 1, close, 0);
                continue;
            }

            if (Opening.Contains(c, StringComparison.Ordinal))
                depth++;
            else if (Closing.Contains(c, StringComparison.Ordinal))
                depth = Math.Max(0, depth - 1);
            if (!IsEnd(text, i) || depth > 0 && c != '\n')
                continue;
            // An explanation opens with the question that it answers.
            Add(found, text, from, i, c is '？' or '?' && !found.Exists(s => s.IsBody) ? SentenceKind.Heading : SentenceKind.Body);
            (from, depth) = (i + 1, 0);
        }

        Add(found, text, from, clause.End, SentenceKind.Body);
        return found;
    }

    // Blanks inside a heading (第四章　大病医疗) are the printer's.
    private static (int Start, int End)? HeadingIn(string text, Clause clause)
    {
        var (at, start) = (0, -1);
        for (var i = clause.Start; i < clause.End && at < clause.Heading.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;
            while (char.IsWhiteSpace(clause.Heading[at]))
                at++;
            if (text[i] != clause.Heading[at])
                return null;
            start = start < 0 ? i : start;
            at++;
            if (at == clause.Heading.Length)
                return (start, i + 1);
        }

        return null;
    }

    // A full stop of half width ends a sentence behind a Chinese character, never inside a number or an address.
    private static bool IsEnd(string text, int i) =>
        Ends.Contains(text[i], StringComparison.Ordinal)
        || text[i] == '.' && i > 0 && (text[i - 1] > '⺀' || text[i - 1] == ')') && (i + 1 >= text.Length || text[i + 1] == '\n' || text[i + 1] > '⺀');

    private static void Add(List<ClauseSentence> found, string text, int start, int end, SentenceKind kind)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '。' or '，' or '”' or '）' or '：' or ':'))
            start++;
        if (kind == SentenceKind.Body && start < end)
            start += MarkLength(text[start..end]);
        if (kind != SentenceKind.Units && start < end && Speaker().Match(text, start, end - start) is { Success: true } speaker)
            start += speaker.Length;
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '。' or '，' or '；' or '：' or ':' or '.'))
            end--;
        if (IsOpenQuote(text, start, end))
            start++;
        if (end - start > 1 && text[end - 1] == '”' && text.IndexOf('“', start, end - start) < 0)
            end--;
        while (end > start && text[end - 1] is '。' or '；')
            end--;
        if (end - start >= 2)
            found.Add(new(start, end, text[start..end], kind));
    }

    // The new words of an amendment are printed as a quotation, over several lines: its first mark has no partner on its line, or the very last one.
    private static bool IsOpenQuote(string text, int start, int end)
    {
        if (end - start < 2 || text[start] != '“')
            return false;
        var close = text.IndexOf('”', start, end - start);
        return close < 0 || close == end - 1 && text.IndexOf('“', start + 1, end - start - 1) < 0;
    }

    /// <summary>Length of the numbering at the start: （二）, 1., 一、, 第三条, and the blank after it; 0 where there is none.</summary>
    public static int MarkLength(string text)
    {
        var match = Mark().Match(text);
        return match.Success && match.Length < text.Length ? match.Length : 0;
    }

    /// <summary>Numbering and nothing else.</summary>
    public static bool IsBareMark(string heading) => BareMark().IsMatch(heading);

    // 〔2023〕 is part of a number; a bracket that names units has a colon.
    private static bool IsUnitBracket(string text, int open, int limit, out int close)
    {
        close = text.IndexOf('〕', open, limit - open);
        if (close < 0)
            return false;
        var colon = text.AsSpan(open, close - open).IndexOfAny('：', ':');
        return colon is > 0 and <= 12;
    }

    [GeneratedRegex(@"^\s*(?:[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十百]{1,4}、|第[一二三四五六七八九十百千\d]{1,5}[章节条](?=\s)|第[一二三四五六七八九十]{1,3}[，、](?![一二三四五六七八九十]+[、，产季])|\d{1,2}[.．、](?!\d)|[①-⑳]|——|[" + FieldLabel.Bullets + @"])\s*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*(?:[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十百]{1,4}、?|第[一二三四五六七八九十百千\d]{1,5}[章节条款项]|\d{1,2}[.．、]?|[①-⑳]|——)?\s*[问答]?\s*$", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BareMark();

    // A first sentence that settles something is no name of what follows: 失能等级每两年复评一次。
    [GeneratedRegex(@"\d|[一二两三四五六七八九十][年月日天周]|不得|应当|只能|必须|禁止|不予", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\G[问答][:：]\s*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Speaker();
}

using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>A sentence of a clause without the mark that ends it. Unit: offsets into the official text.</summary>
/// <param name="IsHeading">The clause's own heading, without its numbering.</param>
/// <param name="IsUnits">The bracket that names units, without the bracket.</param>
internal sealed record ClauseSentence(int Start, int End, string Text, bool IsHeading, bool IsUnits)
{
    public int Length => End - Start;

    /// <summary>Blanks inside words come from the printed page (召 集 人).</summary>
    public bool States(System.Text.RegularExpressions.Regex pattern) => pattern.IsMatch(Text) || pattern.IsMatch(string.Concat(Text.Where(c => !char.IsWhiteSpace(c))));
}

/// <summary>Cuts a clause into sentences: at 。！？； and line ends, outside of quotation marks and brackets; the bracket of units stands alone.</summary>
internal static class SentenceReader
{
    private const string Ends = "。！？；!?;\n";
    private const string Opening = "“《（(〔「";
    private const string Closing = "”》）)〕」";

    public static IReadOnlyList<ClauseSentence> Read(PolicyDocument document, Clause clause)
    {
        var text = document.Text;
        var found = new List<ClauseSentence>();
        var body = clause.Start;
        if (clause.Heading.Length > 0 && text.AsSpan(clause.Start, clause.End - clause.Start).TrimStart().StartsWith(clause.Heading))
        {
            var at = text.IndexOf(clause.Heading, clause.Start, StringComparison.Ordinal);
            body = at + clause.Heading.Length;
            Add(at + MarkLength(clause.Heading), body, isHeading: true);
        }
        else
        {
            body += MarkLength(clause.Text);
        }

        var from = body;
        var depth = 0;
        for (var i = body; i < clause.End; i++)
        {
            var c = text[i];
            if (c == '〔' && IsUnitBracket(text, i, clause.End, out var close))
            {
                Add(from, i, isHeading: false);
                Add(i + 1, close, isHeading: false, isUnits: true);
                (from, i, depth) = (close + 1, close, 0);
                continue;
            }

            if (Opening.Contains(c, StringComparison.Ordinal))
                depth++;
            else if (Closing.Contains(c, StringComparison.Ordinal))
                depth = Math.Max(0, depth - 1);
            if (!Ends.Contains(c, StringComparison.Ordinal) || depth > 0 && c != '\n')
                continue;
            Add(from, i, isHeading: false);
            (from, depth) = (i + 1, 0);
        }

        Add(from, clause.End, isHeading: false);
        return found;

        void Add(int start, int end, bool isHeading, bool isUnits = false)
        {
            while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '。' or '”' or '）'))
                start++;
            if (!isHeading && !isUnits && start < end)
                start += MarkLength(text[start..end]);
            while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '。' or '，' or '；' or '：'))
                end--;
            if (end - start >= 2)
                found.Add(new(start, end, text[start..end], isHeading, isUnits));
        }
    }

    /// <summary>Length of the numbering at the start: （二）, 1., 一、, 第三条, and the blank after it; 0 where there is none.</summary>
    public static int MarkLength(string text)
    {
        var match = Mark.Match(text);
        return match.Success && match.Length < text.Length ? match.Length : 0;
    }

    private static readonly System.Text.RegularExpressions.Regex Mark = new(
        @"^\s*(?:[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十百]{1,4}、|第[一二三四五六七八九十百千\d]{1,5}[章节条](?=\s)|\d{1,2}[.．、](?!\d)|[①-⑳]|——)\s*",
        System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.Compiled,
        TimeSpan.FromMilliseconds(200));

    // 〔2023〕 is part of a number; a bracket that names units has a colon.
    private static bool IsUnitBracket(string text, int open, int limit, out int close)
    {
        close = text.IndexOf('〕', open, limit - open);
        if (close < 0)
            return false;
        var colon = text.AsSpan(open, close - open).IndexOfAny('：', ':');
        return colon is > 0 and <= 12;
    }
}

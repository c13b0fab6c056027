using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>A bracket that names units: 〔牵头单位：甲；责任单位：乙、丙，各县（区）政府〕. Unit: offsets into the text it was read from.</summary>
internal sealed record UnitsNote(int Start, int End, IReadOnlyList<string> Lead, IReadOnlyList<string> Responsible);

/// <summary>Reads 责任单位 and 牵头单位 as printed in a clause.</summary>
internal static partial class ClauseUnits
{
    public static IReadOnlyList<UnitsNote> Read(string text)
    {
        var notes = new List<UnitsNote>();
        foreach (Match match in Opening().Matches(text))
        {
            var end = EndOf(text, match.Index, match.Groups["open"].Value);
            if (notes.Count > 0 && match.Index < notes[^1].End)
                continue;
            var (lead, responsible) = Units(text[match.Groups["label"].Index..end].TrimEnd('〕', '）', ')', ']', '】', '。', '\n'));
            if (lead.Count + responsible.Count > 0)
                notes.Add(new(match.Index, end, lead, responsible));
        }

        return notes;
    }

    private static int EndOf(string text, int start, string open)
    {
        if (open.Length == 0)
            return text.IndexOf('\n', start) is >= 0 and var feed ? feed : text.Length;
        var close = "〕）)]】"["〔（([【".IndexOf(open[0], StringComparison.Ordinal)];
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == open[0])
                depth++;
            else if (text[i] == close && --depth == 0)
                return i + 1;
        }

        return text.Length;
    }

    private static (List<string> Lead, List<string> Responsible) Units(string note)
    {
        var lead = new List<string>();
        var responsible = new List<string>();
        var into = responsible;
        foreach (var group in note.Split('；', ';', '。'))
        {
            var words = group;
            if (Label().Match(group) is { Success: true } label)
            {
                into = label.Value.Contains("牵头", StringComparison.Ordinal) || label.Value.Contains("主办", StringComparison.Ordinal) ? lead : responsible;
                words = group[(label.Index + label.Length)..];
            }

            into.AddRange(SplitOutsideBrackets(words).Select(Clean).Where(u => u.Length is > 1 and <= 40));
        }

        return ([.. lead.Distinct(StringComparer.Ordinal)], [.. responsible.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>市甲局、市乙局等相关单位，各县（区）政府 → three units.</summary>
    private static IEnumerable<string> SplitOutsideBrackets(string words)
    {
        int depth = 0, start = 0;
        for (var i = 0; i < words.Length; i++)
        {
            depth += words[i] is '（' or '(' ? 1 : words[i] is '）' or ')' ? -1 : 0;
            if (depth > 0 || words[i] is not ('、' or '，' or ','))
                continue;
            yield return words[start..i];
            start = i + 1;
        }

        yield return words[start..];
    }

    private static string Clean(string unit) =>
        Others().Replace(string.Concat(unit.Where(c => !char.IsWhiteSpace(c))), "");

    [GeneratedRegex(@"(?<open>[〔（(\[【])\s*(?<label>(?:责任|牵头|配合|主办|协办|落实)(?:单位|部门)\s*[：:])|(?<=^|\n)(?<open>)(?<label>(?:责任|牵头|主办)(?:单位|部门)\s*[：:])", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s*\p{IsCJKUnifiedIdeographs}{0,4}(?:单位|部门)\s*[：:]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Label();

    [GeneratedRegex(@"等(?:相关|有关)?(?:单位|部门)?$|按职责(?:分工)?负责$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Others();
}

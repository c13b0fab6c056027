using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Documents;

/// <summary>What a text itself prints of number, title, issuer and date: for a folder whose document.yaml is missing or silent.</summary>
internal sealed partial record PrintedHead(string Title, DocumentNumber? Number, string Issuer, DateOnly? IssuedOn)
{
    private const int HeadLines = 12;

    public static PrintedHead Read(IReadOnlyList<Clause> clauses)
    {
        var lines = clauses.Where(c => c.Path.Value is "正文/通知" or "正文/标题").Take(1).SelectMany(c => Lines(c.Text)).Take(HeadLines).ToList();
        DocumentNumber? number = null;
        var at = lines.FindIndex(l => DocumentNumber.TryParse(l, out _));
        if (at >= 0 && DocumentNumber.TryParse(lines[at], out var found))
            number = found;
        var title = string.Concat(at > 0 ? lines.Take(at) : lines.TakeWhile(l => !l.EndsWith('：') && !l.EndsWith('。') && !DocumentNumber.TryParse(l, out _)));
        var closing = clauses.Where(c => c.Path.Value is "正文/通知" or "正文/结尾" or "正文/落款").SelectMany(c => Lines(c.Text)).ToList();
        var date = closing.FindLastIndex(l => Day().IsMatch(l));
        return new(title, number, date > 0 && closing[date - 1].Length <= 30 && !closing[date - 1].EndsWith('。') ? closing[date - 1] : "", date < 0 ? null : DateOf(closing[date]));
    }

    /// <summary>The title printed on an attachment, without its label.</summary>
    public static string TitleOf(string part, IReadOnlyList<Clause> clauses)
    {
        var printed = clauses.FirstOrDefault(c => string.Equals(c.Path.Value, part + "/标题", StringComparison.Ordinal))?.Text ?? "";
        return Label().Replace(string.Concat(Lines(printed)), "") is { Length: > 0 } title ? title : part;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    private static DateOnly? DateOf(string line)
    {
        var match = Day().Match(line);
        return DateOnly.TryParseExact($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    [GeneratedRegex(@"^(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*日$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^附\s*件\s*\d{0,2}\s*[：:]?\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Label();
}

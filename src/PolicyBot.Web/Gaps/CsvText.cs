using System.Text;

namespace PolicyBot.Web.Gaps;

/// <summary>
/// Tables for office programs: UTF-8 with its mark, CRLF, every cell quoted where needed; a cell that a program would run as a formula is made text by an apostrophe.
/// Source: RFC 4180; OWASP on CSV injection.
/// </summary>
public static class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string value)
    {
        // Also behind blanks, and in full width, which some programs fold before they look.
        var first = value.TrimStart().FirstOrDefault();
        var text = first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || value.StartsWith('\t') || value.StartsWith('\r') ? "'" + value : value;
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

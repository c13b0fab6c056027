using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Web.Replies;

/// <summary>
/// Plain text as Markdown that reads exactly as the text: official words hold 1. and （*） and must not become lists or emphasis.
/// Line breaks stay line breaks.
/// </summary>
public static partial class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|~&!$^";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            // Two blanks before the end are Markdown's line break; an empty line is a paragraph anyway.
            if (i > 0)
                escaped.Append("  \n");
            EscapeLine(lines[i], escaped);
        }

        return escaped.ToString();
    }

    /// <summary>As <see cref="Escape"/>, with the markers [1]…[n] left as references to link definitions.</summary>
    public static string EscapeKeepingMarkers(string text, IReadOnlyCollection<int> markers)
    {
        var parts = new StringBuilder();
        var last = 0;
        foreach (Match match in Marker().Matches(text))
        {
            if (!markers.Contains(int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)))
                continue;
            parts.Append(Escape(text[last..match.Index]));
            // [1][2] would be one link with the label 2, [1](…) a link with an address, [1]: a definition.
            if (parts.Length > 0 && parts[^1] == ']')
                parts.Append(' ');
            parts.Append(match.Value);
            last = match.Index + match.Length;
            if (last < text.Length && text[last] is '(' or ':')
                parts.Append('\\');
        }

        return parts.Append(Escape(text[last..])).ToString();
    }

    private static void EscapeLine(string line, StringBuilder escaped)
    {
        var start = line.Length - line.TrimStart(' ', '\t').Length;
        // Leading blanks would make code; a number or a dash first would make a list.
        var body = line[start..];
        if (ListStart().Match(body) is { Success: true } list)
        {
            escaped.Append(list.Groups["number"].ValueSpan).Append('\\').Append(list.Groups["mark"].ValueSpan);
            body = body[list.Length..];
        }

        foreach (var character in body)
        {
            if (Special.Contains(character, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(character);
        }
    }

    [GeneratedRegex(@"\[(?<number>\d{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(?<number>\d{0,9})(?<mark>[.)+=-])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ListStart();
}

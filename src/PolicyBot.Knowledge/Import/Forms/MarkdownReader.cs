using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>
/// Markdown of laws and notices: the words without the marks of the form. Own code: a Markdown parser renumbers lists, and here every printed number is law.
/// </summary>
internal static partial class MarkdownReader
{
    public static bool Accepts(string text, string name) =>
        name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase) || Heading().IsMatch(text.TrimStart().Split('\n', 2)[0]);

    public static ReceivedText Read(string text)
    {
        var lines = new LineCollector();
        var body = Comment().Replace(FrontMatter().Replace(text, ""), m => new string('\n', m.Value.Count(c => c == '\n')));
        var all = body.ReplaceLineEndings("\n").Split('\n');
        var filled = all.Count(l => l.Trim().Length > 0);
        var separated = all.Where((l, i) => l.Trim().Length > 0 && (i + 1 == all.Length || all[i + 1].Trim().Length == 0)).Count();
        var titled = false;
        foreach (var line in all)
        {
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || Rule().IsMatch(trimmed) || TableRule().IsMatch(trimmed))
                lines.Blank();
            else if (Heading().Match(trimmed) is { Success: true } heading)
            {
                var title = !titled && heading.Groups["level"].Length == 1 && lines.Count == 0;
                titled |= title;
                lines.Add(Plain(trimmed[heading.Length..].TrimEnd('#', ' ')), title ? l => l with { Style = LineStyle.Title } : null);
            }
            else if (trimmed is ['|', .., '|'])
                lines.AddRow([.. trimmed.Trim('|').Split('|').Select(c => Plain(c.Trim()))]);
            else
                lines.Add(Plain(ListMark().Replace(trimmed, "")));
        }

        return lines.ToReceived("markdown", paragraphs: separated * 2 > filled);
    }

    private static string Plain(string words) => Escape().Replace(Emphasis().Replace(Link().Replace(words, "${text}"), "${text}"), "${mark}");

    [GeneratedRegex(@"^(?<level>#{1,6})[ \t]+(?=\S)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<!--.*?-->", RegexOptions.CultureInvariant | RegexOptions.Singleline, 10000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*---\r?\n.*?\n---\r?\n", RegexOptions.CultureInvariant | RegexOptions.Singleline, 10000)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"^(?:-{3,}|={3,}|\*{3,}|_{3,})$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\|?[ :\-]*-{2,}[ :|\-]*\|?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^(?:>[ \t]?|[-*+][ \t]+)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\]\([^()\s]*\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*(?<text>[^*]+)\*\*|__(?<text>[^_]+)__", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\(?<mark>[\\`*_{}\[\]()#+\-.!|>])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Escape();
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Saved web pages: the article, not the site around it. Nothing is loaded, no script runs.</summary>
internal static partial class HtmlReader
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "button", "select", "input", "textarea", "nav", "head", "map", "link", "meta",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
        "caption", "blockquote", "pre", "form", "fieldset", "body", "html", "center", "address", "figure", "figcaption", "hr",
    };

    private const int MaxDepth = 8000;

    public static bool Accepts(string text) => Opening().IsMatch(text.Length > 2000 ? text[..2000] : text);

    /// <summary>Errors: nesting that no page has, before a parser spends its time on it.</summary>
    public static ReceivedText Read(string html)
    {
        var (depth, deepest) = (0, 0);
        foreach (var tag in Nesting().EnumerateMatches(html))
            deepest = Math.Max(deepest, depth = Math.Max(0, depth + (html[tag.Index + 1] == '/' ? -1 : 1)));
        if (deepest > MaxDepth)
            throw new UnreadableException($"网页嵌套超过 {MaxDepth} 层，可能有害，不予导入；请在浏览器里打开，把正文另存为 UTF-8 文本（.txt）。");
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        var body = document.Body ?? throw new UnreadableException("网页里没有正文，不能导入；请在浏览器里打开核对后另存。");
        foreach (var element in body.QuerySelectorAll("*").Where(IsDropped).ToList())
            element.Remove();
        var lines = new LineCollector();
        var article = ArticleOf(body);
        foreach (var table in MetadataAround(article, body))
            Walk(table, lines);
        if (TitleBefore(article, body, document) is { } title)
            lines.Add(title, l => l with { Style = LineStyle.Title });
        Walk(article, lines);
        return lines.ToReceived("html", paragraphs: true);
    }

    private static bool IsDropped(IElement element) =>
        Dropped.Contains(element.LocalName) || element.HasAttribute("hidden") || element is { LocalName: "div" } && element.GetAttribute("title") is "header" or "footer" || Hidden().IsMatch(element.GetAttribute("style") ?? "");

    // The smallest part that holds nearly all sentences which are no links.
    private static IElement ArticleOf(IElement body)
    {
        var weights = new Dictionary<IElement, int>();
        foreach (var text in body.Descendants<IText>())
        {
            var weight = WeightOf(text);
            for (var at = weight > 0 ? text.ParentElement : null; at is not null && at != body.ParentElement; at = at.ParentElement)
                weights[at] = weights.GetValueOrDefault(at) + weight;
        }

        var (best, all) = (body, weights.GetValueOrDefault(body));
        while (best.Children.MaxBy(c => weights.GetValueOrDefault(c)) is { } child && weights.GetValueOrDefault(child) >= all * 0.8 && all > 0 && Blocks.Contains(child.LocalName)
            && child.LocalName is not ("p" or "tr" or "td" or "tbody"))
            best = child;
        return best;
    }

    private static int WeightOf(IText text)
    {
        var words = Blanks.Strip(text.Data);
        if (words.Length == 0)
            return 0;
        for (var at = text.ParentElement; at is not null; at = at.ParentElement)
        {
            if (at.LocalName is "a")
                return 0;
        }

        return words.AsSpan().IndexOfAny("，。；！？") >= 0 ? words.Length : 0;
    }

    private static IEnumerable<IElement> MetadataAround(IElement article, IElement body) =>
        body.QuerySelectorAll("table, dl, ul").Where(t => !article.Contains(t) && !t.Contains(article) && !t.QuerySelectorAll("table").Any() && MetadataBlock.LabelsIn(string.Join('|', t.QuerySelectorAll("td, th, dt, dd, li").Select(c => c.TextContent))) >= 3).Take(1);

    /// <summary>The heading before the article where the article does not hold it itself.</summary>
    private static string? TitleBefore(IElement article, IElement body, IDocument document)
    {
        var said = Blanks.Strip(article.TextContent);
        var headings = body.QuerySelectorAll("h1, h2, [class*=title], [class*=Title], [id*=title]")
            .Where(h => !article.Contains(h) && !h.Contains(article) && h.CompareDocumentPosition(article).HasFlag(DocumentPositions.Following))
            .Select(h => Squeeze(h.TextContent));
        var named = document.QuerySelectorAll("meta[name='ArticleTitle' i]").Select(m => Squeeze(m.GetAttribute("content") ?? ""));
        var page = Squeeze(document.Title ?? "").Split(['_', '|', '-', '—'], 2)[0].Trim();
        var candidates = named.Concat(headings).Append(page).Where(t => t.Length is >= 6 and <= 120 && LineShapes.TitleEnd().IsMatch(Blanks.Strip(t))).ToList();
        return candidates.FirstOrDefault() is { } title && !said.Contains(Blanks.Strip(title), StringComparison.Ordinal) ? title : null;
    }

    private static void Walk(IElement element, LineCollector lines)
    {
        if (element.LocalName == "table")
        {
            Table(element, lines);
            return;
        }

        var words = new StringBuilder();
        Walk(element, lines, words);
        Flush(lines, words, element);
    }

    private static void Walk(INode node, LineCollector lines, StringBuilder words)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText text:
                    words.Append(White().Replace(text.Data, " "));
                    break;
                case IElement { LocalName: "br" }:
                    words.Append('\n');
                    break;
                case IElement { LocalName: "sup" } sup:
                    words.Append(Superscript.Of(sup.TextContent));
                    break;
                case IElement { LocalName: "pre" } pre:
                    Flush(lines, words, null);
                    lines.Add(pre.TextContent);
                    break;
                case IElement { LocalName: "li", ParentElement.LocalName: "ol" } item:
                    Flush(lines, words, null);
                    words.Append(HtmlListNumbers.Before(item));
                    Walk(item, lines, words);
                    Flush(lines, words, null);
                    break;
                case IElement { LocalName: "table" } table:
                    Flush(lines, words, null);
                    Table(table, lines);
                    break;
                case IElement block when Blocks.Contains(block.LocalName):
                    Flush(lines, words, null);
                    Walk(block, lines, words);
                    Flush(lines, words, block);
                    break;
                case IElement inline:
                    Walk(inline, lines, words);
                    break;
            }
        }
    }

    private static void Flush(LineCollector lines, StringBuilder words, IElement? block)
    {
        var text = words.ToString();
        words.Clear();
        if (block?.LocalName == "h1" && Blanks.Strip(text).Length > 0 && LineShapes.TitleEnd().IsMatch(Blanks.Strip(text)))
            lines.Add(text, l => l with { Style = LineStyle.Title });
        else
            lines.Add(text);
    }

    // Tables that only lay out the page hold paragraphs or other tables.
    private static void Table(IElement table, LineCollector lines)
    {
        var rows = table.QuerySelectorAll("tr").Where(r => r.Closest("table") == table).ToList();
        var layout = table.QuerySelectorAll("table").Length > 0 || rows.TrueForAll(r => r.Children.Length <= 1) || rows.Exists(r => r.Children.Any(c => c.QuerySelectorAll("p, br").Length > 8 && c.TextContent.Length > 600));
        foreach (var caption in table.Children.Where(c => c.LocalName == "caption"))
            lines.Add(Squeeze(caption.TextContent));
        var below = new List<int>();
        foreach (var row in rows)
        {
            if (!layout)
                lines.AddRow(CellsOf(row, below));
            else
                foreach (var cell in row.Children)
                    Walk(cell, lines);
        }
    }

    // A cell that reaches down leaves its place empty in the rows below, so that the others stay under their headings.
    private static List<string> CellsOf(IElement row, List<int> below)
    {
        var (cells, column) = (new List<string>(), 0);
        foreach (var cell in row.Children)
        {
            Skip();
            var down = int.TryParse(cell.GetAttribute("rowspan"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, 1000) : 1;
            cells.Add(Squeeze(string.Join(' ', cell.QuerySelectorAll("p, div").Length > 1 && cell.Children.All(c => Blocks.Contains(c.LocalName)) ? cell.Children.Select(c => c.TextContent) : [cell.TextContent])));
            while (below.Count <= column)
                below.Add(0);
            below[column++] = down - 1;
        }

        Skip();
        return cells;

        void Skip()
        {
            for (; column < below.Count && below[column] > 0; column++)
            {
                below[column]--;
                cells.Add("");
            }
        }
    }

    private static string Squeeze(string text) => White().Replace(text, " ").Trim();

    [GeneratedRegex(@"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|article|section|meta|span|h1)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 10000)]
    private static partial Regex Opening();

    // Elements whose end is never left out.
    [GeneratedRegex(@"</?(?:div|span|table|section|article|b|i|u|em|strong|font|blockquote|ul|ol|center|form|a|h1|h2)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 10000)]
    private static partial Regex Nesting();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 10000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"[ \t\r\n\f\u00A0]+", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex White();
}

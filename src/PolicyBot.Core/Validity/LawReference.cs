using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;

namespace PolicyBot.Core.Validity;

/// <summary>A document named in a text: 《title》（number）第八条. Unit: offsets into the words it was read from.</summary>
internal sealed partial record LawReference(string Title, DocumentNumber? Number, IReadOnlyList<ArticleReference> Articles, int Start, int End)
{
    public static IReadOnlyList<LawReference> In(string words) => [.. Pattern().Matches(words).Select(Of)];

    private static LawReference Of(Match match)
    {
        var number = DocumentNumber.TryParse(match.Groups["number"].Value, out var parsed) ? parsed : (DocumentNumber?)null;
        return new(match.Groups["title"].Value, number, ArticleReference.In(match.Groups["articles"].Value), match.Index, match.Index + match.Length);
    }

    [GeneratedRegex("《(?<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》\\s*(?:[（(]\\s*(?:以下简称[^）)]*|(?<number>[^（）()《》]{4,40}?号))[^）)]{0,40}[）)])?\\s*(?:中的?|的)?(?<articles>" + ArticleReference.List + ")?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Pattern();
}

/// <summary>第十条第二款第（一）项, and of a text without articles 第二部分第（三）项; people call its 二、 第二条 as well.</summary>
internal sealed partial record ArticleReference(string Article, string? Paragraph, string? Item)
{
    private const string Han = "[一二三四五六七八九十百零〇]";

    public const string One = "第" + Han + "+(?:条|部分)(?:之" + Han + ")?(?:第" + Han + "+款)?(?:第?[（(]?" + Han + "+[）)]?项)?";

    public const string List = One + "(?:[、和及，]" + One + ")*";

    public static IReadOnlyList<ArticleReference> In(string words) =>
        [.. Parts().Matches(words).Select(m => new ArticleReference(m.Groups["a"].Value, m.Groups["p"].Success ? m.Groups["p"].Value : null, m.Groups["i"].Success ? $"（{m.Groups["i"].Value}）" : null))];

    /// <summary>Clauses of a document that this names, with what stands below them; empty where it has none.</summary>
    public IReadOnlyList<Clause> In(PolicyDocument document)
    {
        var hasArticles = document.Clauses.Any(c => c.Path.Segments is [_, ['第', .., '条'], ..]);
        var first = hasArticles ? Article : Article.TrimStart('第').Replace("部分", "", StringComparison.Ordinal).TrimEnd('条');
        return [.. document.Clauses.Where(c => Names(c.Path.Segments, first))];
    }

    /// <summary>The path as it would stand in the body, for a document that is not known.</summary>
    public ClausePath InBody()
    {
        var path = ClausePath.Parse("正文").Child(Article);
        path = Paragraph is null ? path : path.Child(Paragraph);
        return Item is null ? path : path.Child(Item);
    }

    private bool Names(IReadOnlyList<string> segments, string first)
    {
        if (segments.Count < 2 || !string.Equals(segments[1], first, StringComparison.Ordinal))
            return false;
        // An article of one paragraph has no 款 in its path: 第三条第一款 is 第三条.
        var isSplit = segments.Count > 2 && segments[2].EndsWith('款');
        if (Paragraph is not null && isSplit && !string.Equals(segments[2], Paragraph, StringComparison.Ordinal))
            return false;
        return Item is null || segments.Skip(2).Contains(Item, StringComparer.Ordinal);
    }

    [GeneratedRegex("(?<a>第" + Han + "+(?:条|部分)(?:之" + Han + ")?)(?<p>第" + Han + "+款)?(?:第?[（(]?(?<i>" + Han + "+)[）)]?项)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Parts();
}

using System.Text.RegularExpressions;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>Finds documents that a question names: 文号, N号文, 《title》, or words of a title before its genre (那个盘活方案).</summary>
internal sealed partial class DocumentReferenceReader(DerivedLexicon derived, KnowledgeBase knowledge)
{
    /// <summary>By start, without overlap.</summary>
    public IReadOnlyList<DocumentReference> Read(string normal)
    {
        var found = new List<DocumentReference>();
        foreach (Match match in FullNumber().Matches(normal))
        {
            if (DocumentNumber.TryParse(match.Value, out var number))
                found.Add(Whole(match, Known(number) ?? number));
        }

        foreach (Match match in Serial().Matches(normal).Where(m => !Overlaps(found, m)))
        {
            var year = match.Groups["year"].Value;
            var serial = match.Groups["serial"].Value.TrimStart('0');
            var fits = knowledge.Documents.Where(d => d.Number.Value.EndsWith($"〕{serial}号", StringComparison.Ordinal)
                && (year.Length == 0 || d.Number.Value.Contains($"〔{year}〕", StringComparison.Ordinal))).ToList();
            found.Add(Whole(match, fits.Count == 1 ? fits[0].Number : null));
        }

        foreach (Match match in Titled().Matches(normal).Where(m => !Overlaps(found, m)))
        {
            var best = Best(match.Groups["title"].Value, 0.5);
            found.Add(new(match.Value, best?.Name.Number, best?.Name.Part, best?.Score ?? 1, match.Index, match.Length));
        }

        foreach (Match match in Genre().Matches(normal).Where(m => !Overlaps(found, m)))
        {
            if (Best(match.Value, 0.45) is { } best)
                found.Add(new(match.Value, best.Name.Number, best.Name.Part, Math.Min(0.9, best.Score), match.Index, match.Length));
        }

        return [.. found.OrderBy(f => f.Start)];
    }

    private static DocumentReference Whole(Match match, DocumentNumber? number) => new(match.Value, number, Part: null, 1, match.Index, match.Length);

    private DocumentNumber? Known(DocumentNumber number) => knowledge.Find(number)?.Number;

    private static bool Overlaps(List<DocumentReference> found, Match match) =>
        found.Exists(f => f.Start < match.Index + match.Length && match.Index < f.Start + f.Length);

    // Share of the mention's bigrams that the title has; a mention may be much shorter than the title, not the other way round.
    private (DocumentName Name, double Score)? Best(string mention, double atLeast)
    {
        var pairs = Pairs(mention);
        if (pairs.Count < 2)
            return null;
        var scored = derived.Names.Select(n => (Name: n, Score: Pairs(n.Title).Count(pairs.Contains) / (double)pairs.Count)).Where(s => s.Score >= atLeast)
            .OrderByDescending(s => s.Score).ThenBy(s => s.Name.Title.Length).ToList();
        // 方案 alone fits many: two equally good documents name none.
        return scored.Count == 0 || scored.Count > 1 && Math.Abs(scored[0].Score - scored[1].Score) < 0.01 && scored[0].Name.Number != scored[1].Name.Number ? null : scored[0];
    }

    private static HashSet<(char, char)> Pairs(string text) => [.. text.Zip(text.Skip(1))];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,8}[〔\[(【]\s?(?:19|20)\d\d年?[〕\])】]\s?第?\d{1,5}号?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex FullNumber();

    [GeneratedRegex(@"(?<!\d)(?:[〔\[(]?(?<year>(?:19|20)\d\d)[〕\])]?年?的?)?第?(?<serial>\d{1,4})号(?=文|通知|意见|方案|规定|办法|那个文)(?:文件|文)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Serial();

    [GeneratedRegex("《(?<title>[^《》]{2,60})》", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Titled();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\d]{2,16}?(?:规划|方案|意见|办法|通知|措施|细则|公告|通告|决定|条例|规定|纲要)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Genre();
}

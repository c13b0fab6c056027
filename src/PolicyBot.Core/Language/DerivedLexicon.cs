using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;

namespace PolicyBot.Core.Language;

/// <summary>What a document may be called in a question. Shape: <see cref="Title"/> normalized, without the issuing place and 关于印发…的通知.</summary>
public sealed record DocumentName(DocumentNumber Number, string? Part, string Title);

/// <summary>A word that a document defines for a longer expression (以下简称“X”).</summary>
public sealed record DefinedTerm(string Term, string Expansion);

/// <summary>
/// What the documents tell about words without a person's help: units and their short forms, defined terms, quoted names, headings, document names,
/// the place they are issued for. A document that nobody has written a lexicon for profits at once.
/// </summary>
public sealed partial class DerivedLexicon
{
    private const string UnitEnds = "局委办厅院会部处科署社站室队行";
    private readonly List<(string Name, string Core)> _unitCores;

    private DerivedLexicon(IReadOnlyList<PolicyDocument> documents)
    {
        var clauses = documents.SelectMany(d => d.Clauses).ToList();
        Units = [.. clauses.SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Concat(documents.Select(d => d.Issuer))
            .Where(u => u.Length > 1).Distinct(StringComparer.Ordinal)];
        _unitCores = [.. Units.Select(u => (u, StripLevel(TextNormalizer.Normalize(u))))];
        Home = HomeOf(documents);
        QuotedNames = [.. documents.SelectMany(d => Quoted().Matches(d.Text).Select(m => TextNormalizer.Normalize(m.Groups["name"].Value)))
            .Where(n => n.Length is >= 2 and <= 12).Distinct(StringComparer.Ordinal)];
        Headings = [.. clauses.Select(c => HeadingWords(c.Heading)).Where(h => h.Length is >= 2 and <= 30).Distinct(StringComparer.Ordinal)];
        Defined = [.. documents.SelectMany(d => Definition().Matches(d.Text).Select(m => new DefinedTerm(
            TextNormalizer.Normalize(m.Groups["term"].Value), TextNormalizer.Normalize(m.Groups["full"].Value))))];
        Names = [.. documents.SelectMany(NamesOf).Where(n => n.Title.Length > 1)];
    }

    /// <summary>As printed in responsible and lead unit lists, and issuers.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Names of the place the documents are issued for, longest first (X市, X); empty where no issuer names one.</summary>
    public IReadOnlyList<string> Home { get; }

    public IReadOnlyList<string> QuotedNames { get; }

    /// <summary>Headings without their marks, normalized.</summary>
    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<DefinedTerm> Defined { get; }

    public IReadOnlyList<DocumentName> Names { get; }

    public static DerivedLexicon From(KnowledgeBase knowledge) => new(knowledge.Documents);

    /// <summary>
    /// Units that <paramref name="text"/> may be short for: same first and last character, the others in order (the way official short names are
    /// built). The closest unit first; empty where none fits. Expects normalized text.
    /// </summary>
    public IReadOnlyList<string> UnitsShortenedAs(string text)
    {
        var core = StripLevel(text);
        if (core.Length < 2)
            return [];
        return [.. _unitCores.Where(u => IsShortFor(core, u.Core) || IsShortFor(text, u.Core)).OrderBy(u => u.Core.Length).Select(u => u.Name)];
    }

    /// <summary>Mentions of units, whole or shortened, by start. Unit: offsets into <paramref name="text"/>, which is normalized.</summary>
    public IReadOnlyList<(string Unit, int Start, int Length)> FindUnits(string text)
    {
        var found = new List<(string Unit, int Start, int Length)>();
        for (var end = text.Length; end >= 2; end--)
        {
            if (!UnitEnds.Contains(text[end - 1], StringComparison.Ordinal) && !text.AsSpan(0, end).EndsWith("中心") && !text.AsSpan(0, end).EndsWith("联"))
                continue;
            for (var length = Math.Min(16, end); length >= 2; length--)
            {
                var window = text.Substring(end - length, length);
                var units = length < 3 ? _unitCores.Where(u => string.Equals(u.Core, window, StringComparison.Ordinal)).Select(u => u.Name).ToList() : UnitsShortenedAs(window);
                if (units.Count == 0)
                    continue;
                found.Add((units[0], end - length, length));
                end -= length - 1;
                break;
            }
        }

        found.Reverse();
        return found;
    }

    private static bool IsShortFor(string shortName, string full)
    {
        if (string.Equals(shortName, full, StringComparison.Ordinal))
            return true;
        if (shortName.Length < 3 || shortName.Length >= full.Length || shortName[^1] != full[^1])
            return false;
        // 资源局: the last word of the name.
        if (shortName[^1] == '局' && full.EndsWith(shortName, StringComparison.Ordinal))
            return true;
        if (shortName[0] != full[0])
            return false;
        return Subsequence.IsWithin(shortName, full);
    }

    private const string Levels = "省市县区乡镇";

    private static string StripLevel(string unit)
    {
        // One level only: the name of an office may begin with the character of a level itself.
        return unit.Length > 2 && Levels.Contains(unit[0], StringComparison.Ordinal) ? unit[1..] : unit;
    }

    private static List<string> HomeOf(IReadOnlyList<PolicyDocument> documents)
    {
        var names = new List<string>();
        foreach (var source in documents.SelectMany(d => new[] { d.Issuer, d.Title }))
        {
            var match = PlacePrefix().Match(source);
            if (match.Success && !names.Contains(match.Value, StringComparer.Ordinal))
            {
                names.Add(match.Value);
                if (match.Length > 2)
                    names.Add(match.Value[..^1]);
            }
        }

        return [.. names.Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length)];
    }

    private IEnumerable<DocumentName> NamesOf(PolicyDocument document)
    {
        yield return new(document.Number, Part: null, ShortTitle(document.Title));
        foreach (var attachment in document.Attachments)
            yield return new(document.Number, attachment.Part, ShortTitle(attachment.Title));
    }

    private string ShortTitle(string title)
    {
        var text = TextNormalizer.Normalize(title);
        var quoted = text.IndexOf('《', StringComparison.Ordinal);
        if (quoted >= 0 && text.LastIndexOf('》') is var close && close > quoted)
            text = text[(quoted + 1)..close];
        text = WithoutFrame(text);
        foreach (var home in Home.Select(TextNormalizer.Normalize))
        {
            if (text.StartsWith(home, StringComparison.Ordinal))
            {
                text = text[home.Length..];
                break;
            }
        }

        return WithoutFrame(text).Replace("“", "", StringComparison.Ordinal).Replace("”", "", StringComparison.Ordinal);
    }

    // 市政府办公室 | 关于印发 | … | 的通知: taking off one part uncovers the next.
    private static string WithoutFrame(string title)
    {
        for (var bare = TitleFrame().Replace(title, ""); bare.Length < title.Length; bare = TitleFrame().Replace(title, ""))
            title = bare;
        return title;
    }

    private static string HeadingWords(string heading) => HeadingMark().Replace(TextNormalizer.Normalize(heading), "").TrimEnd('。', ':', ',');

    [GeneratedRegex("“(?<name>[^“”\n]{2,14})”", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("(?<full>[^，。；：、（）()\n]{2,30})[（(](?:以下)?(?:统)?(?:简)?称[：:为]?“?(?<term>[^”）)]{2,20})”?[）)]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Definition();

    [GeneratedRegex("^[\\p{IsCJKUnifiedIdeographs}]{2,8}?(?:自治区|自治州|地区|[市县盟州])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex PlacePrefix();

    [GeneratedRegex("^.{0,20}?人民政府(?:办公室|办公厅)?|^关于(?:印发|转发|公布|发布)?|的(?:通知|通告|公告|函)$|^(?:印发|转发)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex TitleFrame();

    [GeneratedRegex(@"^(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[.、])\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex HeadingMark();
}

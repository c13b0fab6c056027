using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>Documents that a text says it repeals: by a sentence (…同时废止), or by a list under one (对下列文件予以废止：). A document merely quoted is none.</summary>
internal static partial class Repeals
{
    public static IReadOnlyList<FoundRepeal> Find(IReadOnlyList<string> paragraphs)
    {
        var found = new List<FoundRepeal>();
        var listing = false;
        foreach (var paragraph in paragraphs)
        {
            var mark = ItemMark.At(Blanks.Strip(paragraph));
            if (listing && mark is null or { Kind: MarkKind.Digit or MarkKind.BracketedHan or MarkKind.BracketedDigit } && Reference().IsMatch(paragraph))
            {
                Add(found, SentenceAt(paragraph, 0), paragraph);
                continue;
            }

            // A row of a list of repealed documents prints number and name in cells of their own.
            if (listing && paragraph.Contains('\t', StringComparison.Ordinal))
            {
                AddRow(found, paragraph);
                continue;
            }

            listing = HeadsTable().IsMatch(Blanks.Strip(paragraph)) && !StaysInForce().IsMatch(paragraph);
            if (listing)
                continue;
            foreach (Match sentence in Sentence().Matches(paragraph))
            {
                var text = sentence.Value.Trim();
                if (Heads().IsMatch(text))
                    listing = true;
                else if (Repealing().IsMatch(text) && !AsChange().IsMatch(text))
                    Add(found, text, text);
            }
        }

        return [.. found.DistinctBy(r => (r.Target, r.TargetClause))];
    }

    private static void Add(List<FoundRepeal> found, string quote, string text)
    {
        foreach (Match reference in Reference().Matches(text))
        {
            var number = reference.Groups["number"].Value;
            if (!DocumentNumber.TryParse(number, out var target) && !DocumentNumber.TryParse("《" + reference.Groups["name"].Value + "》", out target))
                continue;
            var clauses = reference.Groups["clause"].Value;
            if (clauses.Length == 0)
                found.Add(new(target, quote, null));
            foreach (Match clause in Article().Matches(clauses))
                found.Add(new(target, quote, clause.Value));
        }
    }

    private static void AddRow(List<FoundRepeal> found, string row)
    {
        if (NumberInRow().Match(row) is { Success: true } number && DocumentNumber.TryParse(number.Value, out var target))
            found.Add(new(target, row, null));
    }

    private static string SentenceAt(string paragraph, int start)
    {
        var end = paragraph.IndexOf('。', start);
        return end < 0 ? paragraph[start..] : paragraph[start..(end + 1)];
    }

    [GeneratedRegex(@"[^。；\n]*[。；]?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?:下列|以下|如下|附件所列).*废止.*[：:]$|废止(?:下列|以下).*[：:]$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Heads();

    [GeneratedRegex(@"(?:同时|予以|即行|一并|自行|相应|现予|同日|起|》|）|\))废止|废止《|(?:停止执行|不再执行|失效)(?:。|；|$)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Repealing();

    [GeneratedRegex(@"^(?:附件\d{0,2}[：:]?)?[^。]{0,40}(?:废止|失效|停止执行)[^。]{0,30}(?:目录|清单|一览表)(?:（[^（）]{1,20}）)?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex HeadsTable();

    [GeneratedRegex(@"继续有效|保留|修改|拟|《", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex StaysInForce();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,20}[〔\[](?:19|20)\d\d[〕\]]\d{1,5}号", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex NumberInRow();

    // 已经废止的…, 根据《…》…废止的规定: told, not done.
    [GeneratedRegex(@"已(?:被|经)?废止|废止的|是否废止|关于废止", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AsChange();

    [GeneratedRegex(@"《(?<name>[^《》]{2,120})》(?:[（(](?<number>[^（）()《》]{4,40}?号)[）)])?(?<clause>第[一二三四五六七八九十百零〇]{1,6}条(?:[、和及]第[一二三四五六七八九十百零〇]{1,6}条)*)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"第[一二三四五六七八九十百零〇]{1,6}条", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Article();
}

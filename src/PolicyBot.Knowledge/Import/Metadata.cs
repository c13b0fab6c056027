using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>A repeal as the text states it. Shape: <paramref name="Quote"/> is verbatim in the official text.</summary>
internal sealed record FoundRepeal(DocumentNumber Target, string Quote, string? TargetClause);

/// <summary>What the head of a document says about it. <see cref="Printed"/> is the number, else the title, as the rule read it: hand values are tied to it.</summary>
internal sealed record DraftMetadata(DocumentNumber Number, string Printed, string Title)
{
    public string Issuer { get; init; } = "";

    public IReadOnlyList<string> Addressees { get; init; } = [];

    public string? ApprovedBy { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? PublishedOn { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public IReadOnlyList<FoundRepeal> Repeals { get; init; } = [];

    public IReadOnlyList<string> Doubts { get; init; } = [];

    public DraftMetadata With(string key, string value) => key switch
    {
        "number" when DocumentNumber.TryParse(value, out var number) => this with { Number = number },
        "title" => this with { Title = value },
        "issuer" => this with { Issuer = value },
        "approvedBy" => this with { ApprovedBy = value.Length == 0 ? null : value },
        "approvedOn" => this with { ApprovedOn = Metadata.DateOf(value) },
        "issuedOn" => this with { IssuedOn = Metadata.DateOf(value) },
        "publishedOn" => this with { PublishedOn = Metadata.DateOf(value) },
        "addressees" => this with { Addressees = value.Split('，', '|') },
        _ => this,
    };
}

internal static partial class Metadata
{
    public static DraftMetadata Of(DocumentShaper shaper, IReadOnlyList<Paragraph> paragraphs, string? imprint, MetadataBlock? block = null)
    {
        var doubts = new List<string>();
        var title = Join(shaper.TitleLines);
        if (title.Length == 0 && block?.Title is { } named)
            title = named;
        var numbered = DocumentNumber.TryParse(LineShapes.Number().Match(shaper.NumberLine?.Words ?? block?.Number ?? "").Groups["number"].Value, out var number);
        if (!numbered)
            number = title.Length > 0 ? DocumentNumber.ForTitle(title) : default;
        if (!numbered && title.Length > 0)
            doubts.Add("没有找到发文字号，以标题引用；如原件有文号，请在 document.yaml 中登记");
        if (title.Length == 0)
            doubts.Add("没有找到标题，请在 document.yaml 中登记");
        // A page without a title is still known by its number.
        if (numbered && title.Length == 0)
            title = number.Value;
        var head = string.Concat(paragraphs.Take(12).Select(p => Blanks.Strip(p.Text)));
        var approval = Approval().Match(head);
        var issued = DateOf(shaper.DateLine?.Words ?? "") ?? DateOf(block?.Date ?? "") ?? Passed(paragraphs);
        if (issued is null)
            doubts.Add("没有找到成文日期");
        return new(number, numbered ? number.Value : title, title)
        {
            Issuer = shaper.SignatureLines.Count > 0 ? string.Join('、', shaper.SignatureLines.Select(l => Blanks.Normalize(l.Text, inList: false))) : TitleIssuer().Match(title).Groups["issuer"].Value,
            Addressees = shaper.AddresseeLines.Count == 0 ? [] : Join(shaper.AddresseeLines).TrimEnd('：', ':').Split('，', ','),
            ApprovedBy = approval.Success ? approval.Groups["by"].Value : null,
            ApprovedOn = approval.Success ? DateOf(approval.Groups["on"].Value) : null,
            IssuedOn = issued,
            PublishedOn = imprint is null ? null : DateOf(DateInside().Match(imprint).Value),
            Attachments = [.. shaper.Attachments.Select(a => new Attachment(a.Part, a.Title))],
            Repeals = Repeals.Find(paragraphs.Select(p => p.Text).ToList()),
            Doubts = doubts,
        };
    }

    // （2024年3月1日市政府第5次常务会议通过，2024年3月5日公布） under the title of a law: the last day it names before it takes effect.
    private static DateOnly? Passed(IReadOnlyList<Paragraph> paragraphs) =>
        paragraphs.Skip(1).Take(3).Select(p => Blanks.Strip(p.Text).Trim('（', '）', '(', ')')).Where(t => t.Length <= 120 && PassedOn().IsMatch(t))
            .Select(t => DateOf(PassedOn().Matches(t)[^1].Groups["date"].Value)).FirstOrDefault();

    /// <summary>2023-06-08, 2023年6月8日 or 二〇二三年六月八日; null for anything else.</summary>
    public static DateOnly? DateOf(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
            return iso;
        var match = DateParts().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Number(match.Groups["y"].Value, digits: true), Number(match.Groups["m"].Value, digits: false), Number(match.Groups["d"].Value, digits: false));
        return year is > 1900 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Number(string text, bool digits)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return digits ? text.Aggregate(0, (sum, c) => (sum * 10) + ("○零〇".Contains(c) ? 0 : Han.Numeral(c.ToString()))) : Han.Numeral(text);
    }

    private static string Join(IReadOnlyList<SourceLine> lines)
    {
        var text = "";
        foreach (var line in lines)
        {
            var words = Blanks.Normalize(line.Text, inList: false);
            text += text.Length == 0 ? words : Blanks.AtJoin(text[^1], words[0]) + words;
        }

        return text;
    }

    [GeneratedRegex(@"^(?<y>\d{4}|[一二三四五六七八九〇○零]{4})年(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})日$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex DateParts();

    [GeneratedRegex(@"(?<date>\d{4}年\d{1,2}月\d{1,2}日)[^，。；、\d]{0,40}?(?:第?\d*次[^，。；、]{0,20})?(?:通过|公布|发布|令)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex PassedOn();

    [GeneratedRegex(@"\d{4}年\d{1,2}月\d{1,2}日", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex DateInside();

    [GeneratedRegex(@"经(?<on>\d{4}年\d{1,2}月\d{1,2}日)?(?:召开的)?(?<by>[^，。；、《》经]{1,40}?(?:会议|政府|党组|国务院|委员会|常委会|办公会))(?:审议通过|讨论通过|研究通过|研究同意|审议|讨论|研究|通过|同意|批准|审定)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Approval();

    [GeneratedRegex(@"^(?<issuer>[^《》，。]{2,60}?)关于", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex TitleIssuer();
}

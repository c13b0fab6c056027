using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Web.Console.Worksheets;

/// <summary>Facts as the worksheet's form sends them: f.ID fields, several for one that may hold many choices, f.ID.rest where none of the others holds.</summary>
public static partial class WorksheetForm
{
    private const string Prefix = "f.";
    private const string Rest = ".rest";

    /// <summary>Fact id → text form of <see cref="FactValue"/>; empty fields are left out. What cannot be read is passed on as it is: the assessment names it.</summary>
    public static IReadOnlyDictionary<string, string> Read(IFormCollection form, FactCatalog catalog)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in catalog.Facts)
        {
            var values = form[Prefix + definition.Id].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).ToList();
            var isRestNo = form.ContainsKey(Prefix + definition.Id + Rest);
            if (definition.Type is FactType.Groups)
            {
                if (Groups(definition, values, isRestNo) is { Length: > 0 } groups)
                    facts[definition.Id] = groups;
            }
            else if (values.Count > 0)
            {
                facts[definition.Id] = definition.Type switch
                {
                    FactType.Number => Number(values[0], definition.Unit),
                    FactType.Date => Day(values[0]),
                    _ => values[0],
                };
            }
        }

        return facts;
    }

    /// <summary>A value as the field shows it, in the words that <see cref="Read"/> understands; what has no such words stays in its text form.</summary>
    public static string Shown(FactValue value) => value switch
    {
        FactValue.Number { Range: { IsExact: false, Low: { } low, High: { } high, LowInclusive: true, HighInclusive: true } } => $"{Plain(low)}至{Plain(high)}",
        FactValue.Number { Range: { Low: { } low, High: null, LowInclusive: true } } => $"{Plain(low)}以上",
        FactValue.Number { Range: { Low: null, High: { } high, HighInclusive: true } } => $"不超过{Plain(high)}",
        FactValue.Number { Range: { Low: null or 0m, High: { } high, HighInclusive: false } } => $"不满{Plain(high)}",
        FactValue.Day { Range: { First: { } first } range } when range == DateRange.Year(first.Year) => first.ToString("yyyy", CultureInfo.InvariantCulture),
        FactValue.Day { Range: { First: { } first } range } when range == DateRange.Month(first.Year, first.Month) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>8, 8个月, 8 月 → 8; 6以上 (6 included) → &gt;=6; 不满6 → &lt;6; 6至12 → 6..12; &gt;=6 and 6..12 stay.</summary>
    private static string Number(string text, string unit)
    {
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        foreach (var tail in new[] { "个" + unit, unit, "个" })
        {
            if (tail.Length > 0 && plain.EndsWith(tail, StringComparison.Ordinal))
                plain = plain[..^tail.Length];
        }

        var match = Bounds().Match(plain);
        return !match.Success ? plain
            : match.Groups["from"].Success ? $"{match.Groups["from"].Value}..{match.Groups["to"].Value}"
            : match.Groups["least"].Success ? ">=" + match.Groups["least"].Value
            : match.Groups["most"].Success ? "<=" + match.Groups["most"].Value
            : "<" + match.Groups["below"].Value;
    }

    /// <summary>2024, 2024-6, 2024年6月, 2024.6.3 → a day or the days that it may be.</summary>
    private static string Day(string text)
    {
        var match = Date().Match(text.Normalize(System.Text.NormalizationForm.FormKC));
        if (!match.Success)
            return text;
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var month = match.Groups["m"].Success ? int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var day = match.Groups["d"].Success ? int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (year is < 1900 or > 2999 || month > 12 || (match.Groups["m"].Success && month == 0) || (match.Groups["d"].Success && (day == 0 || day > DateTime.DaysInMonth(year, month))))
            return text;
        if (day > 0)
            return new DateRange(new(year, month, day), new(year, month, day)).ToString();
        var first = new DateOnly(year, Math.Max(1, month), 1);
        return new DateRange(first, month > 0 ? first.AddMonths(1).AddDays(-1) : new(year, 12, 31)).ToString();
    }

    private static string Groups(FactDefinition definition, List<string> yes, bool isRestNo)
    {
        var known = definition.Choices.SelectMany(c => c.Value is FactValue.Groups g ? g.Yes : [c.Value.ToString()!]).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(',', yes.Where(y => known.Contains(y, StringComparer.Ordinal)).Concat(isRestNo ? known.Except(yes, StringComparer.Ordinal).Select(k => "!" + k) : []));
    }

    [GeneratedRegex(@"^(?:(?<from>\d+(?:\.\d+)?)(?:至|到|[-~])(?<to>\d+(?:\.\d+)?)|(?<least>\d+(?:\.\d+)?)(?:以上|及以上)|不超过(?<most>\d+(?:\.\d+)?)|不满(?<below>\d+(?:\.\d+)?))$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bounds();

    [GeneratedRegex(@"^\s*(?<y>\d{4})\s*(?:年|[-./]|$)\s*(?:(?<m>\d{1,2})\s*(?:月|[-./]|$)\s*(?:(?<d>\d{1,2})\s*日?)?)?\s*$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Date();
}

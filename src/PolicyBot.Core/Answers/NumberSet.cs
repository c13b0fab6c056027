using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Core.Answers;

/// <summary>A number as it stands in a text, and its one form: 1万元, 10000元 and 一万元 are all 10000元.</summary>
internal sealed record NumberMention(string Text, string Form, DateMention? Date);

/// <summary>The numbers of a text in one form, to ask whether another text's numbers are among them.</summary>
internal sealed partial class NumberSet
{
    private static readonly DateOnly AnyDay = new(2000, 1, 1);
    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);
    private readonly List<DateMention> _dates = [];
    private readonly HashSet<decimal> _values = [];

    private NumberSet()
    {
    }

    public static NumberSet Of(string text)
    {
        var set = new NumberSet();
        foreach (var mention in MentionsIn(text))
        {
            set._forms.Add(mention.Form);
            if (mention.Date is { } date)
                set._dates.Add(date);
        }

        var normal = Normal(text);
        foreach (Match match in Arabic().Matches(normal))
            set._values.Add(ValueOf(match));
        foreach (var quantity in QuantityReader.Read(normal))
            set._values.Add(quantity.Value);
        return set;
    }

    /// <summary>Every quantity, date, 文号 and Arabic number of a text, without overlap.</summary>
    public static IReadOnlyList<NumberMention> MentionsIn(string text)
    {
        var normal = Normal(text);
        var taken = new bool[normal.Length];
        var found = new List<NumberMention>();
        foreach (Match number in DocumentNumber().Matches(normal))
            Add(number.Index, number.Length, "文号" + Squeeze(number.Value), date: null);
        foreach (var date in DateReader.Read(normal, AnyDay).Where(d => char.IsAsciiDigit(d.Text[0]) || ChineseNumeral.IsHanDigit(d.Text[0])))
            Add(date.Start, date.Length, "日" + date.From.ToString("O", CultureInfo.InvariantCulture) + date.To.ToString("O", CultureInfo.InvariantCulture), date);
        foreach (var quantity in QuantityReader.Read(normal))
            Add(quantity.Start, quantity.Length, quantity.Unit.Length == 0 ? Plain(quantity.Value) : quantity.Canonical, date: null);
        foreach (Match match in Arabic().Matches(normal))
            Add(match.Index, match.Length, Plain(ValueOf(match)), date: null);
        return found;

        void Add(int start, int length, string form, DateMention? date)
        {
            if (taken.AsSpan(start, length).Contains(true))
                return;
            taken.AsSpan(start, length).Fill(true);
            found.Add(new(normal.Substring(start, length), form, date));
        }
    }

    /// <summary>True where the same number is here; a bare number also where it is here with a unit, a month or year where a day of it is.</summary>
    public bool Supports(NumberMention mention)
    {
        if (_forms.Contains(mention.Form))
            return true;
        if (mention.Date is { } date)
            return _dates.Any(d => d.From >= date.From && d.To <= date.To || SameDay(d, date));
        return decimal.TryParse(mention.Form, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && _values.Contains(value);
    }

    // 12月31日 of a text that says 2023年12月31日, and the other way round where the year stands before it.
    private static bool SameDay(DateMention one, DateMention other) =>
        (one.IsRelative || other.IsRelative) && !one.IsYear && !other.IsYear
        && one.From.Month == other.From.Month && one.From.Day == other.From.Day && one.To.Day == other.To.Day;

    private static decimal ValueOf(Match match) =>
        decimal.TryParse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value * (match.Groups["unit"].Value switch { "万" => 10000m, "亿" => 100000000m, _ => 1m })
            : -1;

    private static string Plain(decimal value) => ChineseNumeral.ToPlain(value);

    // Blanks inside numbers come from the printed page (2023年 12月 31日); between two numbers they part the cells of a row.
    private static string Normal(string text) => TextNormalizer.Normalize(BlankAtNumber().Replace(text.Replace('\n', '；'), ""));

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('[', '〔').Replace(']', '〕').Replace('(', '〔').Replace(')', '〕');

    [GeneratedRegex(@"(?<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?<unit>[万亿])?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Arabic();

    [GeneratedRegex(@"[〔\[\(](?:19|20)\d\d年?[〕\]\)]\s*第?\d{1,5}号", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"(?<=[%.年月日第至前])\s+(?=\S)|(?<=\d)\s+(?=[^\d\s])|(?<=[^\d\s])\s+(?=[\d%年月日])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex BlankAtNumber();
}

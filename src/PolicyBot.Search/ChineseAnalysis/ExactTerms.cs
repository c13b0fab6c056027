using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Text;

namespace PolicyBot.Search.ChineseAnalysis;

public enum ExactKind
{
    /// <summary>A 发文字号, whole (…〔2023〕29号), without its agency (〔2023〕29号), or its serial alone (29号).</summary>
    Number,

    /// <summary>Money in 元, in one form: 1万元 = 10000元 = 一万元.</summary>
    Amount,

    /// <summary>Shares, ages, durations and counts in one form: 百分之五十 = 50%.</summary>
    Measure,

    /// <summary>A day, a month or a year: 2024-12-31, 2024-12, 2024.</summary>
    Date,

    /// <summary>What stands in 《》 or “”.</summary>
    Name,
}

public sealed record ExactTerm(ExactKind Kind, string Value);

/// <summary>Numbers, sums, dates and names in one normal form each, for fields that match exactly. A bigram cannot tell 1万元 from 10000元.</summary>
public static partial class ExactTerms
{
    // Relative dates (今年) are left out, so the day they would be counted from does not matter.
    private static readonly DateOnly AnyDay = new(2000, 1, 1);

    /// <summary>Shape: distinct, in no promised order.</summary>
    public static IReadOnlyCollection<ExactTerm> Read(string text)
    {
        var found = new HashSet<ExactTerm>();
        foreach (Match name in QuotedName().Matches(text))
            found.Add(new(ExactKind.Name, CharFolding.Fold(name.Groups["name"].Value).Replace(" ", "", StringComparison.Ordinal)));
        var normal = TextNormalizer.Normalize(text);
        if (!normal.Any(c => char.IsAsciiDigit(c) || Numerals.Contains(c)))
            return found;
        if (normal.Contains('号', StringComparison.Ordinal) || normal.AsSpan().IndexOfAny("〔[(【") >= 0)
        {
            foreach (Match number in DocumentNumber().Matches(normal))
                AddNumber(found, normal, number);
        }

        foreach (var quantity in QuantityReader.Read(normal))
            found.Add(new(quantity.Kind == QuantityKind.Money ? ExactKind.Amount : ExactKind.Measure, quantity.Canonical));
        foreach (var date in normal.AsSpan().IndexOfAny("年-/.") < 0 ? [] : DateReader.Read(normal, AnyDay))
        {
            if (!date.IsRelative)
                AddDate(found, date);
        }

        return found;
    }

    private const int LongestAgency = 12;
    private const string Numerals = "一二两三四五六七八九十百千万亿半";

    private static void AddNumber(HashSet<ExactTerm> found, string text, Match number)
    {
        var serial = number.Groups["serial"].Value.TrimStart('0') + "号";
        if (serial.Length == 1)
            return;
        if (!number.Groups["year"].Success)
        {
            found.Add(new(ExactKind.Number, serial));
            return;
        }

        var short_ = $"〔{number.Groups["year"].Value}〕{serial}";
        found.Add(new(ExactKind.Number, short_));
        // Words before the agency cannot be told from it (根据云政办发〔2023〕29号): every ending is a candidate.
        for (var start = number.Index - 1; start >= 0 && number.Index - start <= LongestAgency && CharFolding.IsHan(text[start]); start--)
        {
            if (number.Index - start >= 2)
                found.Add(new(ExactKind.Number, text[start..number.Index] + short_));
        }
    }

    private static void AddDate(HashSet<ExactTerm> found, DateMention date)
    {
        found.Add(new(ExactKind.Date, date.From.Year.ToString(CultureInfo.InvariantCulture)));
        if (date.IsYear)
            return;
        found.Add(new(ExactKind.Date, date.From.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        if (date.From == date.To)
            found.Add(new(ExactKind.Date, date.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    // Bounded patterns: backtracking is short, and faster than NonBacktracking by far. The timeout counts the clock, not the work, so it is generous:
    // a busy machine must not fail a build.
    [GeneratedRegex("[《“](?<name>[^《》“”]{2,60})[》”]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"[〔\[\(【](?<year>(19|20)\d\d)年?[〕\]\)】]第?(?<serial>\d{1,5})号?|(?<serial>\d{1,5})号", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex DocumentNumber();
}

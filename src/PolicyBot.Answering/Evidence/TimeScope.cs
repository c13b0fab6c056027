using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Evidence;

/// <summary>Tells whether a clause speaks of the year that is asked about. Years are those it states, its title and its governing sentences; else the year it was issued.</summary>
internal static partial class TimeScope
{
    private static readonly Facet[] AboutPeople = [Facet.Eligibility, Facet.Conditions, Facet.StillValid, Facet.Who];

    /// <summary>The time asked about in the citizen's words; null where none is (成立于2022年 tells of a person or a firm, not of the rule).</summary>
    public static string? AskedIn(QuestionUnderstanding asked) =>
        Plan().Match(asked.Normal) is { Success: true } plan ? plan.Value : YearOf(asked)?.Text;

    /// <param name="within">Everything the clause says about its time: title, headings, text, governing sentences.</param>
    public static bool Covers(QuestionUnderstanding asked, PolicyDocument document, string within)
    {
        var folded = TopicMatcher.Fold(within);
        if (Plan().Match(asked.Normal) is { Success: true } plan)
            return folded.Contains(plan.Value, StringComparison.Ordinal);
        if (YearOf(asked) is not { } date)
            return true;
        var year = date.From.Year;
        foreach (Match range in Range().Matches(folded))
        {
            if (Number(range.Groups["from"].Value) <= year && year <= Number(range.Groups["to"].Value))
                return true;
        }

        var stated = Year().Matches(folded).Select(m => Number(m.Value)).ToHashSet();
        // Until 2026 a target of 2026 is the nearest to any year before it, and is said with its year.
        return stated.Contains(year) || document.IssuedOn is { } issued && (issued.Year == year || year > issued.Year && year < stated.DefaultIfEmpty(0).Max());
    }

    private static DateMention? YearOf(QuestionUnderstanding asked)
    {
        if (asked.Facets.Any(f => AboutPeople.Contains(f.Facet) && f.Score >= asked.Facets[0].Score * 0.6) || asked.Normal.Contains('我'))
            return null;
        foreach (var date in asked.Dates)
        {
            if (date.IsRelative && date.From.Year <= asked.AsOf.Year || asked.DocumentReferences.Any(r => r.Score >= 1 && r.Start <= date.Start && date.Start < r.Start + r.Length))
                continue;
            var after = asked.Normal.AsSpan(Math.Min(asked.Normal.Length, date.Start + date.Length));
            if ((date.Start <= 2 || after.StartsWith("的", StringComparison.Ordinal)) && !OfSomebody().IsMatch(after[..Math.Min(8, after.Length)].ToString()))
                return date;
        }

        return null;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("十[一二三四五六七]五", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Plan();

    [GeneratedRegex(@"(?<from>(?:19|20)\d\d)年?[—–\-~至到]{1,2}(?<to>(?:19|20)\d\d)年?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Year();

    [GeneratedRegex("成立|毕业|注册|开的|开店|入职|招|雇|买|参加|退伍|退役|失业|出生|生的|领的|办的|交的", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OfSomebody();
}

using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>
/// A clause that is there for the period only (◆活动时间 2025年3月1日至2025年12月31日, 三、实施期限 …): its heading says what the days are, and they hold for what stands
/// beside it, or for the whole where it stands at the top.
/// </summary>
internal static partial class NamedPeriod
{
    /// <summary>Null where the clause is none.</summary>
    public static EffectivePeriod? Read(PolicyDocument document, Clause clause)
    {
        if (Pattern().Match(clause.Text) is not { Success: true } match)
            return null;
        var from = match.Groups["from"].Success ? LawDate.Parse(match.Groups["from"].Value, last: false) : null;
        if (LawDate.Parse(match.Groups["until"].Value, last: true, from?.Year) is not { } until || from > until)
            return null;
        var days = match.Groups["days"];
        var start = clause.Start + days.Index;
        var scope = clause.Path.Segments.Count > 2 ? PeriodScope.Siblings : PeriodScope.Whole;
        return new(from, until, scope, new(document.Number, clause.Path, days.Value, start, start + days.Length));
    }

    [GeneratedRegex(@"^[\s　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[，、]|\d{1,2}[.．、]|[【〖" + FieldLabel.Bullets + @"])?[\s　]*(?:活动|政策|实施|执行|有效|优惠|施行|试行|政策实施|政策执行)(?:时间|期限|时段|期)[】〗]?[\s　：:。]*"
        + "(?<days>(?:自|从)?(?<from>" + LawDate.Pattern + @")\s*起?\s*(?:至|到|—|–|－|-|~|～)\s*(?<until>" + LawDate.Pattern + "|" + LawDate.PatternWithoutYear + ")"
        + "|(?:(?:自?即日起|自?[^，。；：\\d\\n]{2,8}之日起)[，,]?)?(?:截至|截止至|截止到|至|到)(?<until>" + LawDate.Pattern + ")止?)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Pattern();
}

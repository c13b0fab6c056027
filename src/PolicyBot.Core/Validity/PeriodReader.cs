using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>Finds the periods of validity that a document states. Pure; words inside 《》 and inside the quotations of an amendment are another document's.</summary>
public static partial class PeriodReader
{
    /// <summary>In the order of the text, the title's last.</summary>
    public static IReadOnlyList<EffectivePeriod> Read(PolicyDocument document)
    {
        var found = new List<EffectivePeriod>();
        foreach (var clause in document.Clauses)
        {
            if (NamedPeriod.Read(document, clause) is { } named)
                found.Add(named);
            found.AddRange(ReadWords(document, clause.Text, clause.Start, clause.Path, document.IssuedOn, quotedToo: false).Where(p => found.Count == 0 || found[^1].Proof.Start != p.Proof.Start));
        }

        foreach (var period in TitlePeriods(document))
            found.Add(period);
        return found;
    }

    /// <summary>Periods in some words of a clause, or in the new words that an amendment gives it. <paramref name="at"/> is their offset in the official text.</summary>
    internal static IEnumerable<EffectivePeriod> ReadWords(PolicyDocument document, string words, int at, ClausePath clause, DateOnly? issued, bool quotedToo)
    {
        var hidden = Hidden(words, quotedToo);
        DateOnly? commenced = null;
        foreach (Match sentence in SentencePattern().Matches(words))
        {
            var text = sentence.Value;
            // No pattern below matches without one of these; most sentences have none.
            if (text.AsSpan().IndexOfAny("年月起后始") < 0)
                continue;
            if (OtherMatters().IsMatch(text))
                continue;
            var subject = SubjectOf(text, clause);
            foreach (var (from, until, length, match) in Stated(text, issued, ref commenced, clause))
            {
                var start = sentence.Index + match.Index;
                if (hidden.Exists(h => start >= h.Start && start < h.End))
                    continue;
                var proof = new ValidityProof(document.Number, clause, match.Value, at + start, at + start + match.Length);
                yield return new(from, until, ScopeOf(text, clause, from, subject), proof) { Subject = subject, Length = length };
            }
        }
    }

    private static List<(DateOnly? From, DateOnly? Until, PeriodLength? Length, Match Match)> Stated(string text, DateOnly? issued, ref DateOnly? commenced, ClausePath clause)
    {
        var found = new List<(DateOnly?, DateOnly?, PeriodLength?, Match)>();
        foreach (Match match in RangePattern().Matches(text))
        {
            var from = LawDate.Parse(match.Groups["from"].Value, last: false);
            var until = LawDate.Parse(match.Groups["until"].Value, last: true, from?.Year);
            if (from is not null && until >= from)
                found.Add((from, until, null, match));
        }

        foreach (Match match in YearsPattern().Matches(text))
        {
            if (LawDate.Number(match.Groups["from"].Value) is { } first && LawDate.Number(match.Groups["until"].Value) is { } last && last >= first)
                found.Add((new(first, 1, 1), new(last, 12, 31), null, match));
        }

        if (CommencementPattern().Match(text) is { Success: true } start && !Overlaps(found, start) && Commencement(start, issued) is { } commencement)
        {
            found.Add((commencement, null, null, start));
            commenced = commencement;
        }

        foreach (Match match in UntilPattern().Matches(text))
        {
            if (!Overlaps(found, match) && LawDate.Parse(match.Groups["until"].Value, last: true) is { } until)
                found.Add((null, until, null, match));
        }

        if (LengthPattern().Match(text) is { Success: true } stated && !Overlaps(found, stated) && (commenced is not null || SpeaksOfItself().IsMatch(text) || IsClosing(clause))
            && LawDate.Number(stated.Groups["n"].Value) is > 0 and < 100 and var count)
        {
            var length = stated.Groups["u"].Value.StartsWith('年') ? new PeriodLength(count, 0) : new PeriodLength(0, count);
            found.Add((null, (commenced ?? issued) is { } first ? length.LastDayFrom(first) : null, length, stated));
        }

        return found;
    }

    private static DateOnly? Commencement(Match match, DateOnly? issued)
    {
        var day = match.Groups["from"].Success ? LawDate.Parse(match.Groups["from"].Value, last: false) : issued;
        return match.Groups["delay"].Success && LawDate.Number(match.Groups["delay"].Value) is { } days and < 1000 ? day?.AddDays(days) : day;
    }

    private static bool Overlaps(List<(DateOnly?, DateOnly?, PeriodLength?, Match Match)> found, Match match) =>
        found.Exists(f => match.Index < f.Match.Index + f.Match.Length && f.Match.Index < match.Index + match.Length);

    private static string SubjectOf(string text, ClausePath clause) =>
        AmongPattern().Match(text) is { Success: true } among ? among.Groups["what"].Value
        : IsClosing(clause) && NamedPattern().Match(text) is { Success: true } named ? named.Groups["what"].Value : "";

    private static PeriodScope ScopeOf(string text, ClausePath clause, DateOnly? from, string subject)
    {
        if (subject.Length > 0)
            return PeriodScope.Subject;
        if (IsClosing(clause) || clause.Segments.Count == 2 && clause.Segments[1] is "通知" or "引言" or "标题" || SpeaksOfItself().IsMatch(text) || BareCommencement().IsMatch(text) && from is not null)
            return PeriodScope.Whole;
        return LooksBack().IsMatch(text) && clause.Segments.Count > 2 ? PeriodScope.Siblings : PeriodScope.Clause;
    }

    internal static bool IsClosing(ClausePath clause) => clause.Segments.Count == 2 && (clause.Segments[1].StartsWith("结尾", StringComparison.Ordinal) || string.Equals(clause.Segments[1], "落款", StringComparison.Ordinal));

    private static List<(int Start, int End)> Hidden(string words, bool quotedToo)
    {
        var hidden = TitlePattern().Matches(words).Select(m => (m.Index, m.Index + m.Length)).ToList();
        if (!quotedToo && AmendmentReader.Amends(words))
            hidden.AddRange(AmendmentReader.Quotations(words).Select(q => (q.Start, q.End)));
        return hidden;
    }

    // A plan for 2022—2026年 ends with its last year. 年度 names a season or a budget year, not the life of the document.
    private static IEnumerable<EffectivePeriod> TitlePeriods(PolicyDocument document)
    {
        if (AboutAnother().IsMatch(document.Title))
            yield break;
        foreach (var clause in document.Clauses.Where(c => c.Path.Segments.Count == 2 && c.Path.Segments[1] is "标题" or "通知"))
        {
            var title = string.Equals(clause.Path.Part, "正文", StringComparison.Ordinal) ? document.Title : document.TitleOf(clause.Path);
            if (TitleYears().Match(title) is not { Success: true } years || clause.Text.IndexOf(years.Value, StringComparison.Ordinal) is not (>= 0 and var at)
                || LawDate.Number(years.Groups["until"].Value) is not { } last || LawDate.Number(years.Groups["from"].Value) is not { } first || last < first)
                continue;
            var start = clause.Start + at;
            yield return new(null, new DateOnly(last, 12, 31), PeriodScope.Whole, new(document.Number, clause.Path, years.Value, start, start + years.Length)) { IsFromTitle = true };
            if (string.Equals(clause.Path.Part, "正文", StringComparison.Ordinal))
                yield break;
        }
    }

    private const string PeriodWord = "(?:(?:政策|补贴|试行|实施|施行|执行|实行|有效|优惠)(?:的)?(?:有效|执行|实施)?(?:期限|期|时间)|(?<!申报|申请|受理|完成|缴费|缴纳|报名|合同|贷款|整改|报送|办理|工作|建设|公示|借款|保险|还款|办结|服务|劳动|租赁)期限)(?:限)?";

    private const string Commencing = "(?:施行|实施|执行|生效|试行|实行)";

    [GeneratedRegex(@"[^。；;\n]+[。；;]?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SentencePattern();

    [GeneratedRegex("《[^《》]*(?:《[^《》]*》[^《》]*)*》", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex TitlePattern();

    // 自…至…执行, 执行期限为…至…
    [GeneratedRegex("(?:" + PeriodWord + @"\s*(?:为|是|：|:|，)?\s*(?:自|从)?\s*(?<from>" + LawDate.Pattern + @")\s*(?:起)?\s*(?:至|到|—|–|－|-|~|～)\s*(?<until>" + LawDate.Pattern + "|" + LawDate.PatternWithoutYear + @")(?:\s*止)?"
        + @"|(?:自|从)?\s*(?<from>" + LawDate.Pattern + @")\s*(?:起)?，?\s*(?:至|到|—|–|－|-|~|～)\s*(?<until>" + LawDate.Pattern + "|" + LawDate.PatternWithoutYear + @")(?:\s*止)?(?:期间)?\s*(?:，)?(?:有效|" + Commencing + "))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex RangePattern();

    [GeneratedRegex(@"(?<from>20\d\d)\s*(?:年)?\s*(?:—|–|－|-|~|～|至)\s*(?<until>20\d\d)\s*年(?:期间)?\s*(?:有效|" + Commencing + ")", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex YearsPattern();

    [GeneratedRegex(@"(?:自|从|于)?\s*(?:(?<from>" + LawDate.Pattern + @")|(?:本[\u4e00-\u9fff]{1,4})?(?:印发|发布|公布|下发|发文|颁布|签发|批准|通过|发出|正式发布|公开发布)(?:之日|后))\s*(?:起|开始)?\s*(?:，)?(?:满)?(?:(?<delay>[\d一二三四五六七八九十]{1,3})\s*(?:日|天)(?:后|起|之后)?)?\s*(?:起)?(?<=起|后|开始)\s*(?:正式|开始|公开)?" + Commencing, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex CommencementPattern();

    [GeneratedRegex("(?:" + PeriodWord + @"|(?:继续)?(?:执行|实行|施行|有效|试行|实施)|延长|延续|顺延|延期)\s*(?:统一|一律|暂定|暂)?\s*(?:延长|延续|顺延|延期|截止|截至|截|限)?\s*(?:至|到|为|：|:)\s*(?<until>" + LawDate.Pattern + @")\s*(?:止|前)?"
        + "|(?<=" + Commencing + @"[，,]\s*)(?:至|到)\s*(?<until>" + LawDate.Pattern + @")\s*(?:止|为止)"
        + @"|(?:政策|执行|有效|实施)[^，。；\d]{0,6}截止(?:时间|日期|期)?(?:为|至|到|是|：)?\s*(?<until>" + LawDate.Pattern + @")|政策[^，。；\d]{0,10}(?:至|到)\s*(?<until>" + LawDate.Pattern + @")\s*止", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex UntilPattern();

    [GeneratedRegex(@"(?:(?:试行|施行|执行|政策|实施)?(?:有效期|试行期|执行期|施行期|实施期)(?:限)?(?:为|是|：|:)?|试行|暂行|(?:施行|执行|试行|实施)[，,]?(?:期限)?为期)\s*(?<n>[一二三四五六七八九十两]{1,3}|\d{1,2})\s*(?<u>年|个月)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex LengthPattern();

    // Deadlines of work, times of application, and the life of certificates and contracts are not validity. 停止执行 is repeal.
    [GeneratedRegex("完成时限|完成期限|完成时间|申报时间|申请时间|报名时间|受理时间|缴费时间|公示期|(?:证书|证件|许可证|合同|协议|居住证|身份证|营业执照)[^，。]{0,6}有效期|停止执行|工作[^，。]{0,6}结束|延长[^，。]{0,10}(?:申报|报名|缴费|办理)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex OtherMatters();

    [GeneratedRegex("其中[，,]?(?:第[一二三四五六七八九十百]{1,4}条(?:规定)?的?)?(?<what>[^，。：至到\\d]{2,16}?)(?:的)?(?:政策)?(?:的)?(?:执行|有效|实施|施行|试行|期限|自|从|至|延长)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex AmongPattern();

    [GeneratedRegex("^[\\s　]*(?!本|该|此|上述|以上|前述|各项|政策|有效|自|从)(?<what>[\u4e00-\u9fff]{2,14}?(?:补贴|补助|奖励|奖补|贴息|减免|贷款|待遇))(?:政策)?(?:的)?(?:执行期|有效期|执行|期限|实施)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex NamedPattern();

    [GeneratedRegex("(?:^|[\\s　，,“])(?:第[一二三四五六七八九十百零〇]+条[\\s　]*)?(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\\d+[.．、])?[\\s　]*(?:本|该|此)(?:《[^《》]{1,40}》|通知|意见|办法|方案|规定|规程|规则|规范|措施|细则|文件|公告|通告|决定|规划|计划|政策|条例|标准|指南|制度|预案|指引|要点|若干\\S{1,4}|实施\\S{1,4}|管理\\S{1,4})", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SpeaksOfItself();

    [GeneratedRegex("^[\\s　]*(?:第[一二三四五六七八九十百零〇]+条[\\s　]*|[一二三四五六七八九十]+、[\\s　]*)?自[^，。；]{1,24}起", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex BareCommencement();

    [GeneratedRegex("^[\\s　]*(?:上述|以上|前述)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex LooksBack();

    [GeneratedRegex(@"(?<from>20\d\d)\s*(?:年)?\s*(?:—|–|－|-|~|～|至)\s*(?<until>20\d\d)\s*年(?!度)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex TitleYears();

    [GeneratedRegex("废止|修改|修订的决定|失效|延长|解读|问答|清理", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AboutAnother();
}

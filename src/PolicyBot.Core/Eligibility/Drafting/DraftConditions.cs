using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>
/// The stated conditions of a grant: what its own sentences ask, and what clauses beside or above it ask of everybody (补贴对象, 应当同时具备下列条件, 不予补助的情形) with their items.
/// </summary>
internal sealed partial class DraftConditions(PolicyDocument document)
{
    private const int Most = 10;
    private const string Exclusion = "不给予的情形";
    private static readonly string[] Gives = ["给予", "发放", "享受"];

    private enum AskedKind
    {
        Needed,
        OneOf,
        Excludes,
    }

    private sealed record Asked(ClauseWords Words, AskedKind Kind);

    private readonly List<(Clause Clause, List<Asked> Asked)> _general = [.. document.Clauses.Select(c => (Clause: c, Asked: GeneralIn(document, c))).Where(g => g.Asked.Count > 0)];

    /// <summary>
    /// What is asked, each leaf left open: for everybody, then the grant's own, last what excludes (under not). Items of which one is enough stand under any. Never without leaves.
    /// </summary>
    public Condition For(string name, IReadOnlyList<ClauseSentence> grants)
    {
        // What the clause of the grant itself excludes (…每引进1人奖励1万元。行政机关不纳入奖励范围。) is no part of its own sentence.
        var general = _general.Where(g => grants.All(s => IsInScope(g.Clause.Path, s.Clause.Path))).SelectMany(g => g.Asked)
            .Concat(_general.Where(g => g.Clause == grants[0].Clause).SelectMany(g => g.Asked).Where(a => a.Kind == AskedKind.Excludes && !grants.Any(s => s.Start <= a.Words.Start && a.Words.Start < s.End)));
        // Grants of one name in several clauses (四层…补助10万元, 六层…补助12万元) are rates that exclude each other; what they share stands in the first.
        var first = grants.Select(g => g.Clause.Path).Distinct().Count() > 1 ? grants.Take(1) : grants;
        // 对连续缴满12个月的，给予缴存补贴。缴存补贴按照…计算: who gets it stands before what it comes to.
        var beside = ClauseSentences.Of(grants[0].Clause).Where(s => !s.IsTableRow && Gives.Any(g => s.Text.Contains(g + name, StringComparison.Ordinal)));
        var own = beside.Concat(first).DistinctBy(s => s.Start).Select(Whom).OfType<ClauseWords>().Where(w => !name.Contains(w.Quote, StringComparison.Ordinal)).Select(w => new Asked(w, AskedKind.Needed));
        var all = general.Concat(own).DistinctBy(a => a.Words.Quote, StringComparer.Ordinal).OrderBy(a => a.Kind == AskedKind.Excludes).Take(Most).ToList();
        return new Condition.All(all.Count > 0 ? [.. Parts(all)] : [Open(grants[0].All)]);
    }

    private static IEnumerable<Condition> Parts(List<Asked> all)
    {
        var alternatives = all.Where(a => a.Kind == AskedKind.OneOf).ToList();
        foreach (var asked in all)
        {
            if (asked.Kind != AskedKind.OneOf)
                yield return asked.Kind == AskedKind.Excludes ? new Condition.Not(Open(asked.Words) with { Label = Exclusion }) : Open(asked.Words);
            else if (asked == alternatives[0])
                yield return new Condition.Any([.. alternatives.Select(o => Open(o.Words))]);
        }
    }

    private static Condition.LeftOpen Open(ClauseWords words) => new() { Words = words };

    private static List<Asked> GeneralIn(PolicyDocument document, Clause clause)
    {
        var asked = new List<Asked>();
        foreach (var sentence in ClauseSentences.Of(clause).Where(s => !s.IsTableRow))
        {
            var isAbout = AsksOfAll().IsMatch(sentence.Text) || (clause.HeadingChain.Count > 0 && HeadingAsks().IsMatch(clause.HeadingChain[^1].TrimEnd('。', '.', '：', ':')) && !IsHeading(sentence, clause));
            // 申请贷款应当符合下列条件 is a matter of loans, not of what is granted.
            if (!isAbout || IsHeading(sentence, clause) || Procedure().IsMatch(sentence.Text) || !AboutGrants().IsMatch(string.Concat(clause.HeadingChain.TakeLast(2)) + sentence.Text))
                continue;
            var excludes = Excludes().IsMatch(sentence.Text) || (clause.HeadingChain.Count > 0 && Excludes().IsMatch(clause.HeadingChain[^1]));
            List<ClauseWords> items = sentence.Text[^1] is '：' or ':' ? [.. document.Clauses.Where(c => IsItemOf(clause.Path, c.Path)).SelectMany(c => ClauseSentences.Of(c).Take(1)).Select(s => s.All)] : [];
            // 有下列情形之一的，不予补助 says nothing beside the items themselves.
            if (!excludes || items.Count == 0)
                asked.Add(new(sentence.All, excludes ? AskedKind.Excludes : AskedKind.Needed));
            asked.AddRange(items.Select(w => new Asked(w, excludes ? AskedKind.Excludes : OneIsEnough().IsMatch(sentence.Text) ? AskedKind.OneOf : AskedKind.Needed)));
        }

        return asked;
    }

    // A heading alone asks nothing; run in with its text (（一）补贴对象。2025年…) it is cut off with the sentence.
    private static bool IsHeading(ClauseSentence sentence, Clause clause) =>
        clause.Heading.Length > 0 && (clause.Heading.StartsWith(sentence.Text.TrimEnd('。', '.'), StringComparison.Ordinal) || (sentence.Start == clause.Start && sentence.Text.Length <= 14 && sentence.Text[^1] is not ('：' or ':')));

    // What stands under 一、 holds for 一、; what stands at the top or in an article holds for the whole part.
    private static bool IsInScope(ClausePath general, ClausePath grant)
    {
        var levels = general.Value.Split('/');
        var root = levels.Length > 2 && !levels[1].StartsWith('第') ? string.Join('/', levels[..2]) : levels[0];
        return grant.Value.StartsWith(root + "/", StringComparison.Ordinal) && general != grant;
    }

    private static bool IsItemOf(ClausePath parent, ClausePath child) =>
        child.Value.StartsWith(parent.Value + "/", StringComparison.Ordinal) && !child.Value[(parent.Value.Length + 1)..].Contains('/', StringComparison.Ordinal);

    /// <summary>What stands before the giving: 对…的, …的; null where that is too little to ask anything.</summary>
    private static ClauseWords? Whom(ClauseSentence sentence)
    {
        var start = Lead().Match(sentence.Text).Length;
        var end = GrantPatterns.StartOfGiving(sentence.Text);
        // …首次购买商品住房的，博士研究生给予…: what stands after 的， is already the rate.
        if (end > start && sentence.Text.LastIndexOf("的，", end - 1, end - start, StringComparison.Ordinal) is >= 0 and var asked)
            end = asked + 1;
        if (end <= start && sentence.Text.IndexOfAny(['，', ','], start) is > 0 and var comma)
            end = comma;
        while (end > start && sentence.Text[end - 1] is '，' or ',' or '：' or ' ')
            end--;
        return end - start >= 4 && !Rate().IsMatch(sentence.Text[start..end]) ? sentence.Words(start, end - start) : null;
    }

    [GeneratedRegex("^(?:第[一二三四五六七八九十百\\d]+条[\\s\\u3000]*|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\\d]+[）)]|\\d+[.．、])?(?:[^，。,.]{2,12}[。.])?(?:对于|对|凡是|凡)?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Lead();

    [GeneratedRegex("(?:具备|符合|满足|属于)(?:以下|下列)(?:全部)?(?:条件|情形)|(?:以下|下列)(?:条件|情形)之一|(?:补贴|补助|奖励|奖补|资助|救助|支持|享受|保障|申请)(?:的)?对象(?:为|是|包括)|不予(?:补贴|补助|奖励|奖补|资助|支持)|不再(?:补贴|补助|享受)|不得(?:重复)?享受|不能同时享受|不(?:能|得|可以)(?:享受|领取|申领|申请)|不享受|不纳入[^。；，]{0,8}范围|只能享受|不适用本|适用本(?:办法|细则|规定|意见|措施)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AsksOfAll();

    [GeneratedRegex("(?:对象|条件|范围|资格|情形|限制)(?:和标准)?$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex HeadingAsks();

    [GeneratedRegex("^(?:按照|按|每|补贴资金|补助资金|奖补资金|所需资金)|标准$|补助金额|补贴金额", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Rate();

    [GeneratedRegex("补贴|补助|奖|资助|救助|支持|享受|保障|减免|减收|免收|贴息|津贴|本办法|本细则|本规定|本意见|本措施", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AboutGrants();

    [GeneratedRegex("不予(?:补贴|补助|奖励|奖补|资助|支持)|不再(?:补贴|补助|享受)|不得(?:重复)?享受|不能同时享受|不(?:能|得|可以)(?:享受|领取|申领|申请)|不享受|不纳入[^。；，]{0,8}范围|不适用", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Excludes();

    [GeneratedRegex("(?:以下|下列)[^。；]{0,6}之一", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex OneIsEnough();

    [GeneratedRegex("材料|申请表|工作日|受理机关|牵头|责任单位|申报一次|资金每", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Procedure();
}

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// The fixed sentences of a talk about entitlement (facts.yaml, key texts), with {placeholders}. A sentence that nobody wrote has the wording below,
/// so that documents alone make a working bot.
/// </summary>
public sealed class EligibilityTexts(IReadOnlyDictionary<string, string> texts)
{
    private static readonly Dictionary<string, string> Fallback = new(StringComparer.Ordinal)
    {
        ["likely"] = "按您说的情况，列明的条件都符合，一般可以申请“{title}”{marker}。",
        ["likely_amount"] = "按您说的情况，列明的条件都符合，一般可以申请“{title}”，{amount}{marker}。",
        ["not_eligible"] = "按您说的情况，不符合“{title}”列明的条件{marker}。",
        ["need_more_info"] = "“{title}”能不能享受，还要看下面几条{marker}：",
        ["open_only"] = "“{title}”能不能享受，光凭原文还定不下来{marker}：",
        ["expired"] = "“{title}”已经到期，现在不能再按它申请{marker}。",
        ["expired_advice"] = "后续有没有新规定，请向{units}确认。",
        ["ended"] = "“{title}”所依据的文件{note}，现在不能再按它申请{marker}。",
        ["ended_words"] = "依据：“{words}”{marker}",
        ["then"] = "按您问的那个日子看：",
        ["not_yet"] = "那时“{title}”还没有开始执行{marker}。",
        ["not_yet_issued"] = "文件印发的日期是{words}{marker}。",
        ["draft"] = "“{title}”能不能享受，要由审核部门认定。文件列明的条件{marker}：",
        ["suspended"] = "“{title}”的原文有变动，正在核对，先看原文{marker}：",
        ["met"] = "✓ {words}{marker}",
        ["failed"] = "✗ {words}{marker}",
        ["unsettled"] = "？ {words}{marker}",
        ["left_open"] = "？ {words}{marker}（原文没有列全，由审核部门认定）",
        ["draft_needs"] = "？ {words}{marker}{said}",
        ["draft_one_of"] = "？ 其中之一：{words}{marker}{said}",
        ["draft_excludes"] = "？ 不给予的情形：{words}{marker}{said}",
        ["draft_said"] = "（您说：{said}）",
        ["draft_unsaid"] = "（没有说到）",
        ["lacking"] = "还差：{change}。",
        ["lacking_amount"] = "补上后是{amount}{marker}。",
        ["ask"] = "请问：{ask}",
        ["ask_others"] = "除了{known}，您还属于下面哪一类？",
        ["choices"] = "（{choices}）",
        ["ask_amount"] = "要算出金额，还请告诉我：{ask}",
        ["contradiction"] = "您前后说的不一致。{ask}",
        ["rate"] = "标准：{words}{marker}。",
        ["draft_rate"] = "标准：{words}{marker}",
        ["draft_amended"] = "现行的标准：{words}{marker}",
        ["draft_row"] = "　　{words}{marker}",
        ["prospect"] = "其余几条也符合的话：{amount}{marker}。",
        ["prospect_then"] = "执行期内各条都符合的，按这个标准算：{amount}{marker}。",
        ["grants"] = "原文：“{words}”{marker}。",
        ["period"] = "期限：{words}{marker}。",
        ["contact"] = "可咨询：{units}。",
        ["overview_start"] = "您先说说自己的情况，我逐项对照文件。",
        ["overview_likely"] = "看来符合：{title}{amount}{marker}",
        ["overview_possible"] = "可能符合：{title}{marker}，还要看：{words}",
        ["overview_left_open"] = "可能符合：{title}{marker}，原文没有列全，由审核部门认定",
        ["quoted"] = "“{words}”",
        ["and_more"] = "等",
        ["overview_untouched"] = "还没有对照的：{titles}；想看哪一项，直接说它的名字",
        ["overview_excluded"] = "不符合：{title}，因为要求“{words}”{marker}",
        ["overview_expired"] = "已到期：{title}{marker}",
        ["overview_nothing_yet"] = "按您说的情况，还没有对上哪一项。",
        ["overview_none"] = "按您说的情况，目前没有找到可以享受的政策。",
        ["restarted"] = "好的，前面说的情况都清空了，请重新说。",
        ["notice"] = "以审核部门认定为准",
    };

    public static EligibilityTexts Default { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public static IReadOnlyCollection<string> Ids => Fallback.Keys;

    public string Text(string id, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = texts.TryGetValue(id, out var own) ? own : Fallback[id];
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}

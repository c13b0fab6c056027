using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// The clause of a document that is there for one thing only and does not name the topic again: 申报材料, 办理程序, 联系方式, 资金来源. Told by its heading, or by the
/// words that announce its list; a heading that names a subject of its own is none.
/// </summary>
internal static partial class DedicatedClause
{
    private static readonly string[] Applying = ["报", "申请", "申领", "提交", "截止"];

    /// <summary>Null where the clause settles what is asked itself, or the document has no clause for it.</summary>
    public static Clause? For(EvidenceClause best, Facet facet, TopicMatcher topic)
    {
        var isEnd = best.Clause.Path.Segments is [_, "结尾" or "引言" or "标题" or "通知"];
        if (facet == Facet.Until && !Applying.Any(topic.Says) || HeadOf(facet) is not { } head)
            return null;
        var picker = new SentencePicker(topic);
        if (facet == Facet.WhoPays && FacetPatterns.Free.IsMatch(best.Clause.Text) || picker.Settles(best.Document, best.Clause, facet) && !(facet == Facet.Until && (isEnd || !IsOfApplying(best, picker))))
            return null;
        return best.Document.Clauses
            .Where(c => c != best.Clause && string.Equals(c.Path.Part, best.Clause.Path.Part, StringComparison.Ordinal) && (head.IsMatch(ClauseTopic.Strip(c.Heading)) || facet == Facet.Materials && AnnouncesMaterials().IsMatch(c.Text)))
            .MaxBy(c => topic.Score(c.Text) + topic.Echo(c.Text));
    }

    /// <summary>Until when to apply is asked: the end of the rule is another day.</summary>
    private static bool IsOfApplying(EvidenceClause best, SentencePicker picker) =>
        picker.Pick(best.Document, best.Clause, Facet.Until).Any(q => Applying.Any(a => q.Text.Contains(a, StringComparison.Ordinal)));

    private static Regex? HeadOf(Facet facet) => facet switch
    {
        Facet.Materials => Materials(),
        Facet.HowToApply => Procedure(),
        Facet.Phone or Facet.Where => Contact(),
        Facet.ProcessingTime => Time(),
        Facet.Until => Dates(),
        Facet.WhoPays => Money(),
        _ => null,
    };

    [GeneratedRegex("^(申请|申报|报名|办理|需要|所需|提交|应当提交)?(的)?(材料|证件)(清单|和时间|要求)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Materials();

    [GeneratedRegex("提交(下列|以下|如下)[^。；]{0,6}材料", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AnnouncesMaterials();

    [GeneratedRegex("^(申请|申报|报名|办理|申领|缴费)?(时间和)?(程序|流程|方式|步骤)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Procedure();

    [GeneratedRegex("^(联系|咨询)(方式|电话|和监督|监督|服务|地点)?$|^(联系人|办理地点|受理地点)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Contact();

    [GeneratedRegex("^(办理|审批|办结|拨付)(时限|期限|时间)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Time();

    [GeneratedRegex("^(申报|申请|报名|受理|办理)(时间|期限)(和方式|、方式|安排)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Dates();

    [GeneratedRegex("^(资金|经费)(来源|保障|安排|渠道|承担|筹措)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Money();
}

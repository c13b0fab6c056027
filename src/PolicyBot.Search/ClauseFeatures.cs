using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Search;

/// <summary>What kinds of thing a clause states, read from the grammar of documents when it is indexed. Stored as bits: never renumber without a new schema version.</summary>
[Flags]
public enum ClauseFeatures
{
    None = 0,
    Money = 1 << 0,
    Percentage = 1 << 1,
    Date = 1 << 2,
    Period = 1 << 3,
    Count = 1 << 4,
    Unit = 1 << 5,
    Funding = 1 << 6,
    Condition = 1 << 7,
    Procedure = 1 << 8,
    Contact = 1 << 9,
    Material = 1 << 10,
    Exclusion = 1 << 11,
    Penalty = 1 << 12,
    Cap = 1 << 13,
    Definition = 1 << 14,
    Applicant = 1 << 15,
    Purpose = 1 << 16,
    Place = 1 << 17,
}

/// <summary>Reads <see cref="ClauseFeatures"/> from a clause and says which of them a facet of a question looks for.</summary>
public static partial class ClauseFeatureReader
{
    public static ClauseFeatures Read(Clause clause, IReadOnlyCollection<ExactTerm> exact)
    {
        var features = FromWords(clause.Text);
        foreach (var governing in clause.Governing)
            features |= FromWords(governing.Text) & (ClauseFeatures.Date | ClauseFeatures.Period | ClauseFeatures.Funding);
        foreach (var term in exact)
        {
            features |= term.Kind switch
            {
                ExactKind.Amount => ClauseFeatures.Money,
                ExactKind.Date => ClauseFeatures.Date,
                ExactKind.Measure when term.Value.EndsWith('%') => ClauseFeatures.Percentage,
                ExactKind.Measure => ClauseFeatures.Count,
                _ => ClauseFeatures.None,
            };
        }

        if (clause.LeadUnits.Count + clause.ResponsibleUnits.Count > 0)
            features |= ClauseFeatures.Unit;
        return features;
    }

    /// <summary>Any one of them answers; <see cref="ClauseFeatures.None"/> where no kind of statement is looked for.</summary>
    public static ClauseFeatures WantedBy(Facet facet) => facet switch
    {
        Facet.HowMuch => ClauseFeatures.Money | ClauseFeatures.Percentage,
        Facet.Cap => ClauseFeatures.Cap | ClauseFeatures.Money,
        Facet.Who or Facet.Eligibility => ClauseFeatures.Applicant | ClauseFeatures.Condition,
        Facet.Conditions => ClauseFeatures.Condition,
        Facet.Until or Facet.Since or Facet.StillValid => ClauseFeatures.Period | ClauseFeatures.Date,
        Facet.ProcessingTime => ClauseFeatures.Period | ClauseFeatures.Count,
        Facet.WhenIssued => ClauseFeatures.Date,
        Facet.WhoPays => ClauseFeatures.Funding,
        Facet.WhoIsResponsible => ClauseFeatures.Unit,
        Facet.HowToApply => ClauseFeatures.Procedure,
        Facet.Where => ClauseFeatures.Place | ClauseFeatures.Procedure | ClauseFeatures.Unit,
        Facet.Materials => ClauseFeatures.Material,
        Facet.Phone => ClauseFeatures.Contact,
        Facet.HowMany => ClauseFeatures.Count | ClauseFeatures.Percentage,
        Facet.WhatIs => ClauseFeatures.Definition,
        Facet.Exclusions => ClauseFeatures.Exclusion,
        Facet.Penalty => ClauseFeatures.Penalty,
        Facet.Reason => ClauseFeatures.Purpose,
        _ => ClauseFeatures.None,
    };

    private static ClauseFeatures FromWords(string text)
    {
        var features = ClauseFeatures.None;
        foreach (Match match in Words().Matches(text))
        {
            features |= match.Groups.Count switch
            {
                _ when match.Groups["funding"].Success => ClauseFeatures.Funding,
                _ when match.Groups["unit"].Success => ClauseFeatures.Unit,
                _ when match.Groups["contact"].Success => ClauseFeatures.Contact,
                _ when match.Groups["material"].Success => ClauseFeatures.Material,
                _ when match.Groups["exclusion"].Success => ClauseFeatures.Exclusion,
                _ when match.Groups["penalty"].Success => ClauseFeatures.Penalty,
                _ when match.Groups["procedure"].Success => ClauseFeatures.Procedure,
                _ when match.Groups["condition"].Success => ClauseFeatures.Condition,
                _ when match.Groups["period"].Success => ClauseFeatures.Period,
                _ when match.Groups["cap"].Success => ClauseFeatures.Cap,
                _ when match.Groups["definition"].Success => ClauseFeatures.Definition,
                _ when match.Groups["applicant"].Success => ClauseFeatures.Applicant,
                _ when match.Groups["purpose"].Success => ClauseFeatures.Purpose,
                _ => ClauseFeatures.Place,
            };
        }

        return features;
    }

    // The grammar of official documents; no word here belongs to a particular one.
    [GeneratedRegex(
        "(?<funding>(所需|补助|补贴|专项)?(资金|经费|费用)(从|由|在|按)|(由|从)[^，。；]{1,20}(承担|列支|支付|安排|负担))"
        + "|(?<unit>(责任|牵头|配合|主管)(单位|部门)|牵头负责|由[^，。；]{2,20}负责)"
        + "|(?<contact>电话|热线|邮箱|传真|网址)"
        + "|(?<material>材料|证明|身份证|申请表|原件|复印件|证件)"
        + "|(?<exclusion>不予|不得|不适用|不享受|不再|除外|不包括|情形之一)"
        + "|(?<penalty>追回|处罚|罚款|追究|责令|取消[^，。；]{0,8}资格|退回|骗取)"
        + "|(?<procedure>申请|申报|受理|审核|审批|办理|公示|备案|拨付|登录|提交|认定)"
        + "|(?<condition>符合|具备|条件|满足|达到|经[^，。；]{1,12}(认定|审核|批准)|的，(给予|予以|可以?|按照?))"
        + "|(?<period>期限|执行期|有效期|(至|到|止于)[^，。；]{2,16}(止|截止|前)|截止|施行|完成时限|期间|以前|年底前|月底前|日前)"
        + "|(?<cap>最高|最多|不超过|不高于|上限|累计|最长)"
        + "|(?<definition>是指|指的是|所称|包括|即)"
        + "|(?<applicant>对象|人员|毕业生|职工|居民|企业|个人|单位|者|业主|户)"
        + "|(?<purpose>为了|旨在|目的|根据|依据)"
        + "|(?<place>地址|窗口|大厅|中心|平台|网站)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Words();
}

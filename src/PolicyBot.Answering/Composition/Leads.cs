using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>The few plain words before a quotation, by what is asked. They state nothing themselves.</summary>
internal static class Leads
{
    public static string Of(Facet? facet) => facet switch
    {
        Facet.HowMuch => "标准是",
        Facet.Cap => "上限是",
        Facet.Until => "时间规定是",
        Facet.Since => "起始时间是",
        Facet.WhoPays => "资金来源是",
        Facet.WhoIsResponsible => "负责的单位是",
        Facet.Who => "面向的对象是",
        Facet.Conditions or Facet.Eligibility => "条件是",
        Facet.HowMany => "数量规定是",
        Facet.HowToApply => "办理方式是",
        Facet.Where => "相关地点、渠道是",
        Facet.WhenIssued => "文件载明",
        Facet.Person => "名单载明",
        Facet.Penalty => "后果是",
        _ => "文件规定",
    };

    /// <summary>What the facet asks for, as a noun: for saying that the text does not state it.</summary>
    public static string DetailOf(Facet facet) => facet switch
    {
        Facet.HowMuch => "具体金额或标准",
        Facet.Cap => "上限",
        Facet.Until => "截止时间",
        Facet.Since => "起始时间",
        Facet.WhoPays => "由谁出钱",
        Facet.WhoIsResponsible => "由哪个单位负责",
        Facet.HowToApply => "办理流程",
        Facet.Where => "具体地点",
        Facet.Materials => "所需材料",
        Facet.Phone => "联系电话",
        Facet.ProcessingTime => "办理时限",
        Facet.HowMany => "具体数量",
        Facet.Penalty => "如何处理",
        Facet.Exclusions => "不予享受的情形",
        Facet.Person => "具体人员",
        _ => "这一点",
    };
}

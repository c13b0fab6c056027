using System.Text.RegularExpressions;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// How documents state what a facet asks for: the grammar of official texts, no word of a particular one. A sentence that matches settles the facet.
/// </summary>
internal static class FacetPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const string Number = @"[\d〇零一二两三四五六七八九十百千万亿][\d.,〇零一二两三四五六七八九十百千]*\s*";
    private const string MoneyText = Number + @"[万亿]?\s*元|[\d.]+\s*[%％]|百分之|全额|免费|免收|免缴|免交|免征|减半|加倍|\d\s*倍|最低工资标准";
    private const string DayText = @"\d{1,2}\s*月(\s*\d{1,2}\s*日|底|份)?|\d{4}\s*年(?!度)|(?<!\d)(19|20)\d{2}\s*[—–-]\s*(19|20)\d{2}(?!\d)|年底|月底|季度";

    public static Regex Money { get; } = New(MoneyText);

    /// <summary>Money itself, or what is given instead of it; a share is weaker.</summary>
    public static Regex Yuan { get; } = New(@"\d[\d,.]*\s*[万亿]?\s*元|全额|免费|免收|免缴|最低工资标准");

    public static Regex Funding { get; } = New(@"(资金|经费|费用|补助|部分|利息)[^。；]{0,24}(承担|列支|支付|安排|负担|解决|保障|分担)|(由|从)[^，。；]{1,24}(承担|列支|负担|出资|支付)|自筹");

    /// <summary>Who has to pay nothing, or pays alone: answers who pays where no source of money is named.</summary>
    public static Regex Free { get; } = New("免交|免收|免缴|免费|自理|自负|不收取|不付费|不向[^，。；]{0,10}收取|先行支付");

    public static Regex Period { get; } = New(@"(执行期|有效期|实施期|试行期|期限|时限)[^。；，]{0,10}\d|(至|到)\s*\d[^，。；]{0,14}(止|截止|前)|(执行|实行|实施|延续|延长|有效期)至\s*\d|截止|(自|从)[^，。；]{2,24}(起|开始)[^，。；]{0,6}(施行|执行|实施)?|\d\s*日?(前|以前)|[年月]底前|\d\s*年以前|试行[一二三两\d]年|之日起[^，。；]{1,10}[日月年]内|有效期[一二三四五六七八九十]年");

    public static Regex Day { get; } = New(DayText);

    private static readonly Dictionary<Facet, Regex> ByFacet = new()
    {
        [Facet.HowMuch] = Money,
        [Facet.Cap] = New(@"最高|最多|不超过|不高于|上限|累计|封顶|以内|最长"),
        [Facet.Until] = New(Period + "|" + DayText),
        [Facet.Since] = New(@"(自|从)[^，。；]{2,24}(起|开始|施行|执行)|" + DayText),
        [Facet.StillValid] = Period,
        [Facet.WhoPays] = Funding,
        [Facet.WhoIsResponsible] = New("(局|部门|机关|委员会|政府)(会同|组织|责令)|牵头|负责|责任单位|承办|组织实施|主管|设[在置于]|由[^，。；]{2,20}(审核|办理|实施|组织|受理)"),
        [Facet.HowToApply] = New("(通过|登录|登陆|到|向|凭|持|经|在)[^，。；]{2,30}(申请|申领|申报|办理|提交|报名|领取|受理|缴纳|缴费|缴存|缴存|填报|填写|开户|提出|登记|代办|查询|拨打)|(网上|线上|现场|书面)(申领|申请|申报|办理|报名)|免申|即领|按照[^，。；]{0,12}(程序|流程)|提出申请"),
        [Facet.Where] = New(@"[路街道]\s*\d+\s*号|地址|地点|窗口|大厅|平台|网站|网址|APP|App|邮箱|@|设在|设置在|(报|上缴|移交|交)至?[^，。；]{2,14}(科|局|办|中心|委)|渠道|媒介|媒体|区域|场所|工作站|服务站|(向|到|在)[^，。；]{2,40}(提出|提交|申请|办理|登记|领取|报名|代办|缴纳)"),
        [Facet.Materials] = New("材料|身份证|申请表|原件|复印件|证件|凭证|证明"),
        [Facet.Phone] = New(@"电话|热线|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)|[:：，]\s*\d{7,8}(?!\d)|邮箱|@|传真"),
        [Facet.ProcessingTime] = New(Number + @"个?(工作日|日内|天内|日以内)|\d+\s*(日|天)内|时限内|即时办结|当日|到账|次月"),
        [Facet.HowMany] = New(Number + @"[万亿]?\s*(个|家|户|人|名|场|次|期|张|套|台|处|所|支|条|项|位|辆|亩|平方米|公里|分钟|小时|件|万人|人次|天|年|月)|[\d.]+\s*[%％]|百分之|全覆盖|不少于|不低于"),
        [Facet.Penalty] = New("追回|处罚|罚款|追究|责令|取消[^，。；]{0,8}资格|退回|收回|骗取|问责|惩戒|约谈|通报|违约金|失信|惩罚|打击"),
        [Facet.Exclusions] = New("不予|不得|不适用|不享受|不再|除外|不包括|情形之一|禁止|停止"),
        [Facet.Conditions] = New("对[^。；]{4,120}?(的|，)|符合|具备|条件|满足|达到|以上|以内|不低于|须|应当|必须|经[^，。；]{1,12}(认定|审核|批准)"),
        [Facet.Who] = New("对[^。；]{4,160}?(，|给予)|对象|人员|毕业生|职工|居民|企业|单位|群体|创业者|主体"),
        [Facet.Reason] = New("为了|为[^，。；]{4,60}[，、]|旨在|目的|根据|依据|按照|贯彻"),
        [Facet.Person] = New(@"(组长|主任|召集人|局长|成员|书记|主席|市长|县长|区长|调研员|负责人|会计师|理事长)"),
        [Facet.WhenIssued] = New(DayText),
    };

    /// <summary>Null where the facet looks for no particular kind of statement.</summary>
    public static Regex? Of(Facet facet) => ByFacet.GetValueOrDefault(facet);

    /// <summary>
    /// Facets that a clause either states or leaves out: where nothing near states it, the answer says that the text does not.
    /// </summary>
    public static bool IsDetail(Facet facet) => facet is Facet.HowMuch or Facet.Cap or Facet.Until or Facet.Since or Facet.WhoPays or Facet.HowToApply or Facet.Where
        or Facet.Materials or Facet.Phone or Facet.ProcessingTime or Facet.HowMany or Facet.WhoIsResponsible or Facet.Penalty or Facet.Exclusions or Facet.Person;

    /// <summary>Of those, the ones that may be said to be missing: the others are stated in too many ways for a sentence to be sure.</summary>
    public static bool IsMissed(Facet facet) => IsDetail(facet) && facet is not (Facet.Penalty or Facet.Exclusions or Facet.Person);

    private static Regex New(string pattern) => new(pattern, Options, Limit);
}

using System.Text.RegularExpressions;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>How official Chinese grants something: the verb, the sum or the gratis, the name of what is granted, and what only looks like it.</summary>
internal static partial class GrantPatterns
{
    private const string Sum = @"(?:[\d.]+|[一二三四五六七八九十百千两]+)(?:至[\d.]+)?(?:万|亿)?元|[\d.]+\s*[%％]|百分之[一二三四五六七八九十百]+|免费|全额|减半|下列标准|如下标准|标准如下|下表|下列定额|下列档次|标准为";

    /// <summary>A sentence that grants: a verb of giving beside a sum, a share, or something free of charge.</summary>
    public static bool Grants(string sentence) => Verb().IsMatch(sentence) && SumOrFree().IsMatch(sentence) && !OnlyLooksLikeIt().IsMatch(sentence);

    /// <summary>第六条, （一）, 1. and the blanks after it; 0 where the text begins without a mark.</summary>
    public static int LengthOfMark(string text) => Mark().Match(text).Length;

    /// <summary>What the title of a document is about, with its authority and its kind taken off: 既有住宅加装电梯补助 of 某市既有住宅加装电梯补助管理办法.</summary>
    public static string? NameInTitle(string title) => InTitle().Match(title) is { Success: true } m ? m.Groups["name"].Value : null;

    /// <summary>The bare kind (补贴, 奖励) of a grant that nothing names; null where there is none.</summary>
    public static string? KindIn(string sentence) => Kind().Match(sentence) is { Success: true } m ? m.Value : null;

    /// <summary>Where the giving begins in a sentence that grants; its length where nothing marks it.</summary>
    public static int StartOfGiving(string sentence) => Giving().Match(sentence) is { Success: true } m ? m.Index : sentence.Length;

    /// <summary>Names of grants in a text, in order: 安家补贴, 一次性改建补贴; a bare 补贴 is none.</summary>
    public static IEnumerable<string> NamesIn(string text) => Named().Matches(text)
        .Concat(Given().Matches(text))
        .Select(m => Modifier(m.Groups["of"].Value) is { Length: >= 2 } of ? m.Groups["once"].Value + of + m.Groups["kind"].Value : "")
        .Where(n => n.Length > 0);

    private static string Modifier(string before)
    {
        var cut = Break().Matches(before).LastOrDefault();
        return cut is null ? before : before[(cut.Index + cut.Length)..];
    }

    [GeneratedRegex("给予|发放|补助|补贴|奖励|奖补|资助|减免|减收|免收|免缴|免除|免费|贴息|改发|标准如下|标准为|定额补贴", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Verb();

    [GeneratedRegex(Sum, RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SumOrFree();

    [GeneratedRegex("资金由|资金从|列支|追回|退回|骗取|套取|虚报|罚款|处罚|不予|公示|申请表|提交|收费|收取|热费|水费|电费|价格|计收|缴纳标准|缴费标准|租金标准|物业服务费|修改为|同时废止|监督检查|列入预算|列入年度预算|承担[\\d一二三四五六七八九十]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex OnlyLooksLikeIt();

    [GeneratedRegex("[，,]?(?:分别)?(?:另外|另行|可以?|均|再)?(?:给予|发放|按照|按|一次性给予|享受|免费|免收|免缴|减免|补助|奖励|奖补|每人每?[年月天日]?(?:补助|补贴|奖励)|每[个台场部亩户次处套](?:给予|补助|补贴|奖励))", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Giving();

    [GeneratedRegex("(?<once>一次性)?(?<of>[\\u4e00-\\u9fff]{2,14}?)(?<kind>补贴|补助|奖补|奖励|奖金|津贴|贴息|资助|减免|救助金|生活费|托育券)(?!资金|标准|对象|条件|方式|政策|范围|额度|目录|申请|资格|的)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Named();

    [GeneratedRegex("补贴|补助|奖补|奖励|奖金|津贴|贴息|资助|减免|救助金", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Kind();

    [GeneratedRegex("给予(?<of>[\\u4e00-\\u9fff]{2,6})[\\d.一二三四五六七八九十百千万]+元(?:的)?(?<once>一次性)?(?<kind>奖励|补贴|补助|奖补|资助)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Given();

    [GeneratedRegex("^(?:第[一二三四五六七八九十百\\d]+[条章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\\d]+[）)]|\\d+[.．、])[\\s\\u3000]*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Mark();

    [GeneratedRegex("(?:^|[市县区省]|关于|印发|做好|开展|《|年度|年(?!度))(?<name>[^市县区省《》关于\\d]{2,16}?(?:补贴|补助|奖补|奖励|津贴|贴息|资助|减免|救助))", RegexOptions.CultureInvariant | RegexOptions.RightToLeft, 10000)]
    private static partial Regex InTitle();

    [GeneratedRegex("给予|发放|享受|领取|按照|标准|的|和|与|其|该|元|万|另外|另行|增加|企业|下列|以下|定额|每人|每月|每年|每台|每户|每个|每场|改发|不发|一次性|对|由|以|为|可|申请|落实|实行|支持|提供|建立|加大|扩大|做好|分别|条件|及|方案|关于|补贴|补助|或者|包括|每[\\u4e00-\\u9fff]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Break();
}

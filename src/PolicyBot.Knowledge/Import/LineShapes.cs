using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>Lines that are recognised by their own words. All patterns but <see cref="NameAndPost"/> see a line without blanks.</summary>
internal static partial class LineShapes
{
    [GeneratedRegex(@"^(?:发文字号|文号|发文文号)?[：:]?(?<number>\p{IsCJKUnifiedIdeographs}{2,20}[〔\[（(【［](?:19|20)\d\d年?[〕\]）)】］]第?\d{1,5}号)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    public static partial Regex Number();

    [GeneratedRegex(@"^(?<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    public static partial Regex Date();

    [GeneratedRegex(@"^(?:附件|附)[：:]?(?<number>\d{1,2}|[一二三四五六七八九十]{1,2})?[：:]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    public static partial Regex AttachmentHeading();

    [GeneratedRegex(@"^附件?\d{0,2}[：:]", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex AttachmentNote();

    [GeneratedRegex(@"^(?:[—–\-－]{1,2}\d{1,4}[—–\-－]{1,2}|[·•∙．]{1,4}\d{1,4}[·•∙．]{0,4}|第\d{1,4}页(?:[，,]?共\d{1,4}页)?|\d{1,4}/\d{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    public static partial Regex PageNumber();

    [GeneratedRegex(@"^(?:抄送[：:].*|.{2,30}(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发)$", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex Imprint();

    [GeneratedRegex(@"(?:通知|意见|办法|规定|决定|公告|通告|方案|措施|细则|批复|复函|函|条例|规划|计划|纲要|要点|命令|令|通报|规则|制度|解读|请示|报告|清单|目录|标准|预案|指南|章程|政策)(?:（[^（）]{1,12}）)?$", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex TitleEnd();

    [GeneratedRegex(@"^(?:[〇一-鿿]{2,28}?(?:政府|办公室|办公厅|委员会|[局厅部院会办委署]|中心|银行|学院|总队|支队)(?:等部门)?)(?:$|关于|印发|转发|[〇一-鿿]{2,20}(?:政府|办公室|办公厅|委员会|局|厅|部|院|会|委))|^关于|^印发|^转发", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex TitleStart();

    [GeneratedRegex(@"^[〇一-鿿]{2,30}(?:政府|办公室|办公厅|委员会|[局厅部院会办委署]|中心|银行|学院|学校|总队|支队|国务院|指挥部|领导小组|公司|协会)$", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex Organ();

    /// <summary>李某某 市甲局副主任, 召 集 人：张某某 市委常委: sees the line with its blanks, trimmed.</summary>
    [GeneratedRegex(@"^(?:[〇一-鿿 　]{1,10}[：:])?[ 　]*[一-鿿](?:[ 　]{0,2}[一-鿿]){1,3}[ 　]+[一-鿿][〇一-鿿、（）()]{2,}$", RegexOptions.CultureInvariant, 10000)]
    public static partial Regex NameAndPost();

    /// <summary>Names in 《》, the outermost ones.</summary>
    [GeneratedRegex(@"《(?<name>[^《》]{2,100})》", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    public static partial Regex BookName();

    /// <summary>Line-for-line likeness of two names: shared pairs of characters.</summary>
    public static double Likeness(string a, string b)
    {
        if (a.Length < 2 || b.Length < 2)
            return 0;
        var left = Pairs(a);
        var right = Pairs(b);
        var shared = left.Sum(p => Math.Min(p.Value, right.GetValueOrDefault(p.Key)));
        return 2d * shared / (a.Length + b.Length - 2);
    }

    private static Dictionary<(char, char), int> Pairs(string text)
    {
        var pairs = new Dictionary<(char, char), int>();
        for (var i = 1; i < text.Length; i++)
            pairs[(text[i - 1], text[i])] = pairs.GetValueOrDefault((text[i - 1], text[i])) + 1;
        return pairs;
    }
}

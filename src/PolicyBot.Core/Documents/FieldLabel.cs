using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>
/// The name of a field at the beginning of a line, as guides and lists of policies print them: 【申请材料】…, ◆补贴标准, 办理地点：….
/// Unit: <see cref="Length"/> in UTF-16 units, with the blanks and the colon behind the name.
/// </summary>
public readonly partial record struct FieldLabel(FieldLabelForm Form, string Name, int Length)
{
    /// <summary>The marks of a list without numbers.</summary>
    public const string Bullets = "◆◇●○■□▲△★☆▪▶►※✦➤";

    /// <summary>Null where the line begins otherwise. One such line may be anything; that it is a level the neighbours decide.</summary>
    public static FieldLabel? Read(string line)
    {
        if (Framed().Match(line) is { Success: true } framed)
            return new(FieldLabelForm.Framed, framed.Groups["name"].Value, framed.Length);
        if (Bulleted().Match(line) is { Success: true } bulleted)
            return new(FieldLabelForm.Bulleted, bulleted.Groups["name"].Value, bulleted.Length);
        return Named().Match(line) is { Success: true } named ? new(FieldLabelForm.Named, named.Groups["name"].Value, named.Length) : null;
    }

    /// <summary>A heading that says what is told of a thing, not what the thing is: it is called by the heading above it.</summary>
    public static bool IsLabel(string heading) => Read(heading + "：") is { } label && label.Length == heading.Length + 1;

    [GeneratedRegex(@"^\s*[【〖](?<name>[^】〗/]{2,14})[】〗][\s：:]*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Framed();

    [GeneratedRegex("^\\s*[" + Bullets + "]\\s*(?<name>[^\\s。；，：:/" + Bullets + @"]{2,16})(?:\s*[：:]\s*|\s*$)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Bulleted();

    // Units in charge and deadlines of work are no field: they stand under the item that they belong to. 各有关单位： is whom the text is sent to.
    [GeneratedRegex(@"^\s*(?![^：:]*(?:各|有关|完成))(?!(?:责任|牵头|配合|主办|协办|落实|主送|抄送|参加|成员))(?<name>\p{IsCJKUnifiedIdeographs}[\p{IsCJKUnifiedIdeographs}（）]{1,9}?(?:条件|材料|流程|程序|步骤|标准|时间|地点|地址|电话|时限|期限|对象|范围|人群|依据|方式|渠道|途径|内容|名称|部门|机构|单位|窗口|网址|平台|结果|事项|要求|说明|须知|金额|额度|比例))\s*[：:]\s*", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Named();
}

/// <summary>How the name of a field is set off.</summary>
public enum FieldLabelForm
{
    /// <summary>【申请材料】</summary>
    Framed,

    /// <summary>◆补贴标准</summary>
    Bulleted,

    /// <summary>办理地点：</summary>
    Named,
}

using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Web.Console.Cards;

/// <summary>A card as the text that goes into a ticket: answer, official words, place, validity, units, contact, day and link. Never a note of staff.</summary>
public static partial class CardText
{
    public static string Of(CardContent card, string link)
    {
        var text = new StringBuilder();
        if (card.Question.Length > 0)
            text.Append("问：").Append(card.Question).Append('\n');
        if (card.Answer is { } answer)
        {
            text.Append("答：").Append(Plain(answer.Answer)).Append('\n');
            if (answer.Notice is { Length: > 0 } notice && !answer.Answer.Contains(notice, StringComparison.Ordinal))
                text.Append(notice).Append('\n');
            if (answer.Generated)
                text.Append("（以上文字由人工智能组织，以原文为准）\n");
        }

        foreach (var clause in card.Clauses)
        {
            text.Append("依据：").Append(clause.Display).Append('\n');
            foreach (var quote in clause.Quotes)
                text.Append("原文：“").Append(quote).Append("”\n");
            text.Append("效力：").Append(NameOf(clause.Validity.Status)).Append('（').Append(clause.Validity.Note).Append("）\n");
            if (UnitsOf(clause) is { Length: > 0 } units)
                text.Append(units).Append('\n');
        }

        if (card.Answer?.Contact is { Count: > 0 } contact)
            text.Append("可以咨询：").AppendJoin('、', contact).Append('\n');
        return text.Append("（按 ").Append(card.AsOf).Append(" 判断；").Append(link).Append('）').ToString();
    }

    public static string UnitsOf(CardClause clause) => string.Join(
        "；",
        new[] { clause.LeadUnits.Count > 0 ? "牵头单位：" + string.Join('、', clause.LeadUnits) : "", clause.Units.Count > 0 ? "责任单位：" + string.Join('、', clause.Units) : "" }.Where(p => p.Length > 0));

    public static string NameOf(string status) => status switch
    {
        "in_force" => "现行有效",
        "expired" => "已到期",
        "not_yet" => "尚未施行",
        "repealed" => "已废止",
        _ => "未写明期限",
    };

    /// <summary>Without the markers [1], which mean nothing in a ticket.</summary>
    public static string Plain(string answer) => Marker().Replace(answer, "");

    [GeneratedRegex(@"\[\d{1,3}\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}

using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>
/// Gives each clause its units and the sentences printed elsewhere that also hold for it: a deadline after the last item (上述工作完成时限…), funding and units
/// printed once for several items, and closing paragraphs that speak of the whole (上述各项…所需资金, 本办法自…施行).
/// </summary>
internal static partial class ClauseGovernance
{
    public static IReadOnlyList<Clause> Apply(IReadOnlyList<Clause> clauses)
    {
        var notes = clauses.Select(c => ClauseUnits.Read(c.Text)).ToList();
        var governing = clauses.Select(_ => new List<GoverningSentence>()).ToList();
        var family = new ClauseFamily(clauses);
        for (var i = 0; i < clauses.Count; i++)
        {
            foreach (var sentence in Sentences(clauses[i]))
            {
                foreach (var governed in family.GovernedBy(i, sentence))
                    governing[governed].Add(sentence);
            }

            if (notes[i].Count == 0)
                continue;
            var units = UnitsSentence(clauses[i], notes[i][^1]);
            foreach (var governed in family.WithoutUnits(i, notes))
                governing[governed].Add(units);
        }

        return [.. clauses.Select((c, i) => WithUnits(c, family.UnitsOf(i, notes)) with { Governing = [.. governing[i].Where(g => g.PrintedIn != c.Path).OrderBy(g => g.Start)] })];
    }

    private static Clause WithUnits(Clause clause, IReadOnlyList<UnitsNote> notes) => clause with
    {
        LeadUnits = [.. notes.SelectMany(n => n.Lead).Distinct(StringComparer.Ordinal)],
        ResponsibleUnits = [.. notes.SelectMany(n => n.Responsible).Distinct(StringComparer.Ordinal)],
    };

    private static GoverningSentence UnitsSentence(Clause clause, UnitsNote note) =>
        new(clause.Path, clause.Start + note.Start, clause.Start + note.End, clause.Text[note.Start..note.End], GoverningKind.Units);

    /// <summary>Sentences of a clause that by their words reach beyond it.</summary>
    private static IEnumerable<GoverningSentence> Sentences(Clause clause)
    {
        foreach (Match match in Sentence().Matches(clause.Text))
        {
            var text = match.Value.TrimEnd();
            if (KindOf(text, clause) is { } kind)
                yield return new(clause.Path, clause.Start + match.Index, clause.Start + match.Index + text.Length, text, kind);
        }
    }

    private static GoverningKind? KindOf(string sentence, Clause clause)
    {
        var isClosing = clause.Path.Value.EndsWith("/结尾", StringComparison.Ordinal) || clause.Path.Value.EndsWith("/落款", StringComparison.Ordinal);
        if (Deadline().IsMatch(sentence))
            return GoverningKind.Deadline;
        if (Period().IsMatch(sentence) && (isClosing || WholeText().IsMatch(sentence)))
            return GoverningKind.Period;
        if (Funding().IsMatch(sentence) && (isClosing || SpeaksOfOthers().IsMatch(sentence)))
            return GoverningKind.Funding;
        return isClosing && SpeaksOfOthers().IsMatch(sentence) ? GoverningKind.Other : null;
    }

    [GeneratedRegex(@"[^。；\n]+[。；]?(?:[”」』）〕])?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^(?:\s*(?:上述|以上|前述|[^，。：]{0,20})(?:工作|任务|活动|项目)?(?:完成)?时限\s*[：:为])", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Deadline();

    [GeneratedRegex(@"起(?:施行|实施|执行|生效)|执行期|有效期|试行期|试行[一二三四五\d]+年|实施期限|政策期限", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Period();

    [GeneratedRegex(@"(?:所需|补贴|奖励|补助)?资金[^。]{0,30}(?:承担|列支|安排|解决|保障|负担)|所需(?:资金|经费)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Funding();

    [GeneratedRegex(@"^\s*(?:本|该|此)(?:《[^》]{1,20}》|通知|意见|办法|方案|规定|规程|措施|细则|文件|公告|通告|决定|规划|计划|政策)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex WholeText();

    /// <summary>上述…, or several things named before 所需资金 (国家、省、市级竞赛奖励所需资金).</summary>
    [GeneratedRegex(@"^\s*(?:上述|以上|前述|前款|各项|各类|本(?:条|意见|办法|方案|措施))|^[^，。]{1,12}、[^，。]{1,30}(?:所需)?资金", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SpeaksOfOthers();
}

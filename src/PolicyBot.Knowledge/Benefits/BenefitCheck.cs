using PolicyBot.Core.Eligibility;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>What no single line shows: a rule nobody can meet, a table with a hole, two rules that promise different sums for the same facts.</summary>
public static class BenefitCheck
{
    /// <param name="report">Id of the rule, and what is wrong, in Chinese.</param>
    public static void Check(IReadOnlyList<Benefit> benefits, FactCatalog facts, Action<string, string> report)
    {
        foreach (var benefit in benefits)
        {
            // A rule that the text leaves open is no mistake: what counts is that not every way of answering fails.
            if (Outlook.For(benefit.Condition, ApplicantFacts.None, facts).Results.All(r => r == Truth.No))
                report(benefit.Id, "条件永远不能同时满足");
            foreach (var table in benefit.Amounts.OfType<BenefitAmount.Table>())
                CheckTable(benefit, table, facts, report);
            foreach (var other in benefit.NotWith.Concat(benefit.InsteadOf).Where(o => !benefits.Any(b => string.Equals(b.Id, o, StringComparison.Ordinal))))
                report(benefit.Id, $"没有编号为“{other}”的规则");
        }

        for (var i = 0; i < benefits.Count; i++)
        {
            for (var j = i + 1; j < benefits.Count; j++)
                CheckPair(benefits[i], benefits[j], facts, report);
        }
    }

    /// <summary>All that decides the sum, in one line.</summary>
    private static string Promise(Benefit benefit) => string.Join('；', benefit.Amounts.Select(a => a switch
    {
        BenefitAmount.Fixed one => FormattableString.Invariant($"{one.Value}{one.Unit}"),
        BenefitAmount.Counted count => FormattableString.Invariant($"{count.Base}+{count.Step}×{string.Join('+', count.Count)}>{count.Above}≤{count.Cap}{count.Unit}"),
        BenefitAmount.Table table => string.Join('、', table.Rows.Select(r => FormattableString.Invariant($"{string.Join('/', r.Keys)}={r.Value}{table.Unit}"))),
        _ => throw new InvalidOperationException($"No promise for {a.GetType().Name}."),
    } + (a.When is null ? "" : "?" + string.Join('、', a.When.Leaves().OfType<Condition.Fact>().Select(f => f.Id + f.Test)))));

    private static void CheckTable(Benefit benefit, BenefitAmount.Table table, FactCatalog facts, Action<string, string> report)
    {
        IEnumerable<IReadOnlyList<string>> combinations = [[]];
        foreach (var fact in table.By)
            combinations = combinations.SelectMany(c => ValuesOf(fact, benefit, facts).Select(v => (IReadOnlyList<string>)[.. c, v])).ToList();
        foreach (var missing in combinations.Where(c => !table.Rows.Any(r => r.Keys.SequenceEqual(c, StringComparer.Ordinal))))
            report(benefit.Id, $"金额表缺一行：{string.Join("、", missing)}");
        foreach (var twice in table.Rows.GroupBy(r => string.Join("、", r.Keys), StringComparer.Ordinal).Where(g => g.Count() > 1))
            report(benefit.Id, $"金额表同一行写了两次：{twice.Key}");
    }

    /// <summary>Only what the rule itself lets through has to stand in its table.</summary>
    private static IEnumerable<string> ValuesOf(string fact, Benefit benefit, FactCatalog facts)
    {
        var definition = facts.Find(fact);
        var all = definition?.Type == FactType.YesNo ? ["yes", "no"] : definition is null ? [] : FactCatalog.ChoiceIds(definition);
        var tests = benefit.Condition is Condition.All top
            ? top.Parts.OfType<Condition.Fact>().Where(f => string.Equals(f.Id, fact, StringComparison.Ordinal)).Select(f => f.Test).ToList()
            : [];
        return all.Where(v => definition is not null && FactValue.TryParse(definition.Type, v, out var value) && tests.TrueForAll(t => t.Of(value) != Truth.No));
    }

    private static void CheckPair(Benefit a, Benefit b, FactCatalog facts, Action<string, string> report)
    {
        if (!string.Equals(a.Title, b.Title, StringComparison.Ordinal) || a.InsteadOf.Contains(b.Id, StringComparer.Ordinal) || b.InsteadOf.Contains(a.Id, StringComparer.Ordinal))
            return;
        if (a.Amounts.Count == 0 || b.Amounts.Count == 0 || string.Equals(Promise(a), Promise(b), StringComparison.Ordinal))
            return;
        if (Outlook.For(new Condition.All([a.Condition, b.Condition]), ApplicantFacts.None, facts).Results.Contains(Truth.Yes))
            report(b.Id, $"与规则 {a.Id} 同名，同样的事实却给出不同的金额；请分清条件，或用 instead_of 写明二者只得其一");
    }
}

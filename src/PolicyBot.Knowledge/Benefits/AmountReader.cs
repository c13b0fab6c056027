using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Reads how a benefit's sum is fixed: a value, a rate for each one counted, a table.</summary>
internal sealed class AmountReader(RuleSheet sheet, FactCatalog facts, WordsReader words, ConditionReader conditions)
{
    public BenefitAmount? Read(YamlNode node)
    {
        var map = sheet.Map(node, "value", "unit", "per", "words", "clause", "when", "base", "each", "count", "above", "cap", "by", "rows");
        if (sheet.Text(map, "words", node, required: true) is null || words.Read(node, map) is not { } quoted)
            return null;
        var unit = sheet.Text(map, "unit", node) ?? "元";
        BenefitAmount? amount = null;
        if (map.ContainsKey("each"))
            amount = new BenefitAmount.Counted(sheet.Number(map, "base", node) ?? 0, sheet.Number(map, "each", node) ?? 0, KnownFacts(map.GetValueOrDefault("count"), node), sheet.Number(map, "above", node) ?? 0, sheet.Number(map, "cap", node), unit, [quoted]);
        else if (map.TryGetValue("rows", out var rows))
            amount = new BenefitAmount.Table(KnownFacts(map.GetValueOrDefault("by"), node), [.. sheet.List(rows).Select(ReadRow).OfType<TableRow>()], unit, [quoted]);
        else if (sheet.Number(map, "value", node, required: true) is { } value)
            amount = new BenefitAmount.Fixed(value, unit, [quoted]);
        var per = sheet.Text(map, "per", node);
        return amount is null ? null : amount with { Per = per, When = map.TryGetValue("when", out var when) ? conditions.Read(when) : null };
    }

    private TableRow? ReadRow(YamlNode node)
    {
        var map = sheet.Map(node, "is", "value", "words", "clause");
        return sheet.Number(map, "value", node, required: true) is { } value
            ? new(sheet.Texts(map.GetValueOrDefault("is")), value, map.ContainsKey("words") && words.Read(node, map) is { } own ? [own] : [])
            : null;
    }

    private IReadOnlyList<string> KnownFacts(YamlNode? node, YamlNode at)
    {
        var ids = sheet.Texts(node);
        if (ids.Count == 0)
            sheet.Report(at, "要写明按哪些事实计算");
        foreach (var id in ids.Where(i => facts.Find(i) is null))
            sheet.Report(node!, "facts.yaml 里没有这个事实", id);
        return ids;
    }
}

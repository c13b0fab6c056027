using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Reads what a benefit asks: all, any, not, and tests of facts, each with its words.</summary>
internal sealed class ConditionReader(RuleSheet sheet, FactCatalog facts, WordsReader words)
{
    public Condition? Read(YamlNode node)
    {
        if (node is YamlSequenceNode)
            return new Condition.All(ReadParts(node));
        var map = sheet.Map(node, ["all", "any", "not", "fact", "label", "words", "within", "clause", .. TestReader.Keys]);
        var label = sheet.Text(map, "label", node) ?? "";
        var quoted = map.ContainsKey("words") ? words.Read(node, map) : null;
        if (map.TryGetValue("all", out var all))
            return new Condition.All(ReadParts(all)) { Label = label, Words = quoted };
        if (map.TryGetValue("any", out var any))
            return new Condition.Any(ReadParts(any)) { Label = label, Words = quoted };
        if (map.TryGetValue("not", out var not))
            return Read(not) is { } part ? new Condition.Not(part) { Label = label, Words = quoted } : null;
        if (!map.ContainsKey("words"))
        {
            sheet.Report(node, "每个条件都要写明所依据的原文", expected: "words");
            return null;
        }

        if (!map.TryGetValue("fact", out var factNode))
        {
            if (sheet.Flag(map, "open"))
                return new Condition.LeftOpen { Label = label, Words = quoted };
            sheet.Report(node, "条件要写 fact，或用 open: true 表明原文没有写细");
            return null;
        }

        var id = (factNode as YamlScalarNode)?.Value ?? "";
        if (facts.Find(id) is not { } fact)
        {
            sheet.Report(factNode, "facts.yaml 里没有这个事实，也就没有可问的问题", id);
            return null;
        }

        if (TestReader.Read(sheet, node, map, fact.Type) is not { } test)
            return null;
        if (test is FactTest.OneOf list)
        {
            foreach (var unknown in list.Listed.Except(FactCatalog.ChoiceIds(fact), StringComparer.Ordinal))
                sheet.Report(node, $"事实 {id} 没有这个选项", unknown, string.Join("、", FactCatalog.ChoiceIds(fact)));
        }

        return new Condition.Fact(id, test) { Label = label, Words = quoted };
    }

    private List<Condition> ReadParts(YamlNode node)
    {
        var parts = sheet.List(node).Select(Read).OfType<Condition>().ToList();
        if (parts.Count == 0)
            sheet.Report(node, "条件不能为空");
        return parts;
    }
}

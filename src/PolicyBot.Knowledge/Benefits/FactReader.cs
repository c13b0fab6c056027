using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Reads one fact: its question, type, choices, the phrases that reveal it and what it follows from.</summary>
internal static class FactReader
{
    public static readonly Dictionary<string, FactType> Types = new(StringComparer.Ordinal)
    {
        ["yes_no"] = FactType.YesNo,
        ["number"] = FactType.Number,
        ["date"] = FactType.Date,
        ["choice"] = FactType.Choice,
        ["groups"] = FactType.Groups,
    };

    public static FactDefinition? Read(RuleSheet sheet, YamlNode node, Dictionary<string, IReadOnlyList<string>> lists, Dictionary<string, FactType> types)
    {
        var map = sheet.Map(node, "id", "ask", "ask_precisely", "type", "unit", "choices", "said", "from", "changeable", "after");
        var id = sheet.Text(map, "id", node, required: true);
        var ask = sheet.Text(map, "ask", node, required: true);
        var typeName = sheet.Text(map, "type", node, required: true);
        if (id is null || ask is null || typeName is null)
            return null;
        if (!Types.TryGetValue(typeName, out var type))
        {
            sheet.Report(map["type"], "不认识的类型", typeName, string.Join("、", Types.Keys));
            return null;
        }

        var fact = new FactDefinition(id, type, ask)
        {
            AskPrecisely = sheet.Text(map, "ask_precisely", node),
            Unit = sheet.Text(map, "unit", node, required: type == FactType.Number) ?? "",
            IsChangeable = sheet.Flag(map, "changeable"),
            After = After(sheet, map, node, types),
            Choices = ReadChoices(sheet, map.GetValueOrDefault("choices"), type),
        };
        if (type is FactType.Choice or FactType.Groups && fact.Choices.Count == 0)
            sheet.Report(node, "choice 和 groups 类型要列出 choices");
        return fact with
        {
            Sayings = [.. sheet.List(map.GetValueOrDefault("said")).Select(n => ReadSaying(sheet, n, fact, lists)).OfType<Saying>()],
            Derivations = [.. sheet.List(map.GetValueOrDefault("from")).SelectMany(n => ReadDerivation(sheet, n, fact, types))],
        };
    }

    private static string? After(RuleSheet sheet, Dictionary<string, YamlNode> map, YamlNode node, Dictionary<string, FactType> types)
    {
        if (sheet.Text(map, "after", node) is not { } before)
            return null;
        if (!types.ContainsKey(before))
            sheet.Report(map["after"], "没有这个事实", before);
        return before;
    }

    private static List<FactChoice> ReadChoices(RuleSheet sheet, YamlNode? node, FactType type)
    {
        var choices = new List<FactChoice>();
        foreach (var item in sheet.List(node))
        {
            var map = sheet.Map(item, "text", "is", "also");
            if (sheet.Text(map, "text", item, required: true) is not { } text || sheet.Text(map, "is", item, required: true) is not { } value)
                continue;
            if (FactValue.TryParse(type, value, out var parsed))
                choices.Add(new(text, parsed) { AlsoSaid = sheet.Texts(map.GetValueOrDefault("also")) });
            else
                sheet.Report(map["is"], "这个值不合事实的类型", value);
        }

        return choices;
    }

    private static Saying? ReadSaying(RuleSheet sheet, YamlNode node, FactDefinition fact, Dictionary<string, IReadOnlyList<string>> lists)
    {
        string? valueText = null;
        var isMore = false;
        var isUnder = false;
        var isNothing = false;
        var at = node;
        if (node is YamlMappingNode)
        {
            var map = sheet.Map(node, "say", "is", "more", "under", "nothing");
            valueText = sheet.Text(map, "is", node);
            isMore = sheet.Flag(map, "more");
            isUnder = sheet.Flag(map, "under");
            isNothing = sheet.Flag(map, "nothing");
            if (!map.TryGetValue("say", out at))
            {
                sheet.Report(node, "缺少“say”", expected: "say");
                return null;
            }
        }

        if (Pattern(sheet, at, lists) is not { } pattern)
            return null;
        if (isNothing)
            return new(pattern, null, IsMore: false, IsNothing: true);
        if (valueText is null)
        {
            if (pattern.Slot == SayingSlot.None && fact.Type != FactType.YesNo)
                sheet.Report(node, "说法里没有数、时长、百分或日期，要用 is 写明表示什么", pattern.Source);
            return new(pattern, pattern.Slot == SayingSlot.None ? new FactValue.YesNo(Holds: true) : null, isMore, isUnder);
        }

        if (!FactValue.TryParse(fact.Type, valueText, out var value) || !FactCatalog.IsKnownChoice(fact, value))
        {
            sheet.Report(node, "这个值不合事实的类型或选项", valueText);
            return null;
        }

        return new(pattern, value, isMore);
    }

    private static IEnumerable<Derivation> ReadDerivation(RuleSheet sheet, YamlNode node, FactDefinition fact, Dictionary<string, FactType> types)
    {
        var map = sheet.Map(node, "months_since", "years_since", "up_to_more", "fact", "is", "in", "at_least", "at_most", "less_than", "more_than", "then");
        foreach (var (key, months) in new[] { ("months_since", 1m), ("years_since", 12m) })
        {
            if (sheet.Text(map, key, node) is not { } from)
                continue;
            if (types.GetValueOrDefault(from, FactType.YesNo) != FactType.Date)
                sheet.Report(node, "要从日期类的事实推算", from);
            yield return new Derivation.Since(from, months, sheet.Number(map, "up_to_more", node) ?? 0);
            yield break;
        }

        if (sheet.Text(map, "fact", node, required: true) is not { } other || sheet.Text(map, "then", node, required: true) is not { } then)
            yield break;
        if (!types.TryGetValue(other, out var otherType))
        {
            sheet.Report(map["fact"], "没有这个事实", other);
            yield break;
        }

        if (!FactValue.TryParse(fact.Type, then, out var value) || !FactCatalog.IsKnownChoice(fact, value))
            sheet.Report(map["then"], "这个值不合事实的类型或选项", then);
        else if (TestReader.Read(sheet, node, map, otherType) is { } test)
            yield return new Derivation.When(other, test, value);
    }

    public static SayingPattern? Pattern(RuleSheet sheet, YamlNode node, Dictionary<string, IReadOnlyList<string>> lists)
    {
        if (node is not YamlScalarNode { Value.Length: > 0 } scalar)
        {
            sheet.Report(node, "说法应当是文字");
            return null;
        }

        if (SayingPattern.TryParse(scalar.Value, lists, out var pattern, out var error))
            return pattern;
        sheet.Report(node, "说法写得不对：" + error, scalar.Value);
        return null;
    }
}

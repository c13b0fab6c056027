using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Reads a test of a fact: is, in (with open), at_least, more_than, at_most, less_than, from, to. Which of them fits is a matter of the fact's type.</summary>
internal static class TestReader
{
    public static readonly string[] Keys = ["is", "in", "open", "at_least", "more_than", "at_most", "less_than", "from", "to"];

    /// <summary>Null where the test is missing or does not fit, which is then reported.</summary>
    public static FactTest? Read(RuleSheet sheet, YamlNode node, Dictionary<string, YamlNode> map, FactType type)
    {
        switch (type)
        {
            case FactType.YesNo:
                if (sheet.Text(map, "is", node, required: true) is { } wanted && FactValue.TryParse(FactType.YesNo, wanted, out var value))
                    return new FactTest.Is(((FactValue.YesNo)value).Holds);
                sheet.Report(node, "是非类的事实要写 is: yes 或 is: no");
                return null;
            case FactType.Number:
                return ReadNumber(sheet, node, map);
            case FactType.Date:
                var range = new DateRange(sheet.Date(map, "from", node), sheet.Date(map, "to", node));
                if (range == default || range.IsEmpty)
                {
                    sheet.Report(node, "日期类的事实要写 from 或 to，先后不能颠倒");
                    return null;
                }

                return new FactTest.Between(range);
            default:
                var listed = map.TryGetValue("in", out var list) ? sheet.Texts(list) : sheet.Text(map, "is", node) is { } one ? [one] : [];
                if (listed.Count == 0)
                {
                    sheet.Report(node, "选项类的事实要用 in 列出哪些算");
                    return null;
                }

                return new FactTest.OneOf(listed, sheet.Flag(map, "open"));
        }
    }

    private static FactTest? ReadNumber(RuleSheet sheet, YamlNode node, Dictionary<string, YamlNode> map)
    {
        if (sheet.Number(map, "is", node) is { } exact)
            return new FactTest.Within(NumberRange.Exactly(exact));
        var atLeast = sheet.Number(map, "at_least", node);
        var moreThan = sheet.Number(map, "more_than", node);
        var atMost = sheet.Number(map, "at_most", node);
        var lessThan = sheet.Number(map, "less_than", node);
        var range = new NumberRange(atLeast ?? moreThan, atMost ?? lessThan, moreThan is null, lessThan is null);
        if (range is { Low: null, High: null } || range.IsEmpty || (atLeast ?? 0) != 0 && moreThan is not null || atMost is not null && lessThan is not null)
        {
            sheet.Report(node, "数字类的事实要写 at_least、more_than、at_most 或 less_than，且不能自相矛盾");
            return null;
        }

        return new FactTest.Within(range);
    }
}

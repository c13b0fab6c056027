using PolicyBot.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Nodes of a rule file that know their line. Every misuse becomes a <see cref="Problem"/> with file and line; reading goes on, so that all are told at once.</summary>
internal sealed class RuleSheet(string file, List<Problem> problems)
{
    public List<Problem> Problems => problems;

    public bool HasErrors => problems.Exists(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Null for an empty file and where the file is no YAML, which is then reported.</summary>
    public YamlNode? Load(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            problems.Add(new(file, "YAML 格式有误，请检查缩进、冒号和引号") { Line = (int)e.Start.Line, Found = e.InnerException?.Message ?? e.Message });
            return null;
        }
    }

    public void Report(YamlNode at, string message, string? found = null, string? expected = null, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new(file, message) { Line = (int)at.Start.Line, Found = found, Expected = expected, Severity = severity });

    public Dictionary<string, YamlNode> Map(YamlNode node, params IReadOnlyList<string> allowed)
    {
        var map = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            Report(node, "这里应当是“键: 值”的形式", expected: string.Join("、", allowed));
            return map;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (allowed.Count == 0 || allowed.Contains(name, StringComparer.Ordinal))
                map[name] = value;
            else
                Report(key, "不认识的键", name, string.Join("、", allowed));
        }

        return map;
    }

    public IEnumerable<YamlNode> List(YamlNode? node)
    {
        if (node is null)
            return [];
        if (node is YamlSequenceNode sequence)
            return sequence.Children;
        Report(node, "这里应当是列表（每行以“- ”开头，或写在方括号里）");
        return [];
    }

    /// <summary>A list of texts, or a single text.</summary>
    public IReadOnlyList<string> Texts(YamlNode? node)
    {
        if (node is YamlScalarNode { Value.Length: > 0 } one)
            return [one.Value];
        var texts = new List<string>();
        foreach (var item in List(node))
        {
            if (item is YamlScalarNode { Value.Length: > 0 } scalar)
                texts.Add(scalar.Value);
            else
                Report(item, "列表里有空项或不是文字的项");
        }

        return texts;
    }

    public string? Text(Dictionary<string, YamlNode> map, string key, YamlNode at, bool required = false)
    {
        if (!map.TryGetValue(key, out var node))
        {
            if (required)
                Report(at, $"缺少“{key}”", expected: key);
            return null;
        }

        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
            return scalar.Value;
        Report(node, $"“{key}”应当是文字");
        return null;
    }

    public decimal? Number(Dictionary<string, YamlNode> map, string key, YamlNode at, bool required = false)
    {
        if (Text(map, key, at, required) is not { } text)
            return null;
        if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var value))
            return value;
        Report(map[key], $"“{key}”应当是数字", text, "5000");
        return null;
    }

    public DateOnly? Date(Dictionary<string, YamlNode> map, string key, YamlNode at)
    {
        if (Text(map, key, at) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var value))
            return value;
        Report(map[key], $"“{key}”应当是日期", text, "2023-12-31");
        return null;
    }

    public bool Flag(Dictionary<string, YamlNode> map, string key)
    {
        if (!map.TryGetValue(key, out var node))
            return false;
        var value = (node as YamlScalarNode)?.Value;
        if (value is not ("true" or "false"))
            Report(node, $"“{key}”只能是 true 或 false", value, "true");
        return value is "true";
    }
}

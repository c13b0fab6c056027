using System.Globalization;
using PolicyBot.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>A rule file (benefits.yaml, cases.yaml, facts.yaml): most keys may be missing, and numbers and days stand in it.</summary>
internal sealed class RuleSheet(string file, List<Problem> problems) : SheetNodes(file, problems)
{
    public bool HasErrors => Problems.Exists(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Null for an empty file and where the file is no YAML, which is then reported.</summary>
    public YamlNode? Load(string yaml)
    {
        using var reader = new StringReader(yaml);
        return RootOf(File, reader, Problems);
    }

    /// <summary>A list of texts, or a single text.</summary>
    public IReadOnlyList<string> Texts(YamlNode? node) =>
        node is YamlScalarNode { Value.Length: > 0 } one ? [one.Value] : [.. TextsOf(node).Select(t => t.Text)];

    public string? Text(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at, bool required = false) => TextAt(map, key, at, required);

    public decimal? Number(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at, bool required = false)
    {
        if (Text(map, key, at, required) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return value;
        Report(map[key], $"“{key}”应当是数字", text, "5000");
        return null;
    }

    public DateOnly? Date(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at)
    {
        if (Text(map, key, at) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
            return value;
        Report(map[key], $"“{key}”应当是日期", text, "2023-12-31");
        return null;
    }
}

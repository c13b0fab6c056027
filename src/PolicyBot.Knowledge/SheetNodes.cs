using PolicyBot.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>
/// Nodes of a maintained YAML file that know their line. Every misuse becomes a <see cref="Problem"/> in Chinese with file and line; reading goes on, so that all are
/// told at once, and nothing is guessed. What differs between files (which keys are asked for, what lists hold) is said by those that inherit.
/// </summary>
internal abstract class SheetNodes(string file, List<Problem> problems)
{
    public string File => file;

    public List<Problem> Problems => problems;

    public static int LineOf(YamlNode node) => (int)node.Start.Line;

    public void Report(YamlNode at, string message, string? found = null, string? expected = null, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new(file, message) { Line = LineOf(at), Found = found, Expected = expected, Severity = severity });

    /// <summary>Key → value of a mapping; a node of another kind is reported, and unknown keys where some are <paramref name="allowed"/>.</summary>
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

    public bool Flag(IReadOnlyDictionary<string, YamlNode> map, string key)
    {
        if (!map.TryGetValue(key, out var node))
            return false;
        var value = (node as YamlScalarNode)?.Value;
        if (value is not ("true" or "false"))
            Report(node, $"“{key}”只能是 true 或 false", value, "true");
        return value is "true";
    }

    /// <summary>The root of the file, null for an empty one and for one that is no YAML, which is then reported.</summary>
    protected static YamlNode? RootOf(string file, TextReader reader, List<Problem> problems)
    {
        var text = reader.ReadToEnd();
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            // The reader stops where it can go on no more: the slip stands there or, where that is past the end, on the last line.
            var lines = text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
            var line = (int)Math.Clamp(e.Start.Line, 1, lines.Length);
            problems.Add(new(file, e.InnerException is null ? NotYaml : e.InnerException.Message) { Line = line, Found = Short(lines[line - 1]) });
            return null;
        }
        catch (InvalidOperationException)
        {
            // A bracket that is closed by a bracket of another kind ends the reader's own bookkeeping, without a place.
            problems.Add(new(file, NotYaml + "，括号要成对"));
            return null;
        }
    }

    private const string NotYaml = "YAML 格式有误，请检查缩进、冒号和引号";

    private static string Short(string line) => line.Trim() is { Length: > 40 } text ? text[..40] + "…" : line.Trim();

    /// <summary>The non-empty texts of a list with their nodes; empty items and items that are no text are reported and left out.</summary>
    protected IReadOnlyList<(string Text, YamlNode Node)> TextsOf(YamlNode? node)
    {
        var texts = new List<(string, YamlNode)>();
        foreach (var item in List(node))
        {
            if (item is YamlScalarNode { Value.Length: > 0 } scalar)
                texts.Add((scalar.Value, item));
            else
                Report(item, "列表里有空项或不是文字的项");
        }

        return texts;
    }

    /// <summary>Null (and reported where required) where the key is missing or no text.</summary>
    protected string? TextAt(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at, bool required)
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
}

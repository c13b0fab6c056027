using PolicyBot.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>
/// A maintained YAML file as nodes that know their line. Every misuse becomes a <see cref="Problem"/> in Chinese with file and line; nothing is guessed.
/// </summary>
internal sealed class YamlSheet
{
    private readonly List<Problem> _problems;

    private YamlSheet(string file, YamlNode root, List<Problem> problems) => (File, Root, _problems) = (file, root, problems);

    public string File { get; }

    public YamlNode Root { get; }

    /// <summary>Null where the file cannot be read at all; the reason is then in <paramref name="problems"/>.</summary>
    public static YamlSheet? Read(string shownAs, Func<TextReader> open, List<Problem> problems)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = open();
            stream.Load(reader);
            return stream.Documents.Count == 0 ? new(shownAs, new YamlMappingNode(), problems) : new(shownAs, stream.Documents[0].RootNode, problems);
        }
        catch (YamlException e)
        {
            problems.Add(new(shownAs, "YAML 格式有误，请检查缩进、冒号和引号") { Line = (int)e.Start.Line, Found = e.InnerException?.Message ?? e.Message });
        }
        catch (System.Text.DecoderFallbackException)
        {
            problems.Add(new(shownAs, "文件不是 UTF-8 编码，请另存为 UTF-8") { Expected = "UTF-8" });
        }
        catch (IOException e)
        {
            problems.Add(new(shownAs, "文件无法读取") { Found = e.Message });
        }

        return null;
    }

    public void Report(YamlNode at, string message, string? found = null, string? expected = null) =>
        _problems.Add(new(File, message) { Line = LineOf(at), Found = found, Expected = expected });

    public static int LineOf(YamlNode node) => (int)node.Start.Line;

    /// <summary>Key → value of a mapping; unknown keys and a node of another kind are reported.</summary>
    public IReadOnlyDictionary<string, YamlNode> Map(YamlNode node, params IReadOnlyList<string> allowed)
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
            if (allowed.Contains(name, StringComparer.Ordinal))
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

    /// <summary>Texts of a list; empty ones are reported and left out.</summary>
    public IReadOnlyList<(string Text, YamlNode Node)> Texts(YamlNode? node)
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
    public string? Text(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at, bool required = true)
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

    public bool Flag(IReadOnlyDictionary<string, YamlNode> map, string key)
    {
        if (!map.TryGetValue(key, out var node))
            return false;
        var value = (node as YamlScalarNode)?.Value;
        if (value is not ("true" or "false"))
            Report(node, $"“{key}”只能是 true 或 false", value, "true");
        return value is "true";
    }
}

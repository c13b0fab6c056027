using PolicyBot.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>A maintained YAML file whose keys are asked for unless told otherwise.</summary>
internal sealed class YamlSheet : SheetNodes
{
    private YamlSheet(string file, YamlNode root, List<Problem> problems)
        : base(file, problems) => Root = root;

    public YamlNode Root { get; }

    /// <summary>Null where the file cannot be read at all; the reason is then in <paramref name="problems"/>.</summary>
    public static YamlSheet? Read(string shownAs, Func<TextReader> open, List<Problem> problems)
    {
        try
        {
            using var reader = open();
            var before = problems.Count;
            var root = RootOf(shownAs, reader, problems);
            return root is null && problems.Count > before ? null : new(shownAs, root ?? new YamlMappingNode(), problems);
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

    /// <summary>Texts of a list; empty ones are reported and left out.</summary>
    public IReadOnlyList<(string Text, YamlNode Node)> Texts(YamlNode? node) => TextsOf(node);

    public string? Text(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode at, bool required = true) => TextAt(map, key, at, required);
}

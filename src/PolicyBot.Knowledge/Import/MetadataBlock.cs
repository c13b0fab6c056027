using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>The table of particulars that web pages of authorities print over the text (索引号, 发文字号, 成文日期 …): no part of the official text, but it knows what the text may leave out.</summary>
internal sealed partial record MetadataBlock(IReadOnlyList<int> Lines, IReadOnlyDictionary<string, string> Values)
{
    private const int HeadLines = 24;

    public static MetadataBlock Find(IReadOnlyList<SourceLine> lines)
    {
        var (found, values) = (new List<int>(), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var i = 0; i < Math.Min(lines.Count, HeadLines); i++)
        {
            var pairs = PairsOf(lines[i]);
            // A single 发文字号：… may belong to the text; a block has several labels.
            if (pairs.Count == 0)
                continue;
            found.Add(i);
            foreach (var (label, value) in pairs)
                values.TryAdd(label, value);
        }

        return values.Count >= 3 ? new(found, values) : new([], new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public string? Title => First("标题", "名称", "公文名称", "文件名称", "信息名称");

    public string? Number => First("发文字号", "发文文号", "文号", "文件编号", "文件字号");

    public string? Date => First("成文日期", "发文日期", "制发日期", "生成日期", "印发日期");

    public static int LabelsIn(string text) => Label().Count(Blanks.Strip(text));

    private string? First(params string[] labels) => labels.Select(l => Values.GetValueOrDefault(l)).FirstOrDefault(v => v is { Length: > 1 });

    private static List<(string Label, string Value)> PairsOf(SourceLine line)
    {
        var pairs = new List<(string, string)>();
        var words = Blanks.Strip(line.Text.Replace('\t', '|'));
        var labels = Label().Matches(words).Where(m => m.Index == 0 || words[m.Index - 1] is '|' or '】' or ']' || m.Value[^1] is '：' or ':').ToList();
        if (labels.Count == 0 || labels[0].Index > 1)
            return pairs;
        for (var i = 0; i < labels.Count; i++)
        {
            var from = labels[i].Index + labels[i].Length;
            var to = i + 1 < labels.Count ? labels[i + 1].Index : words.Length;
            pairs.Add((labels[i].Groups["label"].Value, words[from..to].Trim('|', '【', '】', '[', ']')));
        }

        return pairs;
    }

    [GeneratedRegex(@"(?<=^|[|【\[]|[^\p{IsCJKUnifiedIdeographs}]|.{2})(?<label>索引号|主题分类|主题词|体裁分类|组配分类|服务对象|发文机关|发文机构|发文单位|发文字号|发文文号|文号|文件编号|文件字号|成文日期|发文日期|制发日期|生成日期|印发日期|发布日期|公布日期|公开日期|发布机构|公开方式|公开责任部门|公文时效|文件时效|有效性|时效性|生效日期|实施日期|失效日期|废止日期|信息名称|公文名称|文件名称|名称|标题|信息来源|效力状态)(?:[】\]]?[：:]\|?|\|)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Label();
}

using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Knowledge.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>What was counted. Unit: non-space characters.</summary>
public sealed record ConservationCount(int Source, int InText, int InFurniture)
{
    /// <summary>1 where every character is accounted for.</summary>
    public double Ratio => Source == 0 ? 1 : (double)(InText + InFurniture) / Source;
}

/// <summary>
/// Proves that nothing was lost, doubled or changed: the received lines, less the furniture listed in document.yaml and in the order of the moves listed there,
/// are the official texts character for character. It knows nothing of how the importer came to its result.
/// </summary>
public static class Conservation
{
    /// <param name="source">The received text as decoded.</param>
    /// <param name="documents">All documents made from this source: official text and yaml.</param>
    public static Result<ConservationCount> Check(string source, IReadOnlyList<(string Text, DocumentYaml Yaml)> documents)
    {
        var problems = new List<Problem>();
        var lines = ReceivedText.FromText(source, "").Lines;
        var owner = new Dictionary<int, string>();
        var (inText, inFurniture) = (0, 0);
        foreach (var (text, yaml) in documents)
        {
            var (first, last) = RangeOf(yaml.Source.Lines);
            var own = lines.Where(l => l.Number >= first && l.Number <= last).ToList();
            foreach (var line in own)
            {
                if (!owner.TryAdd(line.Number, yaml.Number))
                    problems.Add(new(yaml.Number, $"收到的文件第{line.Number}行同时归入了“{owner[line.Number]}”") { Line = line.Number, Found = Short(line.Words) });
            }

            foreach (var repair in yaml.Repairs.Where(r => Is(r, "furniture")))
            {
                var (from, to) = RangeOf(repair.Lines);
                var taken = own.Where(l => l.Number >= from && l.Number <= to).ToList();
                if (taken.Count == 0 || !string.Equals(taken[0].Words, repair.Text, StringComparison.Ordinal))
                    problems.Add(new(yaml.Number, "登记的页眉页码与收到的文件不一致") { Line = from, Found = taken.Count == 0 ? "（无）" : Short(taken[0].Words), Expected = Short(repair.Text) });
                inFurniture += taken.Sum(l => l.Words.Length);
                own.RemoveAll(taken.Contains);
            }

            foreach (var repair in yaml.Repairs.Where(r => Is(r, "move") && r.Before is not null))
            {
                var (from, to) = RangeOf(repair.Lines);
                var block = own.Where(l => l.Number >= from && l.Number <= to).ToList();
                own.RemoveAll(block.Contains);
                var at = own.FindIndex(l => l.Number == repair.Before);
                if (at < 0)
                    problems.Add(new(yaml.Number, "登记的移动没有落点") { Line = from, Found = Short(repair.Text) });
                own.InsertRange(at < 0 ? own.Count : at, block);
            }

            inText += Compare(own, Blanks.Strip(text), yaml.Number, problems);
        }

        foreach (var line in lines.Where(l => !owner.ContainsKey(l.Number)))
            problems.Add(new("导入", $"收到的文件第{line.Number}行没有归入任何文件") { Line = line.Number, Found = Short(line.Words) });
        var count = new ConservationCount(lines.Sum(l => l.Words.Length), inText, inFurniture);
        return problems.Count > 0 ? Result<ConservationCount>.Failure(problems) : count;
    }

    /// <summary>Characters that agree, up to the first that does not.</summary>
    private static int Compare(List<SourceLine> lines, string text, string number, List<Problem> problems)
    {
        var at = 0;
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Words.Length; i++, at++)
            {
                if (at < text.Length && text[at] == line.Words[i])
                    continue;
                problems.Add(new(number, "正文与收到的文件不一致：丢失、重复或改动了文字")
                {
                    Line = line.Number,
                    Found = at < text.Length ? Short(text[at..]) : "（正文到此结束）",
                    Expected = Short(line.Words[i..]),
                });
                return at;
            }
        }

        if (at < text.Length)
            problems.Add(new(number, "正文比收到的文件多出文字") { Found = Short(text[at..]) });
        return at;
    }

    private static bool Is(RepairYaml repair, string what) => string.Equals(repair.What, what, StringComparison.Ordinal);

    internal static (int First, int Last) RangeOf(string lines)
    {
        var parts = lines.Split('-');
        var first = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
        return (first, parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? to : first);
    }

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

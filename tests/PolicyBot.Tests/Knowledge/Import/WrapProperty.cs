using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>A clean document, set in a column of any width with indented first lines and page furniture, comes back word for word.</summary>
public sealed class WrapProperty
{
    private static readonly string[] Sentences =
    [
        "各县（区）要落实工作责任，统筹使用资金，提高使用效益。", "对符合条件的企业给予一次性补贴5000元，累计不超过3万元。", "所需资金由市、县级财政承担，执行期至2026年12月31日止。",
        "建立工作台账，逐户上门核实，做到底数清、情况明。", "优先保障困难群众的基本生活；不得擅自提高标准。", "到2027年，覆盖率达到95%以上，群众满意度明显提高。",
        "鼓励社会力量参与“一站式”服务平台的建设和运营。", "按照《平江市财政资金管理办法》（平政发〔2021〕8号）的规定办理。", "市直有关部门依照职责分工负责。",
    ];

    [Property(MaxTest = 150, Replay = "(7121,4111)")]
    public Property A_wrapped_document_with_furniture_imports_to_the_clean_text() => Prop.ForAll(
        Gen.Choose(14, 46).SelectMany(width => Gen.Choose(0, 1_000_000).Select(seed => (width, seed))).ToArbitrary(),
        sample =>
        {
            var (width, seed) = sample;
            var random = new Random(seed);
            var clean = Document(random);
            var back = ImportFolder.Paragraphs(Typeset(clean, width, random));
            var difference = clean.Zip(back).FirstOrDefault(p => p.First != p.Second);
            return (clean.SequenceEqual(back)).Label($"width {width}, seed {seed}\n{difference.First}\n{difference.Second}");
        });

    private static List<string> Document(Random random)
    {
        var paragraphs = new List<string> { "平江市人民政府关于加强民生保障工作的意见", "平政发〔2025〕12号", "各县（区）人民政府，市政府各直属单位：" };
        for (var chapter = 1; chapter <= 2 + random.Next(3); chapter++)
        {
            paragraphs.Add("一二三四五六七"[chapter - 1] + "、" + (random.Next(2) == 0 ? "加强组织领导" : "健全民生保障机制，持续增进人民群众的福祉"));
            for (var item = 1; item <= 1 + random.Next(3); item++)
                paragraphs.Add("（" + "一二三四五六七"[item - 1] + "）完善保障措施。" + Prose(random, 2 + random.Next(5)));
        }

        return [.. paragraphs, "平江市人民政府", "2025年3月18日"];
    }

    private static string Prose(Random random, int sentences) => string.Concat(Enumerable.Range(0, sentences).Select(_ => Sentences[random.Next(Sentences.Length)]));

    // As typesetters do it: two characters of indent (which extractors drop), numbers unbroken, no line begins with a closing mark.
    private static string Typeset(IReadOnlyList<string> paragraphs, int width, Random random)
    {
        var lines = new List<string>();
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var (line, room) = ("", p < 3 ? width : width - 2d);
            foreach (var token in Tokens(paragraphs[p]))
            {
                var size = token.Sum(c => c < 128 ? 0.5 : 1);
                if (room < size && line.Length > 0)
                {
                    lines.Add(line);
                    (line, room) = ("", width);
                }

                line += token;
                room -= size;
            }

            lines.Add(line);
        }

        // A running header is known by its repetition: with a single page break there is only the number.
        var (page, every) = (20, 9 + random.Next(8));
        var header = lines.Count > (2 * every) + 12;
        for (var at = 4 + every; at < lines.Count - 2; at += every + 3)
            lines.InsertRange(at, header ? ["平江市人民政府公报", $"— {page++} —"] : [$"— {page++} —"]);
        return string.Join("\n\n", lines) + "\n";
    }

    private static IEnumerable<string> Tokens(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && "（《“〔".Contains(text[end]))
                end++;
            if (end < text.Length && text[end] < 128)
            {
                while (end < text.Length && text[end] < 128)
                    end++;
            }
            else
            {
                end++;
            }

            while (end < text.Length && "，。、；：）》”〕".Contains(text[end]))
                end++;
            yield return text[i..end];
            i = end;
        }
    }
}

using PolicyBot.Core.Documents;
using PolicyBot.Knowledge.Documents;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

public sealed class GazetteTests
{
    private static readonly IReadOnlyList<(string Text, DocumentYaml Yaml)> Documents = Read();

    private static string Source => File.ReadAllText(ImportFolder.Gazette);

    [Theory]
    [InlineData("双政规〔2023〕1号", "双鸭山市人民政府关于印发《双鸭山市“十四五”知识产权保护和运用规划》的通知", "双鸭山市人民政府", "2023-06-17", "市政府", null, "各县（区）人民政府|市政府各直属单位")]
    [InlineData("双政办发〔2023〕28号", "双鸭山市人民政府办公室关于印发《双鸭山市民生振兴行动方案（2022—2026年）》的通知", "双鸭山市人民政府办公室", "2023-06-08", "市政府第十八次常务会议", "2023-03-23", "各县（区）政府|市政府直属和在双中、省直有关单位")]
    [InlineData("双政办发〔2023〕29号", "双鸭山市人民政府办公室关于印发《双鸭山市关于开展2023年支持就业鼓励创业工作实施方案》的通知", "双鸭山市人民政府办公室", "2023-06-07", "市政府第二十次常务会议", "2023-05-30", "各各县（区）政府|市政府直属和在双中、省直各单位")]
    [InlineData("双政办发〔2023〕30号", "双鸭山市人民政府办公室关于印发双鸭山市市直国有资产盘活工作方案的通知", "双鸭山市人民政府办公室", "2023-06-21", "市政府第二十次常务会议", "2023-05-30", "市政府各直属单位")]
    public void The_head_of_each_document_is_read(string number, string title, string issuer, string issuedOn, string approvedBy, string? approvedOn, string addressees)
    {
        var yaml = Of(number).Yaml;
        Assert.Equal((title, issuer, issuedOn, approvedBy, approvedOn, addressees), (yaml.Title, yaml.Issuer, yaml.IssuedOn, yaml.ApprovedBy, yaml.ApprovedOn, string.Join('|', yaml.Addressees)));
    }

    [Fact]
    public void Importing_the_gazette_makes_exactly_the_folders_of_the_repository()
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("gazette-2023.txt", File.ReadAllBytes(ImportFolder.Gazette)));
        Assert.Equal(4, report.Documents.Count);
        foreach (var document in report.Documents)
        {
            var kept = Path.Combine(ImportFolder.Repository, "knowledge", "documents", document.Folder);
            Assert.Equal(File.ReadAllText(Path.Combine(kept, "document.md")), folder.Text(document.Folder));
            Assert.Equal(File.ReadAllBytes(ImportFolder.Gazette), File.ReadAllBytes(Path.Combine(folder.Into, document.Folder, "source.txt")));
        }
    }

    [Fact]
    public void Every_character_of_the_gazette_is_accounted_for()
    {
        var count = Conservation.Check(Source, Documents);
        Assert.True(count.IsSuccess, string.Join('\n', count.Problems));
        Assert.Equal(1.0, count.Value.Ratio);
        Assert.Equal(Source.Count(c => !char.IsWhiteSpace(c)), count.Value.Source);
    }

    [Fact]
    public void Every_character_of_the_text_is_in_exactly_one_clause() =>
        Assert.All(Documents, d => Assert.Equal(d.Text, string.Concat(ClauseSplitter.Split(d.Text).Select(c => c.Text))));

    [Fact]
    public void Only_the_named_document_is_repealed_and_a_quoted_one_is_not()
    {
        var repeal = Assert.Single(Documents.SelectMany(d => d.Yaml.Repeals));
        Assert.Equal("双政规〔2022〕10号", repeal.Number);
        Assert.Contains(repeal.Quote, Of("双政规〔2023〕1号").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_furniture_is_left_in_the_text()
    {
        Assert.Equal(6, Documents.Sum(d => d.Yaml.Repairs.Count(r => r.What == "furniture")));
        foreach (var (text, _) in Documents)
        {
            Assert.DoesNotContain("市政府文件", text, StringComparison.Ordinal);
            Assert.DoesNotContain("市政府办公室文件", text, StringComparison.Ordinal);
            Assert.DoesNotContain("··", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_paragraph_begins_or_ends_in_mid_sentence()
    {
        foreach (var (text, yaml) in Documents)
        {
            var paragraphs = text.Split('\n');
            foreach (var paragraph in paragraphs)
            {
                Assert.DoesNotContain(paragraph[0], "，。、；：）》〉”〕");
                // Text that has a sentence or a clause in it ends with a stop; headings have a mark.
                if (paragraph.Contains('。') || (paragraph.Contains('，') && !"一二三四五六七八九十（".Contains(paragraph[0])))
                    Assert.True("。〕：；".Contains(paragraph[^1]), $"{yaml.Number}: {paragraph}");
            }
        }
    }

    [Theory]
    [InlineData("双政办发〔2023〕28号", "附件：双鸭山市民生振兴行动工作专班\n附件\n双鸭山市民生振兴行动工作专班\n为深入贯彻省第十三次党代会精神，")]
    [InlineData("双政办发〔2023〕29号", "附件：双鸭山市关于支持就业鼓励创业的若干意见\n附件\n双鸭山市支持就业鼓励创业的若干意见\n为贯彻落实市《政府工作报告》任务，")]
    [InlineData("双政办发〔2023〕29号", "补贴70%（提高20%）部分由省就业补助资金承担，30%部分由市、县级财政承担")]
    [InlineData("双政规〔2023〕1号", "2023年6月17日\n双鸭山市“十四五”\n一、总体要求")]
    [InlineData("双政规〔2023〕1号", "发挥知识产权工作引领作用，推进知识产权综合管理、执法监督管理体系等领域")]
    [InlineData("双政规〔2023〕1号", "（双政规〔2022〕10号）同时废止。")]
    [InlineData("双政办发〔2023〕28号", "成员：马长林 职教集团管委会主任\n李春林 市发展改革委副主任\n")]
    [InlineData("双政办发〔2023〕28号", "召集人：智建伟 市委常委、副市长\n副召集人：全巍 市发展改革委主任\n")]
    [InlineData("双政办发〔2023〕28号", "\n孙文胜 市住房城乡建设局副局长\n")]
    [InlineData("双政办发〔2023〕29号", "各各县（区）政府，")]
    [InlineData("双政办发〔2023〕29号", "创业大赛一、二、三等奖的选手（个人或团体），给予一次性奖励。\n")]
    [InlineData("双政办发〔2023〕29号", "提供高质量就业见习岗位。\n上述工作完成时限：2023年12月底前。\n2.恢复城市“烟火气”")]
    [InlineData("双政办发〔2023〕30号", "\n（一）安排部署阶段（2023年6月15—20日）。\n")]
    public void Each_defect_of_the_gazette_is_mended(string number, string expected) =>
        Assert.Contains(expected, Of(number).Text, StringComparison.Ordinal);

    [Fact]
    public void A_move_is_listed_with_its_lines_and_where_they_went()
    {
        var moves = Documents.SelectMany(d => d.Yaml.Repairs).Where(r => r.What == "move").Select(r => (r.Lines, r.Before, r.By)).ToList();
        Assert.Equal([("1365-1367", 1285, "rule"), ("1931-1934", 1799, "rule"), ("101", 21, "rule")], moves);
    }

    [Fact]
    public void Numbers_are_unique_and_in_normal_form() =>
        Assert.All(Documents, d => Assert.Equal(DocumentNumber.Parse(d.Yaml.Number).Value, d.Yaml.Number));

    private static (string Text, DocumentYaml Yaml) Of(string number) => Documents.Single(d => d.Yaml.Number == number);

    private static List<(string Text, DocumentYaml Yaml)> Read() =>
        [.. Directory.GetDirectories(Path.Combine(ImportFolder.Repository, "knowledge", "documents"), "2023-双政*").Order(StringComparer.Ordinal)
            .Select(d => (File.ReadAllText(Path.Combine(d, "document.md")), DocumentYaml.Parse(File.ReadAllText(Path.Combine(d, "document.yaml")), d).Value))];
}

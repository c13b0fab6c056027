using System.Text;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

public sealed class DocumentImporterTests
{
    private const string Notice = """
        平江市人民政府关于发放春耕补贴的通知
        平政发〔2024〕 3号
        各县（区）人民政府：
        经市政府研究同意，现就发放春耕补贴通知如下：
        一、补贴标准
        每亩补贴20元，每户最高2000元。
        二、办理程序
        由村民委员会统一申报，乡镇人民政府审核。
        本通知自印发之日起施行。
        平江市人民政府
        2024年3月1日
        """;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("gb18030")]
    public void Every_encoding_gives_the_same_text(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] bytes = encoding switch
        {
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Notice)],
            "utf-16le" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Notice)],
            "utf-16be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Notice)],
            "gb18030" => Encoding.GetEncoding("GB18030").GetBytes(Notice),
            _ => Encoding.UTF8.GetBytes(Notice),
        };
        using var folder = new ImportFolder();
        folder.Import(folder.Put("通知.txt", bytes));
        Assert.Equal(Notice.ReplaceLineEndings("\n").Replace("〕 3", "〕3", StringComparison.Ordinal), folder.Text("2024-平政发3号"));
        Assert.Equal(encoding, folder.Yaml("2024-平政发3号").Source.Encoding);
    }

    [Theory]
    [InlineData("空.txt", "", "空的")]
    [InlineData("空白.txt", " \n\u3000\n", "只有空白")]
    [InlineData("二进制.txt", "\u0001\u0002\0\u0003\0\u0004", "二进制")]
    [InlineData("方案.docx", "PK\u0003\u0004abc", "已损坏")]
    [InlineData("方案.pdf", "%PDF-1.7\n", "已损坏")]
    [InlineData("聊天.txt", "今天天气真好，我们去公园走一走。\n好的，下午见。", "文号")]
    public void Bad_input_is_a_clear_chinese_problem_and_leaves_nothing(string name, string text, string expected)
    {
        using var folder = new ImportFolder();
        var result = DocumentImporter.Import([folder.Put(name, text)], folder.Into);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(name, problem.Where);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Into));
    }

    [Fact]
    public void A_missing_file_is_a_problem_and_a_sound_one_beside_it_is_not_written()
    {
        using var folder = new ImportFolder();
        var result = DocumentImporter.Import([folder.Put("通知.txt", Notice), Path.Combine(folder.Root, "没有.txt")], folder.Into);
        Assert.Contains("找不到文件", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Into));
    }

    [Fact]
    public void Two_documents_with_one_number_are_refused()
    {
        using var folder = new ImportFolder();
        var result = DocumentImporter.Import([folder.Put("a.txt", Notice), folder.Put("b.txt", Notice.Replace("20元", "30元", StringComparison.Ordinal))], folder.Into);
        Assert.Equal("平政发〔2024〕3号", Assert.Single(result.Problems).Found);
    }

    [Fact]
    public void A_known_number_with_another_title_is_refused()
    {
        using var folder = new ImportFolder();
        folder.Import(folder.Put("a.txt", Notice));
        var result = DocumentImporter.Import([folder.Put("b.txt", Notice.Replace("发放春耕补贴的", "城市供热工作若干事项的", StringComparison.Ordinal))], folder.Into);
        Assert.False(result.IsSuccess);
        Assert.Contains("20元", folder.Text("2024-平政发3号"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_a_number_is_cited_by_its_title()
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("公告.txt", "平江市冬季供水公告\n为保障冬季供水，现公告如下：\n一、供水时间为每日6时至23时。\n特此公告。\n平江市水务局\n2024年11月1日\n"));
        Assert.Equal("《平江市冬季供水公告》", Assert.Single(report.Documents).Number);
        Assert.Contains("没有找到发文字号", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Importing_again_changes_nothing()
    {
        using var folder = new ImportFolder();
        var file = folder.Put("通知.txt", Notice);
        Assert.Equal(ImportOutcome.Added, folder.Import(file).Documents[0].Outcome);
        var before = File.GetLastWriteTimeUtc(folder.YamlPath("2024-平政发3号"));
        Assert.Equal(ImportOutcome.Unchanged, folder.Import(file).Documents[0].Outcome);
        Assert.Equal(before, File.GetLastWriteTimeUtc(folder.YamlPath("2024-平政发3号")));
    }

    [Fact]
    public void A_dry_run_reports_and_writes_nothing()
    {
        using var folder = new ImportFolder();
        var result = DocumentImporter.Import([folder.Put("通知.txt", Notice)], folder.Into, new(DryRun: true));
        Assert.Equal("2024-平政发3号", result.Value.Documents[0].Folder);
        Assert.False(Directory.Exists(folder.Into));
    }

    [Fact]
    public void Hand_repairs_survive_a_corrected_file_although_its_lines_shift()
    {
        using var folder = new ImportFolder();
        folder.Import(folder.Put("通知.txt", Notice));
        File.AppendAllText(folder.YamlPath("2024-平政发3号"), """
            repairs:
              - {what: join, lines: "5-6", by: hand, why: "原件为一段", text: "一、补贴标准"}
              - {what: furniture, lines: "9", by: hand, why: "后加的字", text: "本通知自印发之日起施行。"}
              - {what: set, lines: "1", key: issuer, value: "平江市人民政府（代章）", by: hand, why: "原件盖章", text: "平政发〔2024〕3号"}

            """[Start(folder)..]);
        folder.Import(folder.Put("通知.txt", "\n\n" + Notice.Replace("每亩补贴20元", "每亩补贴25元", StringComparison.Ordinal)));
        var text = folder.Text("2024-平政发3号");
        Assert.Contains("一、补贴标准每亩补贴25元", text, StringComparison.Ordinal);
        Assert.DoesNotContain("自印发之日起施行", text, StringComparison.Ordinal);
        var yaml = folder.Yaml("2024-平政发3号");
        Assert.Equal("平江市人民政府（代章）", yaml.Issuer);
        Assert.Equal(3, yaml.Repairs.Count(r => r.By == "hand"));
        Assert.Equal(ImportOutcome.Unchanged, folder.Import(Path.Combine(folder.Root, "通知.txt")).Documents[0].Outcome);
    }

    [Fact]
    public void A_text_edited_by_hand_is_not_overwritten_in_silence()
    {
        using var folder = new ImportFolder();
        var file = folder.Put("通知.txt", Notice);
        folder.Import(file);
        var text = Path.Combine(folder.Into, "2024-平政发3号", "document.md");
        File.WriteAllText(text, File.ReadAllText(text).Replace("20元", "21元", StringComparison.Ordinal));
        Assert.False(DocumentImporter.Import([file], folder.Into).IsSuccess);
        Assert.Contains("21元", File.ReadAllText(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_people_added_stay_and_a_killed_import_is_undone()
    {
        using var folder = new ImportFolder();
        var file = folder.Put("通知.txt", Notice);
        folder.Import(file);
        var own = Path.Combine(folder.Into, "2024-平政发3号");
        File.WriteAllText(Path.Combine(own, "benefits.yaml"), "[]");
        // Killed between the two renames: the old folder has only its other name, the new one is half written.
        Directory.Move(own, Path.Combine(folder.Into, ".2024-平政发3号.old"));
        Directory.CreateDirectory(Path.Combine(folder.Into, ".2024-平政发3号.new"));
        folder.Import(folder.Put("通知.txt", Notice.Replace("20元", "22元", StringComparison.Ordinal)));
        Assert.Equal("[]", File.ReadAllText(Path.Combine(own, "benefits.yaml")));
        Assert.Contains("22元", folder.Text("2024-平政发3号"), StringComparison.Ordinal);
        Assert.Equal([own], Directory.GetDirectories(folder.Into));
    }

    // The document has repairs already: only the items are appended to them.
    private static int Start(ImportFolder folder) =>
        File.ReadAllText(folder.YamlPath("2024-平政发3号")).Contains("repairs:", StringComparison.Ordinal) ? "repairs:".Length + Environment.NewLine.Length : 0;
}

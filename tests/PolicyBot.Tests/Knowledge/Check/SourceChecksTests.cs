using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Knowledge.Check;
using PolicyBot.Tests.Given;
using PolicyBot.Tests.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Check;

/// <summary>Received files that have a form are taken apart in the worker process for the comparison, too.</summary>
public sealed class SourceChecksTests
{
    private static readonly DateOnly Today = new(2024, 3, 2);
    private static readonly string[] Notice = ["平江市人民政府关于发放春耕补贴的通知", "平政发〔2024〕3号", "各县（区）人民政府：", "一、每亩补贴20元。", "二、由乡镇人民政府审核。", "平江市人民政府", "2024年3月1日"];

    [Fact]
    public void A_page_that_was_received_is_compared_with_the_text_made_of_it()
    {
        using var folder = Imported();
        Assert.DoesNotContain(Problems(folder), p => p.Severity == ProblemSeverity.Error);

        var text = Path.Combine(folder.Into, "2024-平政发3号", "document.md");
        File.WriteAllText(text, File.ReadAllText(text).Replace("每亩补贴20元", "每亩补贴2元", StringComparison.Ordinal));

        Assert.Contains(Problems(folder), p => p.Message.Contains("丢失、重复或改动了文字", StringComparison.Ordinal));
    }

    [Fact]
    public void A_received_file_that_cannot_be_taken_apart_is_a_warning_with_its_reason()
    {
        using var folder = Imported();
        var documents = Path.Combine(folder.Into, "2024-平政发3号");
        byte[] damaged = [0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5, 6];
        File.WriteAllBytes(Path.Combine(documents, "source.html"), damaged);
        var yaml = Path.Combine(documents, "document.yaml");
        var before = folder.Yaml("2024-平政发3号").Source.Sha256;
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace(before, Convert.ToHexStringLower(SHA256.HashData(damaged)), StringComparison.Ordinal));

        var problem = Assert.Single(Problems(folder), p => p.Where.EndsWith("document.yaml", StringComparison.Ordinal) && p.Severity == ProblemSeverity.Warning);

        Assert.DoesNotContain(" at ", problem.Message, StringComparison.Ordinal);
    }

    private static ImportFolder Imported()
    {
        var folder = new ImportFolder();
        Directory.CreateDirectory(Path.Combine(folder.Root, "lexicon"));
        File.WriteAllText(Path.Combine(folder.Root, "lexicon", "空.yaml"), "fillers: []\n");
        folder.Import(folder.Put("通知.html", GivenForms.Site(Notice)));
        return folder;
    }

    private static IReadOnlyList<Problem> Problems(ImportFolder folder) => KnowledgeCheck.Run(folder.Root, Today);
}

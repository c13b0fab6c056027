using PolicyBot.Knowledge.Documents;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

public sealed class ConservationTests
{
    private const string Received = "某市政府文件\n平江市人民政府关于发放春耕补贴的通知\n平政发〔2024〕3号\n一、标准。每亩补贴20元。\n平江市人民政府\n2024年3月1日\n";

    [Fact]
    public void A_sound_document_counts_every_character()
    {
        var count = Conservation.Check(Received, [(Text, Yaml())]).Value;
        Assert.Equal((1.0, 6), (count.Ratio, count.InFurniture));
    }

    [Fact]
    public void Any_dropped_doubled_or_changed_character_is_noticed()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            if (char.IsWhiteSpace(Text[i]))
                continue;
            Assert.False(Conservation.Check(Received, [(Text.Remove(i, 1), Yaml())]).IsSuccess);
            Assert.False(Conservation.Check(Received, [(Text.Insert(i, Text[i].ToString()), Yaml())]).IsSuccess);
            Assert.False(Conservation.Check(Received, [(Text.Remove(i, 1).Insert(i, "错"), Yaml())]).IsSuccess);
        }
    }

    [Fact]
    public void The_real_gazette_notices_one_dropped_character()
    {
        var folders = Directory.GetDirectories(Path.Combine(ImportFolder.Repository, "knowledge", "documents"), "2023-双政*");
        var documents = folders.Select(d => (Text: File.ReadAllText(Path.Combine(d, "document.md")), Yaml: DocumentYaml.Parse(File.ReadAllText(Path.Combine(d, "document.yaml")), d).Value)).ToList();
        var source = File.ReadAllText(ImportFolder.Gazette);
        for (var i = 0; i < documents.Count; i++)
        {
            var damaged = documents.ToList();
            damaged[i] = (damaged[i].Text.Remove(500, 1), damaged[i].Yaml);
            var problem = Assert.Single(Conservation.Check(source, damaged).Problems);
            Assert.NotNull(problem.Line);
        }
    }

    [Fact]
    public void A_line_that_belongs_to_no_document_is_noticed() =>
        Assert.Contains(Conservation.Check(Received + "多出的一行\n", [(Text, Yaml())]).Problems, p => p.Line == 7);

    [Fact]
    public void Furniture_that_says_other_words_than_the_source_is_noticed()
    {
        var yaml = Yaml();
        yaml.Repairs[0].Text = "别的页眉";
        Assert.False(Conservation.Check(Received, [(Text, yaml)]).IsSuccess);
    }

    private const string Text = "平江市人民政府关于发放春耕补贴的通知\n平政发〔2024〕3号\n一、标准。每亩补贴20元。\n平江市人民政府\n2024年3月1日";

    private static DocumentYaml Yaml() => new()
    {
        Number = "平政发〔2024〕3号",
        Source = new() { Lines = "1-6" },
        Repairs = [new() { What = "furniture", Lines = "1", Text = "某市政府文件", Why = "页眉" }],
    };
}

using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Reading;

public sealed class PartialRepealTests
{
    [Fact]
    public void An_article_named_as_printed_is_repealed_alone()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "旧", "云河政规〔2022〕4号", "云河市办法", "第一条　每户补贴500元。\n第二条　另行增加800元。\n", "");
        Write(folder, "新", "云河政发〔2025〕5号", "云河市决定", "废止《云河市办法》（云河政规〔2022〕4号）第二条。\n", "repeals:\n  - {number: \"云河政规〔2022〕4号\", targetClause: \"第二条\", quote: \"废止《云河市办法》（云河政规〔2022〕4号）第二条。\"}\n");

        var knowledge = KnowledgeReader.Read(folder.Path).Value;
        var old = knowledge.Find(DocumentNumber.Parse("云河政规〔2022〕4号"))!;
        var timeline = new ValidityTimeline(knowledge);

        Assert.Equal("正文/第二条", knowledge.Documents.SelectMany(d => d.Repeals).Single().TargetClause?.Value);
        Assert.Equal(ValidityStatus.Unstated, timeline.FindingFor(old, ClausePath.Parse("正文/第一条"), new(2025, 3, 1)).Status);
        Assert.Equal(ValidityStatus.Repealed, timeline.FindingFor(old, ClausePath.Parse("正文/第二条"), new(2025, 3, 1)).Status);
    }

    private static void Write(TemporaryFolder folder, string name, string number, string title, string text, string more)
    {
        var path = folder.File("documents/" + name);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "document.md"), text);
        File.WriteAllText(Path.Combine(path, "document.yaml"), $"number: \"{number}\"\ntitle: \"{title}\"\nissuedOn: {number[(number.IndexOf('〔', StringComparison.Ordinal) + 1)..number.IndexOf('〕', StringComparison.Ordinal)]}-03-01\n{more}");
    }
}

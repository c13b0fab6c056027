using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Validity;

/// <summary>What one document does to another, in the words that municipal notices use.</summary>
public sealed class ValidityEdgesTests
{
    private static readonly PolicyDocument Lunch = GivenOfficialText.Document(
        "云河政发〔2022〕3号", "云河市人民政府关于发放午餐补助的通知", "一、补助对象\n（一）在校学生，由市教育局审核。\n（二）在职教师。\n二、补助标准\n（一）学生每人每天10元。\n（二）教师每人每天8元，由市教育局发放。\n", "2022-03-01");

    [Theory]
    [InlineData("将《云河市人民政府关于发放午餐补助的通知》（云河政发〔2022〕3号）第二条第（一）项中的“10元”修改为“12元”。")]
    [InlineData("将《云河市人民政府关于发放午餐补助的通知》（云河政发〔2022〕3号）第二部分第（一）项中的“10元”调整为“12元”。")]
    public void A_level_of_a_text_without_articles_is_amended_as_people_name_it(string words)
    {
        var timeline = new ValidityTimeline([Lunch, Decision(words)]);

        var amended = timeline.TextAsOf(Lunch, ClausePath.Parse("正文/二/（一）"), new(2024, 5, 1))!;

        Assert.Contains("每人每天12元", amended.NewText, StringComparison.Ordinal);
        Assert.Null(timeline.TextAsOf(Lunch, ClausePath.Parse("正文/二/（一）"), new(2024, 4, 30)));
        Assert.Null(timeline.TextAsOf(Lunch, ClausePath.Parse("正文/一/（一）"), new(2024, 5, 1)));
        Assert.Equal(ValidityStatus.Unstated, timeline.FindingFor(Lunch, ClausePath.Parse("正文/二/（二）"), new(2024, 5, 1)).Status);
    }

    [Fact]
    public void Words_changed_throughout_a_document_change_in_every_clause_that_has_them()
    {
        var timeline = new ValidityTimeline([Lunch, Decision("将《云河市人民政府关于发放午餐补助的通知》（云河政发〔2022〕3号）中的“市教育局”统一修改为“市教育体育局”。")]);

        Assert.Equal(["正文/一/（一）", "正文/二/（二）"], timeline.Edges.Where(e => e.To == Lunch.Number).Select(e => e.ToClause!.Value.Value).Order(StringComparer.Ordinal));
        Assert.Contains("由市教育体育局发放", timeline.TextAsOf(Lunch, ClausePath.Parse("正文/二/（二）"), new(2024, 5, 1))!.NewText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-04-30", false)]
    [InlineData("2024-05-01", true)]
    public void A_document_that_gives_way_stays_in_force_and_says_so_from_that_day(string day, bool told)
    {
        var newer = GivenOfficialText.Document("云河政发〔2024〕9号", "云河市学生营养办法", "第一条　学生每人每天15元。\n第二条　《云河市人民政府关于发放午餐补助的通知》（云河政发〔2022〕3号）与本办法不一致的，以本办法为准。\n", "2024-05-01");
        var timeline = new ValidityTimeline([Lunch, newer]);

        var finding = timeline.FindingFor(Lunch, ClausePath.Parse("正文/二/（一）"), DateOnly.ParseExact(day, "yyyy-MM-dd", null));

        Assert.Equal(ValidityStatus.Unstated, finding.Status);
        Assert.Equal(told, finding.Note.Contains("以其为准", StringComparison.Ordinal));
        Assert.Equal(told ? 1 : 0, timeline.PrecedenceOver(Lunch.Number, DateOnly.ParseExact(day, "yyyy-MM-dd", null)).Count);
        Assert.All(timeline.Edges, e => Assert.Equal(e.Proof.Quote, newer.Text[e.Proof.Start..e.Proof.End]));
    }

    [Fact]
    public void Precedence_over_what_is_not_named_touches_no_document()
    {
        var newer = GivenOfficialText.Document("云河政发〔2024〕9号", "云河市学生营养办法", "第一条　学生每人每天15元。\n第二条　此前有关规定与本办法不一致的，以本办法为准。\n", "2024-05-01");
        Assert.Empty(new ValidityTimeline([Lunch, newer]).Edges);
    }

    private static PolicyDocument Decision(string words) => GivenOfficialText.Document("云河政发〔2024〕8号", "云河市人民政府关于修改部分文件的决定", $"一、{words}\n二、本决定自2024年5月1日起施行。\n", "2024-04-20");
}

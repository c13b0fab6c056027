using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PolicyBot.Core.Eligibility;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Worksheets;

namespace PolicyBot.Tests.Web.Console;

public sealed class WorksheetTests
{
    private static readonly FactCatalog Catalog = new(
    [
        new("open", FactType.YesNo, "开业了吗"),
        new("months", FactType.Number, "几个月") { Unit = "月" },
        new("since", FactType.Date, "哪天"),
        new("groups", FactType.Groups, "属于哪些") { Choices = [new("甲", new FactValue.Groups(["a"], [])), new("乙", new FactValue.Groups(["b"], [])), new("都不是", new FactValue.Groups([], ["a", "b"]))] },
    ]);

    [Theory]
    [InlineData("8", "8")]
    [InlineData("8个月", "8")]
    [InlineData("８ 月", "8")]
    [InlineData(">=6", ">=6")]
    public void A_number_is_read_as_people_type_it(string typed, string expected) => Assert.Equal(expected, Read(("f.months", typed))["months"]);

    [Theory]
    [InlineData("2024-06-15", "2024-06-15")]
    [InlineData("2024年6月15日", "2024-06-15")]
    [InlineData("2024.6", "2024-06-01..2024-06-30")]
    [InlineData("2024", "2024-01-01..2024-12-31")]
    [InlineData("2023-02-29", "2023-02-29")]
    [InlineData("去年", "去年")]
    public void A_rough_date_is_all_the_days_it_may_be(string typed, string expected) => Assert.Equal(expected, Read(("f.since", typed))["since"]);

    [Theory]
    [InlineData("months", "8", "8")]
    [InlineData("months", ">=6", "6以上")]
    [InlineData("months", "<6", "不满6")]
    [InlineData("months", "<=6", "不超过6")]
    [InlineData("months", "0..1", "0至1")]
    [InlineData("since", "2024-06-15", "2024-06-15")]
    [InlineData("since", "2024-06-01..2024-06-30", "2024-06")]
    [InlineData("since", "2024-01-01..2024-12-31", "2024")]
    [InlineData("since", "2024-01-01..2024-06-30", "2024-01-01..2024-06-30")]
    public void A_value_is_shown_in_words_that_are_read_back_as_the_same(string fact, string given, string shown)
    {
        var type = Catalog.Find(fact)!.Type;
        Assert.True(FactValue.TryParse(type, given, out var value));

        Assert.Equal(shown, WorksheetForm.Shown(value));
        Assert.True(FactValue.TryParse(type, Read(("f." + fact, shown))[fact], out var again));
        Assert.Equal(value, again);
    }

    [Fact]
    public void Ticks_are_yes_the_rest_is_open_unless_said_to_be_none()
    {
        Assert.Equal("a", Read(("f.groups", "a"))["groups"]);
        Assert.Equal("a,!b", Read(("f.groups", "a"), ("f.groups.rest", "no"))["groups"]);
        Assert.Equal("!a,!b", Read(("f.groups.rest", "no"))["groups"]);
        Assert.Empty(Read(("f.groups", "unknown"), ("f.open", "")));
    }

    [Fact]
    public void Only_facts_that_can_still_change_something_are_asked_and_a_change_of_verdict_is_told()
    {
        var serving = WebHost.Serving();
        var day = new DateOnly(2024, 6, 1);
        var empty = Worksheet.Of(serving with { Knowledge = GivenEligibility.Knowledge }, new Dictionary<string, string>(StringComparer.Ordinal), day)!;
        Assert.NotEmpty(empty.Next);
        var open = empty.Possible.SelectMany(a => a.Missing).Select(m => m.Fact).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(open, empty.Next.Select(n => n.Definition.Id).ToHashSet(StringComparer.Ordinal));

        var far = Worksheet.Of(serving with { Knowledge = GivenEligibility.Knowledge }, new Dictionary<string, string>(StringComparer.Ordinal), new DateOnly(2090, 1, 1), empty.Verdicts)!;
        Assert.All(far.Changes, c => Assert.NotEqual(c.From, c.To));
    }

    private static IReadOnlyDictionary<string, string> Read(params (string Name, string Value)[] fields) =>
        WorksheetForm.Read(new FormCollection(fields.GroupBy(f => f.Name).ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)]))), Catalog);
}

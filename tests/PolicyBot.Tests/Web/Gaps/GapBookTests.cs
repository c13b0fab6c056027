using System.Text;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Gaps;

public sealed class GapBookTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Not_found_disliked_and_handed_over_are_gaps_and_each_can_be_left_out()
    {
        Store("房产证丢了怎么补", "not_found");
        Store("补贴太少了", "answered", feedback: "dislike");
        Store("找人工", "answered", isHandOff: true);
        Store("补贴怎么领", "answered");

        Assert.Equal(3, (await GroupAsync(new(Day, Day))).Questions);
        Assert.Equal("房产证丢了怎么补", Assert.Single((await GroupAsync(new(Day, Day, Disliked: false, HandedOff: false))).Groups).Question);
        Assert.Equal("补贴太少了", Assert.Single((await GroupAsync(new(Day, Day, NotFound: false, HandedOff: false))).Groups).Question);
        Assert.Equal("找人工", Assert.Single((await GroupAsync(new(Day, Day, NotFound: false, Disliked: false))).Groups).Question);
    }

    [Fact]
    public async Task Days_of_China_bound_what_is_grouped()
    {
        Store("前一天的问题", "not_found", new DateTimeOffset(2026, 11, 23, 15, 59, 59, TimeSpan.Zero));
        Store("当天第一问", "not_found", new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
        Store("当天最后一问", "not_found", new DateTimeOffset(2026, 11, 24, 15, 59, 59, TimeSpan.Zero));
        Store("后一天的问题", "not_found", new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero));

        var questions = (await GroupAsync(new(Day, Day))).Groups.SelectMany(g => g.Wordings).Order(StringComparer.Ordinal);

        Assert.Equal(["当天最后一问", "当天第一问"], questions);
    }

    [Fact]
    public async Task The_month_is_counted_by_unit_with_everything_that_was_asked()
    {
        Store("一", "answered", unit: "=甲局");
        Store("二", "partly_answered", unit: "=甲局", feedback: "dislike");
        Store("三", "not_found", unit: "=甲局");
        Store("四", "needs_clarification", unit: "");
        Store("五", "greeting", unit: "乙局");

        var csv = Encoding.UTF8.GetString(await new TurnCounts(_database).MonthAsync(2026, 11, CancellationToken.None));

        Assert.Equal("\uFEFF月份,责任单位,提问,已答,未找到,其他,不满意,转人工\r\n2026-11,'=甲局,3,2,1,0,1,0\r\n2026-11,（未确定）,1,0,0,1,0,0\r\n", csv);
    }

    private Task<GapGroups> GroupAsync(GapQuery query) => new GapBook(_database, _clock).GroupAsync(query, CancellationToken.None);

    private void Store(string question, string status, DateTimeOffset? at = null, string? feedback = null, bool isHandOff = false, string unit = "")
    {
        using var db = _database.CreateDbContext();
        db.Turns.Add(new StoredTurn
        {
            Id = Guid.NewGuid().ToString("N"),
            Channel = "page",
            At = at ?? new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero),
            Question = question,
            Status = status,
            Answer = "答",
            Clauses = "",
            Unit = unit,
            Feedback = feedback,
            IsHandOff = isHandOff,
            IsGap = status is "not_found" || feedback is "dislike" || isHandOff,
        });
        db.SaveChanges();
    }
}

using PolicyBot.Web.Console;

namespace PolicyBot.Tests.Web.Console;

public sealed class ConsoleDayTests
{
    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2026/11/25")]
    [InlineData("2026.11.25")]
    [InlineData("20261125")]
    [InlineData("2026年11月25日")]
    [InlineData(" ２０２６－１１－２５ ")]
    public void A_day_is_read_as_people_write_it(string text)
    {
        Assert.True(ConsoleDay.TryRead(text, out var day));
        Assert.Equal(new DateOnly(2026, 11, 25), day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2026-11")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("明天")]
    public void What_is_no_day_or_has_none_beside_it_is_refused(string? text) => Assert.False(ConsoleDay.TryRead(text, out _));

    [Theory]
    [InlineData("2026-11")]
    [InlineData("2026年11月")]
    [InlineData("202611")]
    public void A_month_begins_with_its_first_day(string text)
    {
        Assert.True(ConsoleDay.TryReadMonth(text, out var first));
        Assert.Equal(new DateOnly(2026, 11, 1), first);
    }
}

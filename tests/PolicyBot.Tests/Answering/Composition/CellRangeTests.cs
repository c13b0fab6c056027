using PolicyBot.Answering.Composition;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class CellRangeTests
{
    [Theory]
    [InlineData("24个月以上不足60个月", 24, "个月", true)]
    [InlineData("24个月以上不足60个月", 60, "个月", false)]
    [InlineData("24个月以上不足60个月", 3, "年", true)]
    [InlineData("60个月以上", 60, "个月", true)]
    [InlineData("50亩以上不足200亩", 49, "亩", false)]
    [InlineData("50亩以上", 60, "人", false)]
    public void The_lower_end_is_included_and_the_upper_is_not(string cell, int value, string unit, bool holds) =>
        Assert.Equal(holds, CellRange.Read(cell)!.Holds(value, unit));

    [Fact]
    public void Words_are_no_range() => Assert.Null(CellRange.Read("甲级"));
}

using PolicyBot.Answering.Composition;
using PolicyBot.Core.Text;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class StatedRangeTests
{
    [Theory]
    [InlineData("累计缴费时间满5年不足10年的", "交了6年", 1)]
    [InlineData("累计缴费时间满5年不足10年的", "交了5年", 1)]
    [InlineData("累计缴费时间满5年不足10年的", "交了10年", -1)]
    [InlineData("累计缴费时间10年以上的", "干了12年", 1)]
    [InlineData("累计缴费时间10年以上的", "干了9年", -1)]
    [InlineData("累计满24个月", "干了三年", 1)]
    [InlineData("60至79周岁老年人", "我79岁", 1)]
    [InlineData("60至79周岁老年人", "我80岁", -1)]
    [InlineData("80周岁以上老年人", "我妈83岁", 1)]
    [InlineData("不满16周岁的", "孩子16岁", -1)]
    [InlineData("未满16周岁的", "孩子15岁", 1)]
    [InlineData("超过50人的企业", "厂里50个人", -1)]
    [InlineData("年满60周岁", "今年60岁", 1)]
    [InlineData("30人以下的小微企业", "店里8个人", 1)]
    [InlineData("期限最长不超过12个月", "交了6年", 0)]
    [InlineData("怀孕未满4个月流产的,享受15天产假", "怀孕三个月流产", 1)]
    [InlineData("怀孕满4个月流产的,享受42天产假", "怀孕三个月流产", -1)]
    [InlineData("按每人每月100元发放", "我60岁", 0)]
    [InlineData("累计缴费时间满5年不足10年的", "能领多少", 0)]
    public void A_case_is_told_by_the_number_that_was_said(string text, string said, int expected) =>
        Assert.Equal(expected, StatedRange.Fit(TextNormalizer.Normalize(text), QuantityReader.Read(TextNormalizer.Normalize(said))));

    [Theory]
    [InlineData("24个月以上不足60个月", "干了两年", true)]
    [InlineData("24个月以上不足60个月", "干了5年", false)]
    [InlineData("24个月以上不足60个月", "干了3年", true)]
    [InlineData("60个月以上", "干了5年", true)]
    [InlineData("50亩以上不足200亩", "种了49亩", false)]
    [InlineData("50亩以上", "雇了60人", null)]
    [InlineData("80至100马力", "100马力", true)]
    [InlineData("80-100马力", "101马力", false)]
    [InlineData("30人以下", "厂里30人", true)]
    [InlineData("不足30人", "厂里30人", false)]
    [InlineData("超过100人", "厂里100人", false)]
    [InlineData("前30分钟", "停了20分钟", true)]
    [InlineData("30分钟至2小时", "停了1小时", true)]
    [InlineData("30分钟至2小时", "停了3小时", false)]
    [InlineData("2小时以上", "停了3个钟头", true)]
    public void A_key_of_a_row_is_read_as_running_text_is(string cell, string said, bool? holds) =>
        Assert.Equal(holds, StatedRange.OfKey(TextNormalizer.Normalize(cell))!.Holds(QuantityReader.Read(TextNormalizer.Normalize(said))));

    [Theory]
    [InlineData("甲级")]
    [InlineData("60元")]
    [InlineData("每小时6元")]
    public void Any_other_cell_is_no_range(string cell) => Assert.Null(StatedRange.OfKey(TextNormalizer.Normalize(cell)));
}

using PolicyBot.Core.Documents;

namespace PolicyBot.Tests.Core.Documents;

public sealed class FieldLabelTests
{
    [Theory]
    [InlineData("【申请材料】身份证。", FieldLabelForm.Framed, "申请材料", 6)]
    [InlineData("◆补贴标准", FieldLabelForm.Bulleted, "补贴标准", 5)]
    [InlineData("● 活动时间：3月1日起", FieldLabelForm.Bulleted, "活动时间", 7)]
    [InlineData("办理地点： 新华路88号", FieldLabelForm.Named, "办理地点", 6)]
    public void A_line_may_begin_with_the_name_of_a_field(string line, FieldLabelForm form, string name, int length) =>
        Assert.Equal(new FieldLabel(form, name, length), FieldLabel.Read(line));

    [Theory]
    [InlineData("各有关单位：")]
    [InlineData("市直有关部门：")]
    [InlineData("责任单位：市财政局")]
    [InlineData("牵头部门：市发展改革委")]
    [InlineData("大赛完成时限：2023年8月底前")]
    [InlineData("一、申请条件：")]
    [InlineData("（一）申请条件：")]
    [InlineData("●对首次开店的，给予补贴。")]
    [InlineData("申请条件，按下列规定：")]
    [InlineData("附件：1.申请材料")]
    public void Whom_it_is_sent_to_who_is_in_charge_numbers_and_sentences_are_none(string line) => Assert.Null(FieldLabel.Read(line));

    [Theory]
    [InlineData("【申请材料】", true)]
    [InlineData("◆补贴标准", true)]
    [InlineData("办理地点", true)]
    [InlineData("（三）完善补贴标准", false)]
    [InlineData("一次性创业补贴", false)]
    public void A_heading_that_names_a_field_is_no_name_of_a_thing(string heading, bool isLabel) => Assert.Equal(isLabel, FieldLabel.IsLabel(heading));
}

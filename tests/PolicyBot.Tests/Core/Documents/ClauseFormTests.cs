using PolicyBot.Core.Documents;

namespace PolicyBot.Tests.Core.Documents;

public sealed class ClauseFormTests
{
    [Theory]
    [InlineData("编号：\n申请人姓名\t\t身份证号\n受理时间\t\t联系电话\n", true)]
    [InlineData("本人，身份证号：，于年月日举报的案件（案件编号：），已通知给予我本人奖励资金 元（大写：）。\n申明人（签字）：\n", true)]
    [InlineData("第七条 按照以下标准给予一次性奖励：", false)]
    [InlineData("各县（区）人民政府：\n现印发给你们。\n2024年3月5日\n", false)]
    [InlineData("召集人：王 平 副市长\n副召集人：李 安 市民政局局长\n成员：赵 月 市财政局副局长\n", false)]
    public void A_form_is_told_by_the_places_that_wait_for_a_hand(string text, bool isForm) =>
        Assert.Equal(isForm, ClauseForm.IsForm(new Clause(ClausePath.Parse("附件1/全文"), text, 0, text.Length)));
}

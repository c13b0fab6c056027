using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

/// <summary>A list of policies that tells each field by field: every question gets the field that it asks for, of the thing that it names.</summary>
public sealed class FieldClausesTests
{
    private const string Text = """
        云山市惠民政策清单
        一、一次性开店补贴
        【政策内容】首次开店并正常营业6个月以上的，给予一次性开店补贴5000元。
        【享受对象】高校毕业生、登记失业人员、退役军人。
        【申请材料】身份证、营业执照、缴费凭证。
        【办理渠道】市政务服务中心二楼。
        【办理时限】15个工作日。
        【收费标准】不收费。
        【咨询电话】0400-3556677
        二、高龄津贴
        【政策内容】80至89周岁老年人每人每月100元，90周岁以上老年人每人每月200元。
        【享受对象】具有本市户籍的80周岁以上老年人。
        【申请材料】户口簿、本人银行卡。
        【办理渠道】户籍所在地村（社区）。
        【咨询电话】0400-3551234

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政发〔2025〕8号", "云山市惠民政策清单", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("开店补贴要带什么材料", "身份证、营业执照、缴费凭证", "户口簿")]
    [InlineData("高龄津贴要带什么材料", "户口簿、本人银行卡", "营业执照")]
    [InlineData("高龄津贴上哪办", "户籍所在地村（社区）", "二楼")]
    [InlineData("开店补贴多久能办下来", "15个工作日", "身份证")]
    [InlineData("高龄津贴打哪个电话问", "0400-3551234", "3556677")]
    [InlineData("开店补贴给多少钱", "5000元", "退役军人")]
    [InlineData("开店补贴要交钱吗", "不收费", "身份证")]
    public async Task The_field_that_is_asked_for_answers_and_no_other(string question, string said, string unsaid)
    {
        var answer = await _assistant.AnswerAsync(new Question(question, null, new DateOnly(2026, 1, 5)), CancellationToken.None);

        Assert.True(answer is Answered, answer.Text);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, answer.Text, StringComparison.Ordinal);
    }
}

using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

/// <summary>Questions as they are said at a counter: whether it costs anything, whether an office has to do with it, whose child it is.</summary>
public sealed class EverydayAsksTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市便民服务办法的通知
        云山政办发〔2023〕9号
        各县（区）人民政府：
        《云山市便民服务办法》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市便民服务办法
        一、服务内容
        （一）建设健身步道。2024年在市区建设健身步道6条，引导青少年参加冰雪运动。〔责任单位：市体育局、市财政局〕
        （二）建设听书茶馆。2024年在各街道建设听书茶馆20家。〔责任单位：市文广旅局〕
        （三）开展听书茶馆活动。为老年人提供免费听书场所和免费热水。〔责任单位：市文广旅局〕
        （四）办好儿童之家。各街道儿童之家面向儿童和学生开放，建设儿童阅览室。〔责任单位：市妇联〕
        （五）扩大茶艺见习规模。
        1.设立茶艺见习岗位120个。
        （1）给予茶企“礼包”激励，助力茶艺师成长。
        （2）组织茶企走进校园。
        （六）成立便民服务专班。专班成员如下：
        成员：王山 市财政局副局长
        李云 市体育局副局长
        赵水 集贤县副县长
        钱木 饶河县副县长
        二、住房保障
        将新就业职工纳入青年公寓保障范围，努力做到应保尽保，职工申请青年公寓的保障率达到90%。研究拓宽住房公积金使用渠道的措施。〔责任单位：市住房城乡建设局〕

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政办发〔2023〕9号", "云山市人民政府办公室关于印发云山市便民服务办法的通知", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Theory]
    [InlineData("健身步道收费不")]
    [InlineData("去健身步道要花钱吗")]
    public async Task Whether_it_costs_anything_is_not_answered_with_what_is_free_elsewhere(string question)
    {
        var answer = await AskAsync(question);
        Assert.Contains("没有写明是否收费", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("听书", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_follow_up_asks_may_stand_in_another_clause_about_the_same()
    {
        await AskAsync("听书茶馆要建几家", "c");
        Assert.Contains("免费听书场所", (await AskAsync("收费不", "c")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_office_takes_the_place_of_another()
    {
        await AskAsync("财政局是谁在专班里", "o");
        Assert.Contains("李云", (await AskAsync("体育局呢", "o")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_county_takes_the_place_of_another_and_stays()
    {
        await AskAsync("集贤县是谁在专班里", "p");
        Assert.Contains("钱木", (await AskAsync("饶河呢", "p")).Text, StringComparison.Ordinal);
        Assert.Contains("饶河县副县长", (await AskAsync("他什么职务", "p")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("健身步道财政局管不管")]
    [InlineData("建健身步道有没有财政局的份")]
    public async Task Whether_an_office_has_to_do_with_it_is_answered_by_the_line_of_units(string question) =>
        Assert.Contains("市财政局", (await AskAsync(question)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Whose_affair_it_is_counts_less_than_the_affair() =>
        Assert.Contains("冰雪运动", (await AskAsync("孩子想学滑冰，市里推不推这个")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_channel_for_something_else_in_a_long_clause_is_no_way_to_apply() =>
        Assert.Contains("没有写明办理流程", (await AskAsync("青年公寓怎么申请")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task An_item_without_a_word_of_the_topic_does_not_answer_for_its_lead_in() =>
        Assert.Contains("120个", (await AskAsync("茶艺见习岗位")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("补贴给多少，怎么申请，找谁")]
    [InlineData("补贴找谁")]
    public async Task A_grant_without_its_name_is_asked_back(string question) =>
        Assert.IsType<NeedsClarification>(await AskAsync(question));

    [Theory]
    [InlineData("听书茶馆能让我儿子替我去领票吗", "能否由别人代领代办")]
    [InlineData("青年公寓错过申请了怎么办", "错过时间或逾期怎么办")]
    [InlineData("青年公寓有年龄限制没", "年龄要求")]
    public async Task What_people_ask_at_a_counter_and_no_clause_states_is_named(string question, string detail) =>
        Assert.Contains(detail, (await AskAsync(question)).Text, StringComparison.Ordinal);

    private Task<Answer> AskAsync(string text, string? conversation = null) => _assistant.AnswerAsync(new(text, conversation, new(2023, 7, 1)), CancellationToken.None);
}

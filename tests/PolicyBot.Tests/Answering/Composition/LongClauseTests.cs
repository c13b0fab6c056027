using PolicyBot.Answering;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

/// <summary>Which words of a long clause are quoted: those of what was asked, all of them, and not only the nearest.</summary>
public sealed class LongClauseTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市乡村文化行动方案的通知
        云山政办发〔2023〕7号
        各县（区）人民政府：
        《云山市乡村文化行动方案》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市乡村文化行动方案
        一、重点任务
        （一）繁荣乡村文化。坚持文化惠民，加强乡镇图书馆建设，增加图书馆藏书和座位，推动图书馆总分馆制，完善图书馆开放服务。推进农村电影放映工程，确保每个行政村每月放映1场电影，由各县（区）组织放映队。鼓励民间剧团下乡演出，对下乡演出的民间剧团提供场地、服装、道具、交通、食宿、灯光、音响等保障，并为其提供剧本创作、演员培训、节目编排、巡演组织等综合性帮助，让群众在家门口看好戏。广泛开展农民书法展览，2023年4—9月举办书法展览3场。加强文物巡查，落实文物看护人员，严厉打击盗掘古墓葬行为。〔牵头单位：市文化广电和旅游局〕
        （二）总结阶段。市文化广电和旅游局、市财政局及时总结行动开展情况，形成总结报告。
        上述工作完成时限：2023年12月底前。

        """;

    private static readonly GivenAnswering Given = new(GivenOfficialText.Document("云山政办发〔2023〕7号", "云山市人民政府办公室关于印发云山市乡村文化行动方案的通知", Text));
    private readonly PolicyAssistant _assistant = Given.Assistant();

    [Fact]
    public async Task Each_ask_of_one_breath_gets_the_sentence_that_has_its_words()
    {
        var answer = await AskAsync("农村电影放映怎么搞，文物巡查怎么搞");
        Assert.Contains("每月放映1场电影", answer.Text, StringComparison.Ordinal);
        Assert.Contains("文物看护人员", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_substance_that_the_nearest_sentence_lacks_brings_its_own()
    {
        var answer = await AskAsync("图书馆 盗掘古墓葬");
        Assert.Contains("图书馆", answer.Text, StringComparison.Ordinal);
        Assert.Contains("盗掘古墓葬", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_given_is_quoted_with_the_whole_enumeration()
    {
        var answer = await AskAsync("民间剧团下乡演出都给什么帮助，有哪些");
        Assert.Contains("灯光、音响等保障", answer.Text, StringComparison.Ordinal);
        Assert.Contains("巡演组织", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_which_month_to_which_is_when_it_is_held_and_not_when_the_work_is_due()
    {
        var answer = await AskAsync("农民书法展览安排在几月到几月");
        Assert.Contains("4—9月", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12月底前", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sentence_of_the_ask_is_quoted_rather_than_that_of_the_story_before_it()
    {
        var answer = await AskAsync("我天天去图书馆，图书馆座位也够，文物巡查有人管吗");
        Assert.Contains("文物巡查", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offices_that_begin_a_sentence_are_who_does_it()
    {
        var answer = await AskAsync("总结阶段由哪几家来总结");
        Assert.Contains("市文化广电和旅游局、市财政局", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有写明", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_quotation_is_verbatim()
    {
        foreach (var text in new[] { "农村电影放映怎么搞，文物巡查怎么搞", "图书馆 盗掘古墓葬", "民间剧团下乡演出都给什么帮助，有哪些" })
            Assert.All((await AskAsync(text)).Citations, c => Assert.Equal(c.Quote, Given.Document.Text[c.Start..c.End]));
    }

    private Task<Answer> AskAsync(string text) => _assistant.AnswerAsync(new(text, Conversation: null, new(2023, 7, 1)), CancellationToken.None);
}

using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering;

public sealed class PolicyAssistantTests
{
    private const string Text = """
        云山市人民政府办公室关于印发云山市家政服务业扶持办法的通知
        云山政办发〔2023〕5号
        各县（区）人民政府：
        《云山市家政服务业扶持办法》已经市政府同意，现印发给你们，请认真贯彻执行。
        云山市人民政府办公室
        2023年6月7日
        云山市家政服务业扶持办法
        一、支持范围
        （一）给予家政企业岗前培训补贴。对组织新招用家政服务员参加岗前培训的家政企业，给予每人800元的岗前培训补贴。所需资金由市级财政承担，执行期至2024年12月31日止。〔责任单位：市商务局、市财政局〕
        （二）给予家政服务员意外保险补贴。对购买意外伤害保险的家政服务员，给予每人每年120元的意外保险补贴。所需资金由省级财政承担。〔责任单位：市妇联、市商务局〕
        二、表彰奖励
        对获得市级家政技能大赛一、二、三等奖的选手，分别给予6000元、4000元、1000元的一次性奖励。〔责任单位：市总工会〕

        """;

    private static readonly KnowledgeBase Knowledge = new([GivenOfficialText.Document("云山政办发〔2023〕5号", "云山市人民政府办公室关于印发云山市家政服务业扶持办法的通知", Text)])
    {
        Lexicon = LexiconReader.Read("no such folder").Value,
        Replies = RepliesReader.Read("no such folder").Value,
    };

    private static readonly PolicyIndex Index = PolicyIndex.InMemory(Knowledge);
    private readonly PolicyAssistant _assistant = PolicyAssistant.Create(Knowledge, Index.Searcher, new ConversationStore(new FakeTimeProvider()));

    [Fact]
    public async Task How_much_is_answered_with_the_official_words_and_their_place()
    {
        var answer = await AskAsync("家政服务员的意外保险补贴给多少钱");
        Assert.IsType<Answered>(answer);
        Assert.Contains("120元", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("800元", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.Equal(c.Quote, Knowledge.Documents[0].Text[c.Start..c.End]));
        Assert.Equal("正文/一/（二）", answer.Citations[0].Clause.Value);
    }

    [Fact]
    public async Task A_question_without_its_thing_is_asked_back_with_things_of_the_documents_and_answered_when_one_is_named()
    {
        var back = await AskAsync("给多少钱", "bare");
        Assert.IsType<NeedsClarification>(back);
        Assert.Empty(back.Citations);
        Assert.NotEmpty(back.Suggestions);
        Assert.All(back.Suggestions, s => Assert.Contains(Knowledge.Documents[0].Clauses, c => c.Heading.Length > 0 && s.StartsWith(ClauseTopic.ThingOf(c), StringComparison.Ordinal)));
        Assert.Contains("120元", (await AskAsync("意外保险补贴", "bare")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_things_compared_are_each_quoted_from_their_own_clause()
    {
        var answer = await AskAsync("岗前培训补贴和意外保险补贴有什么区别");
        Assert.Contains("800元", answer.Text, StringComparison.Ordinal);
        Assert.Contains("120元", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["正文/一/（一）", "正文/一/（二）"], answer.Citations.Select(c => c.Clause.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_asks_are_each_answered_with_their_own_words_and_places()
    {
        var answer = await AskAsync("意外保险补贴给多少，还有岗前培训补贴谁出钱");
        Assert.Contains("120元", answer.Text, StringComparison.Ordinal);
        Assert.Contains("市级财政承担", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["正文/一/（一）", "正文/一/（二）"], answer.Citations.Select(c => c.Clause.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(answer.Citations, c => Assert.Contains($"[{c.Marker}]", answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_prize_is_read_out_of_a_list_answered_by_place()
    {
        var answer = await AskAsync("市级家政技能大赛二等奖奖励多少钱");
        Assert.Contains("二等奖对应4000元[1]", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_pays_and_who_is_responsible_are_quoted_from_the_clause_that_was_asked()
    {
        Assert.Contains("省级财政", (await AskAsync("意外保险补贴的钱谁出")).Text, StringComparison.Ordinal);
        Assert.Contains("市妇联", (await AskAsync("意外保险补贴归哪个部门管")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_clause_says_so_first_and_quotes_the_words_that_prove_it()
    {
        var answer = await AskAsync("岗前培训补贴给多少钱", asOf: new(2025, 1, 1));
        Assert.StartsWith("提醒：这项规定现已到期", answer.Text, StringComparison.Ordinal);
        Assert.Contains("执行期至2024年12月31日止", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("到期", (await AskAsync("岗前培训补贴给多少钱", asOf: new(2024, 12, 31))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_that_the_text_lacks_is_said_to_be_lacking_and_the_unit_is_named()
    {
        var answer = await AskAsync("意外保险补贴要带什么材料");
        Assert.IsType<PartlyAnswered>(answer);
        Assert.Contains("没有写明所需材料", answer.Text, StringComparison.Ordinal);
        Assert.Contains("市妇联", answer.Contact);
    }

    [Fact]
    public async Task What_no_document_speaks_of_is_not_answered()
    {
        var answer = await AskAsync("护照丢了怎么补办");
        Assert.True(answer is NotFound or OutOfScope, answer.Text);
        Assert.Empty(answer.Citations);
    }

    [Fact]
    public async Task A_follow_up_without_a_topic_is_about_the_clause_before()
    {
        await AskAsync("意外保险补贴给多少钱", "c");
        var answer = await AskAsync("这钱谁出", "c");
        Assert.Contains("省级财政", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("120元", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_topic_inherits_nothing()
    {
        await AskAsync("意外保险补贴给多少钱", "d");
        var answer = await AskAsync("岗前培训补贴的钱谁出", "d", new(2024, 1, 1));
        Assert.Contains("市级财政", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("省级财政", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_over_forgets_the_focus()
    {
        await AskAsync("意外保险补贴给多少钱", "e");
        Assert.IsType<Greeting>(await AskAsync("重新开始", "e"));
        Assert.Empty((await AskAsync("这钱谁出", "e")).Citations);
    }

    [Fact]
    public async Task Every_answer_passes_the_gate_again_from_outside()
    {
        foreach (var text in new[] { "岗前培训补贴", "二等奖多少", "家政补贴有哪些", "意外保险补贴什么时候截止", "文件什么时候印发的", "一、二、三等奖分别多少", "培训补贴和保险补贴有什么区别" })
        {
            var answer = await AskAsync(text);
            Assert.IsNotType<Failed>(answer);
            Assert.All(answer.Citations, c => Assert.Equal(c.Quote, Knowledge.Documents[0].Text[c.Start..c.End]));
            Assert.All(answer.Citations, c => Assert.Contains($"[{c.Marker}]", answer.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Each_step_is_traced_without_a_word_of_the_citizen()
    {
        var answer = await AskAsync("意外保险补贴给多少钱，我叫王小明");
        Assert.Contains(answer.Trace.Steps, s => s.Name == "clauses.search");
        Assert.Contains(answer.Trace.Steps, s => s.Name == "check");
        Assert.All(answer.Trace.Steps, s => Assert.DoesNotContain("王小明", s.Detail, StringComparison.Ordinal));
    }

    private Task<Answer> AskAsync(string text, string? conversation = null, DateOnly? asOf = null) =>
        _assistant.AnswerAsync(new(text, conversation, asOf ?? GivenLanguage.Today), CancellationToken.None);
}

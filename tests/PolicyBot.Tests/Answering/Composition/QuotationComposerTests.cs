using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

/// <summary>How answers are put together from the forms that official texts have: lists, tables, explanations, amended articles.</summary>
public sealed class QuotationComposerTests
{
    private const string Rules = """
        云山市公园管理办法
        云山政规〔2023〕3号
        （2023年3月9日云山市人民政府令第3号公布，自2023年5月1日起施行）
        第一条　为了加强公园管理，制定本办法。
        第二条　申请公园活动登记，应当提交下列材料：
        （一）活动方案；
        （二）安全承诺书；
        （三）场地平面图。
        第三条　公园划船每次收费30元，每次不超过一小时。
        第四条　公园划船收费按照下表减免：
        对象	减免金额（元）	凭证
        老年人	20	老年优待卡
        现役军人	30	军人证
        第五条　违反本办法划船的，由公园管理机构责令改正。
        第六条　公园停车收费按照下表执行：
        车型	平日每次	节日每次	限停
        小车	5元	8元	4小时
        大车	10元	16元	2小时
        第七条　公园年票价格按照下表执行：
        种类	本市居民	外来游客
        成人	100元	180元
        学生	50元	90元
        第八条　本办法自2023年5月1日起施行。

        """;

    private const string Decision = """
        云山市人民政府关于修改《云山市公园管理办法》的决定
        云山政规〔2024〕8号
        云山市人民政府决定对《云山市公园管理办法》作如下修改：
        一、将第三条修改为：“公园划船每次收费45元，每次不超过一小时。”
        本决定自2025年1月1日起施行。

        """;

    private static readonly KnowledgeBase Knowledge = new(
    [
        GivenOfficialText.Document("云山政规〔2023〕3号", "云山市公园管理办法", Rules) with { IssuedOn = new DateOnly(2023, 3, 9) },
        GivenOfficialText.Document("云山政规〔2024〕8号", "云山市人民政府关于修改《云山市公园管理办法》的决定", Decision) with { IssuedOn = new DateOnly(2024, 11, 20) },
    ])
    {
        Lexicon = LexiconReader.Read("no such folder").Value,
        Replies = RepliesReader.Read("no such folder").Value,
    };

    private static readonly PolicyIndex Index = PolicyIndex.InMemory(Knowledge);
    private readonly PolicyAssistant _assistant = PolicyAssistant.Create(Knowledge, Index.Searcher, new ConversationStore(new FakeTimeProvider()));

    [Fact]
    public async Task A_list_is_given_whole_and_in_order_behind_the_words_that_announce_it()
    {
        var answer = await AskAsync("公园活动登记要交哪些材料", new(2024, 6, 1));
        Assert.IsType<Answered>(answer);
        Assert.Equal(["申请公园活动登记，应当提交下列材料", "活动方案", "安全承诺书", "场地平面图"], answer.Citations.Select(c => c.Quote));
        Assert.DoesNotContain("“（一）”", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_answers_with_the_heads_of_its_columns_and_cites_both_verbatim()
    {
        var answer = await AskAsync("现役军人公园划船减免多少元", new(2024, 6, 1));
        Assert.Contains("现役军人：减免金额（元） 30，凭证 军人证", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("老年优待卡", answer.Text, StringComparison.Ordinal);
        Assert.Contains("现役军人\t30\t军人证", answer.Citations.Select(c => c.Quote));
        Assert.Contains("对象\t减免金额（元）\t凭证", answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task A_row_is_given_whole_where_its_columns_say_different_things()
    {
        var answer = await AskAsync("公园停车大车收费标准", new(2024, 6, 1));
        Assert.Contains("大车：平日每次 10元，节日每次 16元，限停 2小时", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("8元", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_columns_that_say_the_same_kind_of_thing_the_one_that_is_named_answers()
    {
        var answer = await AskAsync("外来游客的成人年票多少钱", new(2024, 6, 1));
        Assert.Contains("成人：外来游客 180元", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("本市居民 100元", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-12-31", "30元", "45元")]
    [InlineData("2025-01-01", "45元", "30元")]
    public async Task An_article_says_what_it_said_on_the_day(string day, string said, string other)
    {
        var answer = await AskAsync("公园划船每次收费多少钱", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsType<Answered>(answer);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_a_covering_notice_gives_its_date_where_it_is_printed()
    {
        var answer = await AskAsync("云山市公园管理办法是哪天公布的", new(2024, 6, 1));
        Assert.Contains("2023年3月9日", answer.Text, StringComparison.Ordinal);
        Assert.Equal("正文/标题", Assert.Single(answer.Citations).Clause.Value);
    }

    private async Task<Answer> AskAsync(string text, DateOnly asOf) =>
        await _assistant.AnswerAsync(new Question(text, null, asOf), CancellationToken.None);
}

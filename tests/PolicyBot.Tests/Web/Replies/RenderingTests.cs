using System.Text;
using System.Text.Json.Nodes;
using Markdig;
using PolicyBot.Cli;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Replies;

namespace PolicyBot.Tests.Web.Replies;

public sealed class RenderingTests
{
    private static readonly string Generated = FixedSentences.BuiltIn("ai_label");
    private static readonly string Quoted = FixedSentences.BuiltIn("quoted_label");

    public static TheoryData<Type> Cases => [.. typeof(Answer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Answer)) && !t.IsAbstract)];

    public static TheoryData<string> Channels => [.. Renderings.Keys];

    /// <summary>What a citizen, or a program on the other side, gets to read in each channel.</summary>
    private static Dictionary<string, Func<Answer, string>> Renderings { get; } = new(StringComparer.Ordinal)
    {
        ["connector"] = answer => (string)ActivityReply.Of(answer, FixedSentences.BuiltIn)["text"]!,
        ["web chat"] = answer => (string)WebChatReply.Of(answer, KnowledgeBase.Empty, "t", site: null, FixedSentences.BuiltIn)["text"]!,
        ["wechat"] = answer => Assert.Single(Pages(answer)),
        ["terminal"] = answer =>
        {
            using var output = new StringWriter();
            AnswerText.Write(output, answer, FixedSentences.BuiltIn);
            return output.ToString();
        },
        ["json"] = answer => JsonNode.Parse(AnswerJson.Serialize(answer, FixedSentences.BuiltIn)) is { } shape ? (string)shape["answer"]! + shape["label"] : "",
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_of_an_answer_reads_in_every_channel(Type type)
    {
        var answer = (Answer)Activator.CreateInstance(type)!;
        type.GetProperty(nameof(Answer.Text))!.SetValue(answer, "这里是回答。");
        type.GetProperty(nameof(Answer.AsOf))!.SetValue(answer, GivenModel.Today);

        Assert.All(Renderings.Values, of => Assert.StartsWith("这里是回答。", of(answer), StringComparison.Ordinal));
        Assert.Equal(AnswerJson.StatusOf(answer), (string?)ActivityReply.Of(answer, FixedSentences.BuiltIn)["value"]!["status"]);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_generated_answer_says_so_a_quoted_one_says_原文_and_a_fixed_sentence_says_neither(string channel)
    {
        var of = Renderings[channel];
        var quoted = GivenModel.Quoted();

        Assert.Contains(Generated.TrimEnd('。'), of(quoted with { IsGenerated = true }), StringComparison.Ordinal);
        Assert.DoesNotContain(Quoted.TrimEnd('。'), of(quoted with { IsGenerated = true }), StringComparison.Ordinal);
        Assert.Contains("原文", Quoted, StringComparison.Ordinal);
        Assert.Contains(Quoted.TrimEnd('。'), of(quoted), StringComparison.Ordinal);
        Assert.DoesNotContain(Generated.TrimEnd('。'), of(quoted), StringComparison.Ordinal);
        Assert.DoesNotContain("人工智能", of(new Greeting { Text = "您好。", AsOf = GivenModel.Today }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_metadata_of_activities_and_of_json_tell_generated_from_quoted_too()
    {
        Answer[] answers = [GivenModel.Quoted() with { IsGenerated = true }, GivenModel.Quoted(), new Greeting { Text = "您好。", AsOf = GivenModel.Today }];

        Assert.Equal(["generated", "quoted", "fixed"], answers.Select(a => AnswerJson.From(a).Origin));
        Assert.Equal([true, false, false], answers.Select(a => KeywordsOf(ActivityReply.Of(a, FixedSentences.BuiltIn)) == AnswerLabel.Keyword));
        Assert.Equal([true, false, false], answers.Select(a => KeywordsOf(WebChatReply.Of(a, KnowledgeBase.Empty, "t", site: null, FixedSentences.BuiltIn)) == AnswerLabel.Keyword));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_part_of_a_long_wechat_reply_carries_the_label_within_the_platform_s_size(bool isGenerated)
    {
        var answer = GivenModel.Quoted() with { Text = string.Concat(Enumerable.Repeat("这一句说的是申请条件[1]。", 200)), IsGenerated = isGenerated };
        var pages = Pages(answer);

        Assert.True(pages.Count > 2);
        Assert.All(pages, p => Assert.Contains(isGenerated ? Generated : Quoted, p, StringComparison.Ordinal));
        Assert.All(pages, p => Assert.InRange(Encoding.UTF8.GetByteCount(p), 1, ReplyPages.MaxBytes));
        Assert.All(pages.SkipLast(1), p => Assert.EndsWith(ReplyPages.More, p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.给予*一次性*补贴\n- 不是_清单_\n# 也不是标题 <b>x</b> [点这里](http://evil.example)")]
    [InlineData("> 引用 `代码` ![图](http://evil.example/x.png) | 表 | ~~删~~")]
    public void What_documents_and_people_wrote_is_no_markdown_at_a_connector(string words)
    {
        var answer = GivenModel.Quoted() with { Text = words + "[1]" };
        var claim = ActivityReply.Of(answer with { Citations = [answer.Citations[0] with { Quote = words }] }, FixedSentences.BuiltIn);
        string[] shown = [(string)claim["text"]!, (string)claim["entities"]![0]!["citation"]![0]!["appearance"]!["text"]!, (string)ActivityReply.Sentence(words)["text"]!];

        Assert.All(shown, markdown =>
        {
            var html = Markdown.ToHtml(markdown);
            Assert.All(["<em>", "<li>", "<h1>", "<b>", "<img", "<code>", "<blockquote>", "<del>", "<table>", "href=\"http"], tag => Assert.DoesNotContain(tag, html, StringComparison.Ordinal));
            var first = words.Split('\n')[0];
            Assert.Contains(first.Replace("\\", "", StringComparison.Ordinal), Markdown.ToPlainText(markdown), StringComparison.Ordinal);
        });
    }

    private static IReadOnlyList<string> Pages(Answer answer) => WeChatText.Of(answer, "", FixedSentences.BuiltIn) is var reply ? ReplyPages.Split(reply.Text, label: reply.Label) : [];

    private static string? KeywordsOf(JsonObject activity) => (string?)activity["entities"]?[0]?["keywords"]?[0];
}

using System.Reflection;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Replies;

namespace PolicyBot.Tests.Web.Replies;

public sealed class RenderingTests
{
    public static TheoryData<Type> Cases => [.. typeof(Answer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Answer)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_of_an_answer_reads_in_every_channel(Type type)
    {
        var answer = (Answer)Activator.CreateInstance(type)!;
        type.GetProperty(nameof(Answer.Text))!.SetValue(answer, "这里是回答。");
        type.GetProperty(nameof(Answer.AsOf))!.SetValue(answer, new DateOnly(2026, 11, 24));

        var activity = ActivityReply.Of(answer, FixedSentences.BuiltIn);
        Assert.StartsWith("这里是回答。", (string?)activity["text"], StringComparison.Ordinal);
        Assert.Equal(AnswerJson.StatusOf(answer), (string?)activity["value"]!["status"]);
        Assert.StartsWith("这里是回答。", PlainTextReply.Of(answer, FixedSentences.BuiltIn), StringComparison.Ordinal);
        Assert.StartsWith("这里是回答。", (string?)WebChatReply.Of(answer, KnowledgeBase.Empty, "t", site: null)["text"], StringComparison.Ordinal);
        Assert.StartsWith("这里是回答。", WeChatText.Of(answer, "", "").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_answer_carries_the_label_in_every_channel()
    {
        var answer = new Answered { Text = "回答", AsOf = new(2026, 11, 24), IsGenerated = true };
        Assert.Contains("人工智能", (string?)ActivityReply.Of(answer, FixedSentences.BuiltIn)["text"], StringComparison.Ordinal);
        Assert.Equal("AIGeneratedContent", (string?)ActivityReply.Of(answer, FixedSentences.BuiltIn)["entities"]![0]!["keywords"]![0]);
        var label = FixedSentences.BuiltIn("ai_label");
        Assert.Contains(label, (string?)WebChatReply.Of(answer, KnowledgeBase.Empty, "t", site: null, label)["text"], StringComparison.Ordinal);
        Assert.EndsWith(label, WeChatText.Of(answer, "", label).Text, StringComparison.Ordinal);
        Assert.Contains("人工智能", PlainTextReply.Of(answer, FixedSentences.BuiltIn), StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class WebChatReplyTests
{
    private const string ClauseText = "1.给予一次性补贴。对首次开店的，给予1万元。正常经营满6个月。";
    private static readonly PolicyDocument Document = new(DocumentNumber.Parse("某政发〔2023〕1号"), "关于支持开店的意见", ClauseText, [new Clause(ClausePath.Parse("正文/一/（一）/1"), ClauseText, 0, ClauseText.Length)]);
    private static readonly KnowledgeBase Knowledge = new([Document]);

    [Fact]
    public void A_citation_is_a_claim_whose_dialog_shows_the_whole_clause()
    {
        var activity = WebChatReply.Of(AnswerWith("给予1万元[1]。"), Knowledge, "t1", "http://bot.example", FixedSentences.BuiltIn);

        var claim = activity["entities"]![0]!["citation"]![0]!;
        Assert.Equal("1", (string)claim["position"]!);
        Assert.Equal("cite:t1.1", (string)claim["@id"]!);
        Assert.Null(claim["appearance"]!["url"]);
        var dialog = (string)claim["appearance"]!["text"]!;
        Assert.Contains("正常经营满6个月", dialog, StringComparison.Ordinal);
        Assert.Contains("现行有效", dialog, StringComparison.Ordinal);
        Assert.Contains("(http://bot.example/documents/", dialog, StringComparison.Ordinal);
        Assert.Contains("\n[1]: cite:t1.1 \"", (string)activity["text"]!, StringComparison.Ordinal);
        Assert.Equal("answered", (string)activity["value"]!["status"]!);
    }

    [Fact]
    public void Thumbs_carry_the_turn_in_their_id()
    {
        var activity = WebChatReply.Of(AnswerWith("好。"), Knowledge, "t1", site: null, FixedSentences.BuiltIn);
        var like = activity["entities"]![0]!["potentialAction"]![0]!.DeepClone();

        var read = DirectLineFeedback.Read(new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["entities"] = new JsonArray(like) });

        Assert.Equal(new DirectLineFeedback("t1", "like"), read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_a_generated_answer_is_labelled_as_such(bool isGenerated)
    {
        var activity = WebChatReply.Of(AnswerWith("好。") with { IsGenerated = isGenerated }, Knowledge, "t1", site: null, FixedSentences.BuiltIn);

        Assert.Equal(isGenerated, activity["entities"]![0]!["keywords"] is not null);
    }

    [Fact]
    public void The_choices_of_a_question_are_pressed_and_a_dead_end_offers_a_person()
    {
        var asking = new NeedsClarification { Text = "多久？", AsOf = new(2026, 11, 24), Missing = [new("months", "多久？", ["不满6个月", "6个月以上"])] };
        var nothing = new NotFound { Text = "没有找到。", AsOf = new(2026, 11, 24) };

        Assert.Equal(["不满6个月", "6个月以上"], Choices(WebChatReply.Of(asking, Knowledge, "t", site: null, FixedSentences.BuiltIn)));
        Assert.Equal(["转人工"], Choices(WebChatReply.Of(nothing, Knowledge, "t", site: null, FixedSentences.BuiltIn)));
    }

    private static IEnumerable<string> Choices(JsonObject activity) => ((JsonArray)activity["suggestedActions"]!["actions"]!).Select(a => (string)a!["value"]!);

    private static Answered AnswerWith(string text) => new()
    {
        Text = text,
        AsOf = new(2026, 11, 24),
        Citations = [new(1, Document.Number, Document.Title, Document.Clauses[0].Path, "一、支持 › （一）开店", "给予1万元", 19, 24, Document.Digest, new(ValidityStatus.InForce, null, null, "现行有效"))],
    };
}

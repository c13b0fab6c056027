using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class WeChatTurnsTests : IDisposable
{
    private static readonly WeChatSentences Sentences = new("欢迎", "请打字", "没听清", "正在查询，请稍后回复“1”", "还在查询，请稍后再回复“1”", "出了问题", "没有了", id => "【" + id + "】") { Examples = ["开店有补贴吗？"] };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-24T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly WeChatUsers _users = new("secret");
    private readonly WeChatReach _reach = new();
    private readonly WeChatOptions _options = new() { Menu = { ["key1"] = "有哪些补贴" } };
    private readonly List<Question> _asked = [];
    private Func<Question, Task<Answer>> _answer = q => Task.FromResult(Say("答：" + q.Text));

    [Fact]
    public async Task A_text_is_answered_and_the_core_sees_no_openid()
    {
        Assert.Equal("答：公租房", await Turns().ReplyAsync(Text("公租房"), late: null));
        Assert.DoesNotContain("openid-1", Assert.Single(_asked).Conversation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_retries_of_one_message_are_one_turn_with_one_answer()
    {
        var turns = Turns();
        var replies = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ => turns.ReplyAsync(Text("公租房"), late: null)));
        Assert.All(replies, r => Assert.Equal("答：公租房", r));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_message_replayed_after_its_retries_starts_no_second_turn_while_its_timestamp_counts()
    {
        var turns = Turns();
        Assert.Equal("答：公租房", await turns.ReplyAsync(Text("公租房"), late: null));
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(await turns.ReplyAsync(Text("公租房"), late: null));
        Assert.Equal("答：公租房", await turns.ReplyAsync(Text("公租房", "43"), late: null));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_slow_answer_is_kept_and_given_for_1()
    {
        var slow = new TaskCompletionSource<Answer>();
        _answer = _ => slow.Task;
        var turns = Turns();

        var first = turns.ReplyAsync(Text("公租房", "1"), late: null);
        await PassDeadlineAsync(first);
        Assert.Equal(Sentences.Busy, await first);

        var early = turns.ReplyAsync(Text("1", "2"), late: null);
        await PassDeadlineAsync(early);
        Assert.Equal(Sentences.StillBusy, await early);

        slow.SetResult(Say("终于查到"));
        Assert.Equal("终于查到", await turns.ReplyAsync(Text("1", "3"), late: null));
    }

    [Fact]
    public async Task The_rest_of_a_long_answer_comes_with_继续()
    {
        _answer = _ => Task.FromResult(Say(string.Concat(Enumerable.Repeat("这一句说的是申请条件。", 120))));
        var turns = Turns();
        Assert.EndsWith(ReplyPages.More, await turns.ReplyAsync(Text("条件", "1"), late: null));
        Assert.StartsWith("这一句", await turns.ReplyAsync(Text("继续", "2"), late: null));
        Assert.Equal("没有了", await turns.ReplyAsync(Text("继续", "3"), late: null));
    }

    [Theory]
    [InlineData(true, "【ai_label】")]
    [InlineData(false, "【quoted_label】")]
    public async Task Each_part_of_an_answer_says_where_its_words_come_from(bool isGenerated, string label)
    {
        _answer = _ => Task.FromResult<Answer>(GivenModel.Quoted() with { Text = string.Concat(Enumerable.Repeat("这一句说的是申请条件[1]。", 120)), IsGenerated = isGenerated });
        var turns = Turns();
        Assert.EndsWith(label + ReplyPages.More, await turns.ReplyAsync(Text("条件", "1"), late: null));
        Assert.Contains(label, await turns.ReplyAsync(Text("继续", "2"), late: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_has_less_time_than_the_callback()
    {
        await Turns().ReplyAsync(Text("公租房"), late: null);
        Assert.InRange(Assert.Single(_asked).Patience!.Value, TimeSpan.FromMilliseconds(1), _options.ReplyDeadline * 0.9);
    }

    [Fact]
    public async Task A_number_stands_for_the_choice_that_was_offered()
    {
        _answer = q => Task.FromResult<Answer>(new NeedsClarification { Text = "经营多久了？", AsOf = q.AsOf, Missing = [new("months", "经营多久了？", ["不满6个月", "6个月以上"])] });
        var turns = Turns();
        Assert.EndsWith("回复1：不满6个月\n回复2：6个月以上", await turns.ReplyAsync(Text("补贴", "1"), late: null));
        await turns.ReplyAsync(Text("２", "2"), late: null);
        Assert.Equal("6个月以上", _asked[^1].Text);
    }

    [Fact]
    public async Task A_menu_key_asks_its_question_and_other_events_get_no_text()
    {
        var turns = Turns();
        Assert.Equal("答：有哪些补贴", await turns.ReplyAsync(Event("CLICK", "key1"), late: null));
        Assert.Equal("欢迎\n\n回复1：开店有补贴吗？", await turns.ReplyAsync(Event("subscribe", ""), late: null));
        Assert.Equal("答：开店有补贴吗？", await turns.ReplyAsync(Text("1", "9"), late: null));
        Assert.Null(await turns.ReplyAsync(Event("unsubscribe", ""), late: null));
        Assert.Null(await turns.ReplyAsync(Event("CLICK", "unknown"), late: null));
    }

    [Fact]
    public async Task Voice_is_answered_by_its_recognition_and_a_picture_gets_a_sentence()
    {
        Assert.Equal("答：公租房", await Turns().ReplyAsync(Message("<MsgType>voice</MsgType><Recognition>公租房</Recognition><MsgId>1</MsgId>"), late: null));
        Assert.Equal("没听清", await Turns().ReplyAsync(Message("<MsgType>voice</MsgType><MsgId>2</MsgId>"), late: null));
        Assert.Equal("请打字", await Turns().ReplyAsync(Message("<MsgType>image</MsgType><MsgId>3</MsgId>"), late: null));
    }

    [Fact]
    public async Task A_turn_that_fails_still_gives_a_sentence()
    {
        _answer = _ => throw new InvalidOperationException("broken");
        Assert.Equal("出了问题", await Turns().ReplyAsync(Text("公租房"), late: null));
    }

    public void Dispose()
    {
        _users.Dispose();
        _reach.Dispose();
    }

    private WeChatTurns Turns() => new(
        (question, _) =>
        {
            lock (_asked)
                _asked.Add(question);
            return _answer(question);
        },
        _users, _reach, () => Sentences, _options, _clock, NullLogger<WeChatTurns>.Instance);

    private async Task PassDeadlineAsync(Task reply)
    {
        // The turn starts on another thread; the clock moves until its timer has fired.
        while (!reply.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static Answer Say(string text) => new Answered { Text = text, AsOf = new DateOnly(2026, 11, 24) };

    private static WeChatMessage Text(string content, string id = "42") => Message($"<MsgType>text</MsgType><Content>{content}</Content><MsgId>{id}</MsgId>");

    private static WeChatMessage Event(string name, string key) => Message($"<MsgType>event</MsgType><CreateTime>7</CreateTime><Event>{name}</Event><EventKey>{key}</EventKey>");

    private static WeChatMessage Message(string elements)
    {
        Assert.True(WeChatMessage.TryParse($"<xml><ToUserName>gh</ToUserName><FromUserName>openid-1</FromUserName>{elements}</xml>", out var message));
        return message;
    }
}

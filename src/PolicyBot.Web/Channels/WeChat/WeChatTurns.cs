using PolicyBot.Core;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>Fixed sentences of the channel, filled from knowledge/replies; <see cref="Busy"/> has to name the word that fetches the answer. Label: by id, as <see cref="AnswerLabel"/> asks for them.</summary>
public sealed record WeChatSentences(string Welcome, string OnlyText, string VoiceUnheard, string Busy, string StillBusy, string Failed, string NoMore, Func<string, string> Label)
{
    /// <summary>Questions that the documents can answer, offered with the welcome by their numbers.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>
/// One user's messages become questions, and answers become texts: 继续, numbered choices, kept answers, events, voice.
/// Deadline: a turn that takes longer is kept and fetched with “1”, or sent by <see cref="LateReplies"/> where the account can send by itself.
/// </summary>
public sealed class WeChatTurns(
    Func<Question, CancellationToken, Task<Answer>> ask,
    WeChatUsers users,
    WeChatReach reach,
    Func<WeChatSentences> sentences,
    WeChatOptions options,
    TimeProvider clock,
    ILogger<WeChatTurns> logger,
    string channel = "wechat")
{
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);
    private static readonly HashSet<string> MoreWords = new(StringComparer.Ordinal) { "继续", "繼續", "更多" };
    // A timestamp may lie ahead of our clock by the tolerance, and be taken until it is as far behind.
    private readonly RecentTurns<string> _turns = new(clock, TimeSpan.FromMinutes(1), options.TimestampTolerance * 2);

    /// <summary>The text to reply, or null for none (<c>success</c>). Retries of one message get the same text.</summary>
    public Task<string?> ReplyAsync(WeChatMessage message, LateReplies? late)
    {
        var key = users.KeyOf(message.From);
        if (string.Equals(message.Type, "event", StringComparison.Ordinal) && !IsQuestion(message))
            return Task.FromResult(AnswerEvent(message, key));
        return AnswerAsync(message, key, late);
    }

    private async Task<string?> AnswerAsync(WeChatMessage message, string key, LateReplies? late)
    {
        if (_turns.GetOrStart($"{key}|{message.DedupeKey}", () => InTimeAsync(message, key, late)) is not { } turn)
            return null;
        var reply = await turn;
        return reply.Length == 0 ? null : reply;
    }

    /// <summary>The first part of the answer, or, at the deadline, the sentence that says how to get it.</summary>
    private async Task<string> InTimeAsync(WeChatMessage message, string key, LateReplies? late)
    {
        var user = users.Find(key);
        var text = TextOf(message);
        if (text is null)
            return string.Equals(message.Type, "voice", StringComparison.Ordinal) ? sentences().VoiceUnheard : sentences().OnlyText;
        if (MoreWords.Contains(text))
            return user.Rest.Count > 0 ? Next(key, user) : sentences().NoMore;
        if (user.Kept is { } kept && text is "1" or "１")
            return await FetchAsync(key, user, kept!);

        var turn = TurnAsync(Chosen(text, user), key, message.From);
        try
        {
            return Show(key, await turn.WaitAsync(options.ReplyDeadline, clock));
        }
        catch (TimeoutException)
        {
            return Postpone(message, key, turn, late);
        }
    }

    private async Task<WeChatReply> TurnAsync(string text, string key, string openId)
    {
        using var limit = new CancellationTokenSource(TurnLimit, clock);
        using var speaking = reach.During(key, openId);
        try
        {
            var answer = await ask(new Question(text, key, ChinaTime.Today(clock)) { Patience = options.ReplyDeadline * 0.8 }, limit.Token);
            return WeChatText.Of(answer, options.PublicBaseUrl, sentences().Label);
        }
#pragma warning disable CA1031 // The channel's one boundary: whatever went wrong, the user reads a sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "A turn of channel {Channel} failed", channel);
            return new(sentences().Failed, []);
        }
    }

    /// <summary>The first part of a text that answers no message; the others wait for 继续, and what was offered before stays offered.</summary>
    public string FirstPart(string key, string text)
    {
        var parts = ReplyPages.Split(text);
        if (parts.Count > 1)
            users.Keep(key, users.Find(key) with { Rest = [.. parts.Skip(1)] });
        return parts[0];
    }

    private string Show(string key, WeChatReply reply)
    {
        var parts = ReplyPages.Split(reply.Text, label: reply.Label);
        users.Keep(key, new WeChatUser { Rest = [.. parts.Skip(1)], Choices = reply.Choices });
        return parts[0];
    }

    private string Next(string key, WeChatUser user)
    {
        users.Keep(key, user with { Rest = [.. user.Rest.Skip(1)] });
        return user.Rest[0];
    }

    private string Postpone(WeChatMessage message, string key, Task<WeChatReply> turn, LateReplies? late)
    {
        void Keep() => users.Keep(key, users.Find(key) with { Kept = turn });

        // The account can send by itself: the reply goes out once it is there, and its parts and choices are kept as if it had been in time.
        if (late?.TryEnqueue(new LateReply(message.From, ShowLaterAsync(key, turn), Keep)) == true)
            return "";
        Keep();
        return sentences().Busy;
    }

    private async Task<string> ShowLaterAsync(string key, Task<WeChatReply> turn) => Show(key, await turn);

    private async Task<string> FetchAsync(string key, WeChatUser user, Task<WeChatReply> kept)
    {
        try
        {
            return Show(key, await kept.WaitAsync(options.ReplyDeadline, clock));
        }
        catch (TimeoutException)
        {
            users.Keep(key, user);
            return sentences().StillBusy;
        }
    }

    private string? AnswerEvent(WeChatMessage message, string key)
    {
        switch (message["Event"].ToUpperInvariant())
        {
            case "SUBSCRIBE":
                return Show(key, WeChatText.Of(sentences().Welcome, sentences().Examples));
            case "UNSUBSCRIBE":
                users.Forget(key);
                reach.Forget(key);
                return null;
            default:
                return null;
        }
    }

    private bool IsQuestion(WeChatMessage message) =>
        string.Equals(message["Event"], "CLICK", StringComparison.OrdinalIgnoreCase) && options.Menu.ContainsKey(message["EventKey"]);

    /// <summary>Null where the message holds no words we understand.</summary>
    private string? TextOf(WeChatMessage message) => message.Type switch
    {
        "text" when message["Content"].Trim() is { Length: > 0 } text => text,
        "voice" when message["Recognition"].Trim() is { Length: > 0 } heard => heard,
        "event" => options.Menu[message["EventKey"]],
        _ => null,
    };

    private static string Chosen(string text, WeChatUser user) =>
        text.Length <= 2 && int.TryParse(text.Normalize(System.Text.NormalizationForm.FormKC), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= user.Choices.Count
            ? user.Choices[n - 1]
            : text;
}

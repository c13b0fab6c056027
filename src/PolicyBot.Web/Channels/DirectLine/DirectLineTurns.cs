using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>
/// Takes what clients post and answers it: in the order of each conversation, many conversations at once, outside of the request that asked.
/// A question is stored as pending and settled with its answer, so that the ones a restart interrupted are answered after it.
/// An answer that the database refuses is kept and stored later, with growing pauses; after the last try the next start answers anew.
/// </summary>
public sealed class DirectLineTurns(
    LiveConversations conversations,
    Turns turns,
    TurnLog log,
    DirectLineTokens tokens,
    ServingState serving,
    IDbContextFactory<PolicyBotDb> databases,
    IHttpContextAccessor requests,
    TimeProvider clock,
    ILogger<DirectLineTurns> logger) : BackgroundService
{
    private const int Workers = 64;
    private const int MostWaiting = 10;
    private const string BotId = "policybot";
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);

    /// <summary>After its last socket closed a client may reload or come back for so long and still gets the model's words; later it finds the quoted answer.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TypingAfter = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WorthAnswering = TimeSpan.FromHours(1);

    /// <summary>Pauses before an answer that could not be stored is tried again: a database that restarts is back within the first, a full disk may take the last.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 2, 5, 10, 30, 60, 120, 300 }.Select(s => TimeSpan.FromSeconds(s))];
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly QuestionLines _lines = new(clock);

    /// <summary>The greeting with questions that the documents can answer; stored before the client hears of its conversation.</summary>
    public async Task WelcomeAsync(string id, string? user, CancellationToken cancellationToken)
    {
        var welcome = WebChatReply.Plain(serving.Sentence("welcome"), [.. (serving.Current?.Examples ?? []).Take(4)]);
        welcome["from"] = Bot();
        welcome["recipient"] = new JsonObject { ["id"] = user ?? "" };
        using var lease = conversations.Lease(id, DirectLineChannel.Name);
        await lease.Conversation.AppendAsync(welcome, "bot", isPending: false, settles: null, cancellationToken);
    }

    /// <summary>Stores and echoes what a client posted, queues its answer, and returns the id given to it.</summary>
    public async Task<string> ReceiveAsync(string id, JsonObject activity, string? site, CancellationToken cancellationToken)
    {
        var text = PostedActivity.Clean(activity, out var removed);
        using var lease = conversations.Lease(id, DirectLineChannel.Name);
        if (PostedActivity.IsTyping(activity))
            return await lease.Conversation.PushAsync(activity, "user", cancellationToken);

        var asks = IsQuestion(activity);
        var index = await lease.Conversation.AppendAsync(activity, "user", isPending: asks, settles: null, cancellationToken);
        if (DirectLineFeedback.Read(activity) is { } feedback)
            log.RecordFeedback(feedback.TurnId, feedback.Kind);
        if (asks)
            _lines.Enqueue(new WaitingQuestion(conversations.Lease(id, DirectLineChannel.Name), index, activity.Text("id")!, text.Length > 0 ? text : SubmittedText(activity), activity.Object("from")?.Text("id"), removed, site, requests.HttpContext?.TraceIdentifier));
        return activity.Text("id")!;
    }

    /// <summary>A person's answer to a ticket. False where the conversation is gone.</summary>
    public async Task<bool> SayAsync(string id, string text, CancellationToken cancellationToken)
    {
        if (!await conversations.ExistsAsync(id, cancellationToken))
            return false;
        var message = WebChatReply.Plain(text);
        message["from"] = Bot();
        using var lease = conversations.Lease(id, DirectLineChannel.Name);
        await lease.Conversation.AppendAsync(message, "bot", isPending: false, settles: null, cancellationToken);
        return true;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await tokens.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var working = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)).Append(_lines.BringBackAsync(stoppingToken)));
        try
        {
            await ResumeAsync(stoppingToken);
        }
#pragma warning disable CA1031 // Questions of before the restart are asked again by their citizens; new ones have to be answered all the same.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Questions that a restart interrupted could not be read");
        }

        await working;
    }

    /// <summary>Questions that were stored and never answered. Old ones are let go: nobody waits for them.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        while (serving.Current is null)
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var border = _startedAt - WorthAnswering;
        await db.Activities.Where(a => a.IsPending && a.At < border).ExecuteUpdateAsync(s => s.SetProperty(a => a.IsPending, false), cancellationToken);
        var open = await db.Activities.AsNoTracking().Where(a => a.IsPending && a.At < _startedAt).OrderBy(a => a.At).ThenBy(a => a.Index).Take(1000).ToListAsync(cancellationToken);
        foreach (var stored in open)
        {
            if (ActivityJson.Parse(System.Text.Encoding.UTF8.GetBytes(stored.Json)) is not { } activity)
                continue;
            _lines.Enqueue(new WaitingQuestion(conversations.Lease(stored.ConversationId, DirectLineChannel.Name), stored.Index, activity.Text("id") ?? "", activity.Text("text") ?? "", activity.Object("from")?.Text("id"), [], Site: null, RequestId: null));
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in _lines.ReadyAsync(stoppingToken))
        {
            TimeSpan? pause = null;
            try
            {
                await AnswerAsync(line, stoppingToken);
            }
#pragma warning disable CA1031 // One conversation's fault must not stop the others.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                pause = line.Failures < Pauses.Length ? Pauses[line.Failures++] : null;
                logger.Log(pause is null ? LogLevel.Error : LogLevel.Warning, e, pause is null ? "An answer could not be stored: its question waits for the next start" : "An answer could not be stored and waits");
            }
            finally
            {
                if (pause is { } wait)
                    _lines.PutOff(line, wait);
                else
                    _lines.Next(line);
            }
        }
    }

    private async Task AnswerAsync(QuestionLine line, CancellationToken stoppingToken)
    {
        var question = _lines.First(line, out var waiting);
        line.Reply ??= await ReplyToAsync(question, waiting > MostWaiting, stoppingToken);
        await question.Lease.Conversation.AppendAsync(line.Reply, "bot", isPending: false, settles: question.Index, stoppingToken);
    }

    private async Task<JsonObject> ReplyToAsync(WaitingQuestion question, bool isCrowded, CancellationToken stoppingToken)
    {
        var reply = question.Text.Trim().Length == 0 ? WebChatReply.Plain(serving.Sentence("only_text"))
            : isCrowded ? WebChatReply.Plain(serving.Sentence("too_many"))
            : await AskAsync(question, stoppingToken);
        reply["from"] = Bot();
        reply["recipient"] = new JsonObject { ["id"] = question.User ?? "" };
        reply["replyToId"] = question.ActivityId;
        PersonalData.MaskAll(reply, question.Removed);
        return reply;
    }

    private async Task<JsonObject> AskAsync(WaitingQuestion question, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(TurnLimit);
        var conversation = question.Lease.Conversation;
        var pieces = new ShownPieces();
        var stream = new StreamedReply(conversation, Bot, question.Removed);
        // Nobody reads along where no socket is open: then the answer is worded as a whole, and nobody can be seen to leave.
        var isWatched = conversation.HasReaders;
        using var left = new CancellationTokenSource();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var leaving = isWatched ? TellOfLeavingAsync(conversation, left, over.Token) : Task.CompletedTask;
        var asked = new Question(question.Text, conversation.Id, ChinaTime.Today(clock)) { Shown = isWatched ? pieces : null, Left = left.Token, Patience = TurnLimit * 0.8 };
        var asking = turns.AskAsync(DirectLineChannel.Name, asked, limit.Token, requestId: question.RequestId);
        var knowledge = serving.Current?.Knowledge ?? KnowledgeBase.Empty;
        try
        {
            await ShowAsync(question, asking, pieces, stream, stoppingToken);
            var result = await asking;
            var reply = WebChatReply.Of(result.Answer, knowledge, result.Id, question.Site, serving.Sentence);
            stream.End(reply);
            return reply;
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            var reply = WebChatReply.Of(new Failed { Text = serving.Sentence("failed"), AsOf = ChinaTime.Today(clock) }, knowledge, TurnLog.NewId(), question.Site, serving.Sentence);
            stream.End(reply);
            return reply;
        }
        finally
        {
            await over.CancelAsync();
            await leaving;
        }
    }

    private static async Task TellOfLeavingAsync(LiveConversation conversation, CancellationTokenSource left, CancellationToken over)
    {
        try
        {
            await conversation.DesertedAsync(Absence, over);
            await left.CancelAsync();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The turn ended first.
        }
    }

    /// <summary>What is seen until the answer is there: that it is being written, then its checked pieces.</summary>
    private async Task ShowAsync(WaitingQuestion question, Task<TurnResult> asking, ShownPieces pieces, StreamedReply stream, CancellationToken stoppingToken)
    {
        var typing = Task.Delay(TypingAfter, clock, stoppingToken);
        var isTypingDue = true;
        while (!asking.IsCompleted)
        {
            var piece = pieces.WaitAsync(stoppingToken);
            var next = await (isTypingDue ? Task.WhenAny(asking, piece, typing) : Task.WhenAny(asking, piece));
            if (next == typing && isTypingDue)
            {
                isTypingDue = false;
                await question.Lease.Conversation.PushAsync(new JsonObject { ["type"] = "typing", ["from"] = Bot(), ["replyToId"] = question.ActivityId }, "bot", stoppingToken);
            }

            while (!asking.IsCompleted && pieces.TryTake(out var shown))
            {
                isTypingDue = false;
                await stream.ShowAsync(shown, stoppingToken);
            }
        }
    }

    private static bool IsQuestion(JsonObject activity) => string.Equals(activity.Text("type"), "message", StringComparison.Ordinal);

    /// <summary>A card's submit has no text; what it says stands in its value.</summary>
    private static string SubmittedText(JsonObject activity) =>
        activity.Object("value") is { } value ? value.Text("text") ?? value.Text("question") ?? "" : activity.Text("value") ?? "";

    private static JsonObject Bot() => new() { ["id"] = BotId, ["name"] = "政策问答", ["role"] = "bot" };
}

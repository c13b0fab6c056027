using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Api;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Channels.BotFramework;

/// <summary>
/// <c>POST /api/messages</c>, the protocol spoken directly. Errors: 401 wrong token (with an app id), 415, 413, 400; 501 unknown invoke; 503 queue full or keys out of reach.
/// </summary>
public sealed class BotFrameworkEndpoint(BotTurn bot, ConnectorQueue connectors, ConversationReferences references, CallerTokens tokens, IOptions<BotFrameworkOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan TypingAfter = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);
    private readonly KeyedOrder _order = new();

    public async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var caller = await tokens.ReadAsync(context.Request.Headers.Authorization, cancellationToken);
        if (Refuse(context, caller.State) is { } refusal)
            return refusal;
        var body = await JsonBody.ReadAsync(context.Request, options.Value.MaxBodyBytes, cancellationToken);
        if (!body.IsRead)
            return ApiProblem.Of(body.Status, body.Detail);
        if (IncomingActivity.Read(body.Root, options.Value, out var fault) is not { } activity)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, fault);
        if (!caller.MaySend(activity))
            return Refuse(context, CallerState.Wrong)!;

        references.Remember(activity);
        return activity.ExpectsReplies ? await ReplyAsync(activity, cancellationToken) : await SendAsync(activity);
    }

    private async Task<IResult> ReplyAsync(IncomingActivity activity, CancellationToken cancellationToken)
    {
        var turn = await bot.RunAsync(activity, cancellationToken);
        if (turn.Status != StatusCodes.Status200OK)
            return Results.StatusCode(turn.Status);
        var replies = new JsonArray([.. turn.Activities.Where(a => !IsTyping(a)).Select(a => (JsonNode)Stamped(a))]);
        return Results.Text(ActivityJson.Write(new JsonObject { ["activities"] = replies }), "application/json; charset=utf-8");
    }

    /// <summary>A caller that hangs up still gets its answer at its connector; answers leave in the order of the questions.</summary>
    private async Task<IResult> SendAsync(IncomingActivity activity)
    {
        if (connectors.IsFull)
            return ApiProblem.Later(StatusCodes.Status503ServiceUnavailable, ApiProblem.DetailOf(503), TimeSpan.FromSeconds(10));
        using var limit = new CancellationTokenSource(TurnLimit, clock);
        using var order = await _order.EnterAsync(activity.Key, limit.Token);
        var running = bot.RunAsync(activity, limit.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        if (await Task.WhenAny(running, Task.Delay(TypingAfter, clock, patience.Token)) != running)
            connectors.TryEnqueue(BotTurn.Typing(activity));
        await patience.CancelAsync();

        var turn = await running;
        foreach (var reply in turn.Activities)
            connectors.TryEnqueue(Stamped(reply));
        return Results.StatusCode(turn.Status);
    }

    private JsonObject Stamped(JsonObject reply)
    {
        reply["id"] ??= Guid.NewGuid().ToString("N");
        reply["timestamp"] ??= clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return reply;
    }

    private static IResult? Refuse(HttpContext context, CallerState state)
    {
        if (state is CallerState.Unreachable)
            return ApiProblem.Later(StatusCodes.Status503ServiceUnavailable, "暂时无法核对调用方的身份，请稍后再试。", TimeSpan.FromSeconds(30));
        if (state is not CallerState.Wrong)
            return null;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, "调用方的身份没有通过核对。");
    }

    private static bool IsTyping(JsonObject activity) => string.Equals(IncomingActivity.TextOf(activity, "type"), "typing", StringComparison.Ordinal);
}

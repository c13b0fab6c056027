using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Api;

/// <summary>
/// <c>POST /api/ask</c>. With <c>stream</c>: events <c>step</c> (name, ms), <c>delta</c> (text), <c>answer</c> (the whole shape).
/// Deltas are pieces of the checked answer: nothing is shown that the citation check has not passed.
/// </summary>
public static class AskEndpoint
{
    public const string Channel = "api";
    private const int MaxBodyBytes = 1 << 20;
    private const int DeltaLength = 24;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    public static async Task<IResult> HandleAsync(HttpContext context, Turns turns, ServingState state, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, MaxBodyBytes, cancellationToken);
        if (!body.IsRead)
            return ApiProblem.Of(body.Status, body.Detail);
        if (AskRequest.Read(body.Root, ChinaTime.Today(clock), out var fault) is not { } ask)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, fault);

        // A caller without a conversation gets one back, so that a clarifying question can be answered.
        var question = ask.Question.Conversation is null ? ask.Question with { Conversation = NewConversation() } : ask.Question;
        if (ask.Stream)
        {
            var pieces = new ShownPieces();
            return await StreamAsync(context, turns.AskAsync(Channel, question with { Shown = pieces }, cancellationToken), pieces, state.Sentence, cancellationToken);
        }

        var turn = turns.AskAsync(Channel, question, cancellationToken);
        return Refusal(await turn, out var result) ?? Results.Text(AnswerJson.Serialize(result.Answer, state.Sentence), "application/json; charset=utf-8");
    }

    public static string NewConversation() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>What is told by a status code rather than as an answer; null where there is an answer.</summary>
    private static IResult? Refusal(TurnResult ended, out TurnResult result)
    {
        result = ended;
        return ended.State switch
        {
            TurnState.NotReady or TurnState.Busy => ApiProblem.Later(StatusCodes.Status503ServiceUnavailable, ended.Answer.Text, ended.RetryAfter ?? TimeSpan.FromSeconds(5)),
            TurnState.TooMany => ApiProblem.Later(StatusCodes.Status429TooManyRequests, ended.Answer.Text, ended.RetryAfter ?? TimeSpan.FromSeconds(5)),
            _ => null,
        };
    }

    private static async Task<IResult> StreamAsync(HttpContext context, Task<TurnResult> turn, ShownPieces pieces, Func<string, string> sentence, CancellationToken cancellationToken)
    {
        // A turn that ends at once can still be refused with a status code.
        await Task.WhenAny(turn, Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken));
        if (turn.IsCompletedSuccessfully && Refusal(await turn, out _) is { } refusal)
            return refusal;

        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await EventAsync(context, "step", new { name = "received", ms = 0.0 }, cancellationToken);
        var shown = new StringBuilder();
        while (!turn.IsCompleted)
        {
            await Task.WhenAny(turn, pieces.WaitAsync(cancellationToken), Task.Delay(KeepAlive, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!await ShowAsync() && !turn.IsCompleted)
            {
                await context.Response.WriteAsync(": waiting\n\n", cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }

        var answer = (await turn).Answer;
        await ShowAsync();
        foreach (var step in answer.Trace.Steps)
            await EventAsync(context, "step", new { name = step.Name, ms = Math.Round(step.Duration.TotalMilliseconds, 2) }, cancellationToken);
        // A hand-off may have put another answer in its place: then the whole answer says so.
        var rest = answer.Text.StartsWith(shown.ToString(), StringComparison.Ordinal) ? answer.Text[shown.Length..] : "";
        foreach (var piece in Pieces(rest))
            await EventAsync(context, "delta", new { text = piece }, cancellationToken);
        await EventAsync(context, "answer", AnswerJson.From(answer, sentence), cancellationToken);
        return Results.Empty;

        async Task<bool> ShowAsync()
        {
            var any = false;
            while (pieces.TryTake(out var piece))
            {
                any = true;
                shown.Append(piece);
                await EventAsync(context, "delta", new { text = piece }, cancellationToken);
            }

            return any;
        }
    }

    /// <summary>Never cuts a pair of surrogates; joined they are the text.</summary>
    internal static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + DeltaLength);
            if (end < text.Length && char.IsLowSurrogate(text[end]))
                end++;
            yield return text[at..end];
            at = end;
        }
    }

    private static async Task EventAsync(HttpContext context, string name, object data, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, AnswerJson.Options)}\n\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}

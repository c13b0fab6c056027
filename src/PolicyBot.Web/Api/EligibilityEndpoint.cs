using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Api;

/// <summary>
/// <c>POST /api/eligibility</c>, the worksheet of the staff console: <c>{"facts": {id: value}, "asOf"?}</c> in, every benefit's assessment out.
/// Facts that nobody knows are no fault of the request: they come back in <c>refused</c>.
/// </summary>
public static class EligibilityEndpoint
{
    private const int MaxBodyBytes = 1 << 16;

    public static async Task<IResult> HandleAsync(HttpContext context, ServingState state, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, MaxBodyBytes, cancellationToken);
        if (!body.IsRead)
            return ApiProblem.Of(body.Status, body.Detail);
        if (!body.Root.TryGetProperty("facts", out var given) || given.ValueKind is not JsonValueKind.Object || !AskRequest.TryFacts(body.Root, out var facts))
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "缺少 facts，或写法不对：应当是对象，名字是事实编号，值是字符串、数字或 true/false。");
        var day = JsonBody.Text(body.Root, "asOf", out var isWrong);
        var asOf = ChinaTime.Today(clock);
        if (isWrong || (day is not null && !AskRequest.TryDate(day, out asOf)))
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "asOf 不是正确的日期，应写成 2026-11-24 的样子。");
        return state.Current?.Assess is { } assess
            ? Results.Text(JsonSerializer.Serialize(assess(facts, asOf), AnswerJson.Options), "application/json; charset=utf-8")
            : ApiProblem.Later(StatusCodes.Status503ServiceUnavailable, "资格判断暂时不可用，请稍后再试。", TimeSpan.FromSeconds(5));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Api;

/// <summary>Errors of REST: RFC 9457 problem details with a Chinese <c>detail</c>, never a stack trace. Source: contracts §3.</summary>
public static class ApiProblem
{
    public static IResult Of(int status, string detail) => new ProblemResult(status, detail, RetryAfter: null);

    /// <summary>429 and 503: says when to come back, in whole seconds.</summary>
    public static IResult Later(int status, string detail, TimeSpan retryAfter) => new ProblemResult(status, detail, retryAfter);

    public static Task WriteAsync(HttpContext context, int status, string detail, TimeSpan? retryAfter = null) =>
        new ProblemResult(status, detail, retryAfter).ExecuteAsync(context);

    /// <summary>For statuses that ASP.NET sets without a body (404 of no route, 405) and for exceptions.</summary>
    public static string DetailOf(int status) => status switch
    {
        400 => "请求有误，无法处理。",
        404 => "没有这个地址。",
        405 => "这个地址不支持该请求方法。",
        408 => "请求超时。",
        413 => "请求内容太大。",
        415 => "请求的内容类型不受支持。",
        429 => "请求太频繁，请稍后再试。",
        503 => "服务暂时不可用，请稍后再试。",
        >= 500 => "系统出现问题，请稍后再试。",
        _ => "请求无法处理。",
    };

    public static int StatusOf(IExceptionHandlerFeature? fault) =>
        fault?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static string TitleOf(int status) => status switch
    {
        400 => "请求有误",
        401 => "未通过验证",
        403 => "不允许",
        404 => "没有找到",
        405 => "方法不支持",
        413 => "内容太大",
        415 => "类型不支持",
        429 => "请求太频繁",
        503 => "暂不可用",
        >= 500 => "系统故障",
        _ => "请求无法处理",
    };

    private sealed record ProblemResult(int Status, string Detail, TimeSpan? RetryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            if (RetryAfter is { } wait)
                httpContext.Response.Headers.RetryAfter = ((int)Math.Max(1, Math.Ceiling(wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
            return httpContext.Response.WriteAsJsonAsync(
                new { type = "about:blank", title = TitleOf(Status), status = Status, detail = Detail, requestId = httpContext.TraceIdentifier },
                AnswerJson.Options,
                "application/problem+json; charset=utf-8",
                httpContext.RequestAborted);
        }
    }
}

using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>Errors of the channel always have the shape <c>{"error":{"code","message"}}</c>; the framework's own (404, 405, 413) too.</summary>
public static class DirectLineError
{
    public static IResult Of(int status, string code, string message) =>
        Results.Text(Body(code, message), "application/json; charset=utf-8", statusCode: status);

    public static IResult BadToken() => Of(StatusCodes.Status403Forbidden, "BadToken", "The token is wrong, expired, or of another conversation.");

    public static IResult Gone() => Of(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    public static IResult BadArgument(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    /// <summary>Gives a body to errors that left without one, and turns our own mistakes into a 500 of that shape, logged once.</summary>
    public static async Task WrapAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The boundary of the channel's requests: clients of this protocol can read nothing but its own errors.
        catch (Exception e) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PolicyBot.Web.Channels.DirectLine").LogError(e, "A Direct Line request failed");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentType is not null)
            return;
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(Body(CodeOf(response.StatusCode), $"HTTP {response.StatusCode}"), context.RequestAborted);
    }

    /// <summary>Without Retry-After: directlinejs would take its seconds for milliseconds.</summary>
    public static Task TooManyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(Body(CodeOf(429), "Too many requests from this address."), context.RequestAborted);
    }

    internal static string CodeOf(int status) => status switch
    {
        400 => "BadArgument",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        413 => "MessageSizeTooBig",
        415 => "UnsupportedMediaType",
        429 => "TooManyRequests",
        _ => "ServiceError",
    };

    internal static string Body(string code, string message) =>
        ActivityJson.Write(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
}

using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Data.Sqlite;

namespace PolicyBot.Web.Console;

/// <summary>
/// What staff see while the database is away: after the retries of storage itself, a plain page that says so. A form that was sent comes back with everything that was in it,
/// to be sent again with one press.
/// </summary>
public static class StorageNotice
{
    private const int LongField = 60;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>Before the console's own guard, which asks the database as well.</summary>
    public static void UseStorageNotice(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ConsoleRoutes.Base, StringComparison.OrdinalIgnoreCase), console => console.Use(GuardAsync));

    /// <summary>True for a server that cannot be reached, is stopping or starting, or a file that is locked; false for every mistake of ours.</summary>
    internal static bool IsAway(Exception? fault) => fault switch
    {
        null => false,
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6,
        DbException { IsTransient: true } => true,
        SocketException => true,
        _ => IsAway(fault.InnerException),
    };

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsAway(e) && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageNotice)).LogError(e, "The console could not reach the database");
            await ShowAsync(context);
        }
    }

    private static async Task ShowAsync(HttpContext context)
    {
        var form = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "5";
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        var address = Encoder.Encode(context.Request.GetEncodedPathAndQuery());
        var page = new StringBuilder($"""
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>数据库暂时连不上</title>
            {(form is null ? $"<meta http-equiv=\"refresh\" content=\"5;url={address}\">" : "")}<link rel="stylesheet" href="/site.css"></head>
            <body><main class="page"><h1>数据库暂时连不上</h1>
            """);
        if (form is null)
        {
            page.Append($"<p>系统正在重试，本页每5秒自动再试一次。</p><p><a href=\"{address}\">现在再试</a></p>");
        }
        else
        {
            page.Append($"<p role=\"alert\">这次提交还没有保存。您填写的内容都在下面，稍等几秒再按“再次提交”。</p><form method=\"post\" action=\"{address}\" class=\"ask\">");
            foreach (var (name, values) in form)
            {
                foreach (var value in values)
                    AppendField(page, name, value ?? "");
            }

            page.Append("<p class=\"row\"><button class=\"main\">再次提交</button></p></form>");
        }

        await response.WriteAsync(page.Append("</main></body></html>").ToString(), context.RequestAborted);
    }

    /// <summary>What somebody wrote is shown; what a form carries by itself goes along unseen.</summary>
    private static void AppendField(StringBuilder page, string name, string value)
    {
        var isWritten = !name.StartsWith("__", StringComparison.Ordinal) && (value.Length > LongField || value.Contains('\n', StringComparison.Ordinal) || name is "answer" or "text");
        page.Append(isWritten
            ? $"<textarea name=\"{Encoder.Encode(name)}\" rows=\"6\" aria-label=\"您填写的内容\">\n{Encoder.Encode(value)}</textarea>"
            : $"<input type=\"hidden\" name=\"{Encoder.Encode(name)}\" value=\"{Encoder.Encode(value)}\">");
    }
}

using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Pages;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Chat;

/// <summary>The page /chat around Web Chat: no inline script, styles by nonce, everything from this host. Source: channels §2.3.</summary>
public sealed class ChatPage(WebChatBundle bundle, IOptions<SiteOptions> site, IOptions<StorageOptions> storage, ServingState serving)
{
    public IResult Show(HttpContext context)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request, nonce);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return Results.Text(Html(nonce, Look.Of(context.Request)), "text/html; charset=utf-8");
    }

    internal static string Policy(HttpRequest request, string nonce) =>
        "default-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'none'; "
        + $"connect-src 'self' {(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()} blob:; "
        + $"img-src 'self' blob: data:; script-src 'self'; style-src 'nonce-{nonce}'";

    private string Html(string nonce, Look look)
    {
        var name = WebUtility.HtmlEncode(site.Value.Name);
        return $"""
            <!DOCTYPE html>
            <html lang="zh-CN" class="{look.Classes}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="format-detection" content="telephone=no">
            <title>{name}·在线对话</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/chat.css" nonce="{nonce}">
            </head>
            <body>
            <a class="skip" href="#chat">跳到对话</a>
            <header>
            <h1><a href="/">{name}</a></h1>
            <button type="button" id="person" class="main">转人工</button>
            <nav aria-label="页面设置">
            <button type="button" id="large" aria-pressed="{(look.IsLarge ? "true" : "false")}">大字</button>
            <button type="button" id="contrast" aria-pressed="{(look.IsHighContrast ? "true" : "false")}">高对比</button>
            <button type="button" id="again">新对话</button>
            </nav>
            </header>
            <div id="state" role="status" aria-live="polite"><span id="state-text"></span><button type="button" id="retry" hidden>重新连接</button></div>
            <main id="main">{(bundle.IsThere ? Chat(nonce) : Missing())}</main>
            <footer>
            <p>回答依据已公布的政策文件，由人工智能组织语言的会另外标明；以文件原文和主管部门解释为准。</p>
            <details><summary>个人信息说明</summary>
            <p>提问不需要身份证号、银行卡号、手机号等个人信息，请不要输入。对话内容用于回答问题和改进服务，其中的证件号、卡号、电话和姓名在保存前隐去；{Kept()}本页不使用第三方服务，不跟踪您的浏览。<a href="/privacy">隐私说明</a></p>
            </details>
            </footer>
            </body>
            </html>
            """;
    }

    private string Chat(string nonce) => $"""
        <noscript><p class="notice">在线对话需要浏览器启用 JavaScript。您也可以使用<a href="/">普通问答页面</a>。</p></noscript>
        <div id="chat" tabindex="-1" data-nonce="{nonce}"></div>
        <script src="{bundle.Url}" defer></script>
        <script src="/chat.js" defer></script>
        """;

    private string Missing() => $"""
        <div class="notice">
        <p>在线对话还不能使用：构建本程序时没有取得对话组件（webchat-es5.js）。</p>
        <p>管理员：请安装 Node.js（含 npm）后重新构建，例如运行 <code>eng/setup.sh</code> 再运行 <code>dotnet build</code>。</p>
        <p>现在可以使用<a href="/">普通问答页面</a>，或拨打{WebUtility.HtmlEncode(serving.Current?.Knowledge.Replies.Text("hotline") ?? "12345政务服务便民热线")}。</p>
        </div>
        """;

    private string Kept() => storage.Value.RetentionDays > 0 ? $"对话保存{storage.Value.RetentionDays}天后删除。" : "";
}

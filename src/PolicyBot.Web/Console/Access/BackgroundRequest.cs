namespace PolicyBot.Web.Console.Access;

/// <summary>
/// A request that a page makes by itself (<c>refresh.js</c>): nobody pressed anything, so it does not keep a session alive. A desk that was left ends its session as it should.
/// </summary>
public static class BackgroundRequest
{
    public const string Header = "X-Refresh";

    public static bool Is(HttpRequest request) => request.Headers.ContainsKey(Header);
}

using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>One platform put together from its settings: endpoint, turns, and the sender of late replies where a secret is set.</summary>
public sealed class WeChatChannel : IDisposable
{
    private readonly WeChatUsers _users;
    private readonly WeChatReach _reach;
    private readonly AccessTokens? _tokens;
    private readonly WeChatEndpoint _endpoint;
    private readonly WeChatTurns _turns;

    private WeChatChannel(WeChatEndpoint endpoint, WeChatTurns turns, WeChatUsers users, WeChatReach reach, AccessTokens? tokens, LateReplies? late)
    {
        _endpoint = endpoint;
        _turns = turns;
        _users = users;
        _reach = reach;
        _tokens = tokens;
        Late = late;
    }

    /// <summary>Null where the account cannot send by itself.</summary>
    public LateReplies? Late { get; }

    public static WeChatChannel ForOfficialAccount(WeChatOptions options, Func<Question, CancellationToken, Task<Answer>> ask, Func<WeChatSentences> sentences, HttpClient http, TimeProvider clock, ILoggerFactory logs)
    {
        var users = new WeChatUsers(options.Token);
        var reach = new WeChatReach();
        var crypto = options.EncodingAESKey.Length > 0 ? new WeChatCrypto(options.EncodingAESKey, options.AppId) : null;
        var profile = new CallbackProfile(options.Token, crypto, AlwaysEncrypted: false, options.AllowPlain, options.TimestampTolerance, options.MaxBodyBytes);
        var tokens = options.AppSecret.Length > 0 ? new AccessTokens(TokenSources.StableToken(http, options.AppId, options.AppSecret), clock) : null;
        var late = tokens is null ? null : new LateReplies(
            new CustomerServiceClient(http, tokens, "/cgi-bin/message/custom/send", (user, text) => new { touser = user, msgtype = "text", text = new { content = text } }, clock, logs.CreateLogger<CustomerServiceClient>()),
            logs.CreateLogger<LateReplies>());
        var turns = new WeChatTurns(ask, users, reach, sentences, options, clock, logs.CreateLogger<WeChatTurns>());
        return new(new WeChatEndpoint(profile, clock), turns, users, reach, tokens, late);
    }

    public static WeChatChannel ForWorkApplication(WeComOptions options, Func<Question, CancellationToken, Task<Answer>> ask, Func<WeChatSentences> sentences, HttpClient http, TimeProvider clock, ILoggerFactory logs, string publicBaseUrl)
    {
        // Both platforms share deadline, window and size; only what the settings table names differs.
        var shared = new WeChatOptions { PublicBaseUrl = publicBaseUrl };
        var users = new WeChatUsers(options.Token);
        var reach = new WeChatReach();
        var profile = new CallbackProfile(options.Token, new WeChatCrypto(options.EncodingAESKey, options.CorpId), AlwaysEncrypted: true, AllowPlain: false, shared.TimestampTolerance, shared.MaxBodyBytes);
        var tokens = options.Secret.Length > 0 ? new AccessTokens(TokenSources.CorpToken(http, options.CorpId, options.Secret), clock) : null;
        var late = tokens is null ? null : new LateReplies(
            new CustomerServiceClient(http, tokens, "/cgi-bin/message/send", (user, text) => new { touser = user, msgtype = "text", agentid = AgentOf(options), text = new { content = text } }, clock, logs.CreateLogger<CustomerServiceClient>()),
            logs.CreateLogger<LateReplies>());
        var turns = new WeChatTurns(ask, users, reach, sentences, shared, clock, logs.CreateLogger<WeChatTurns>(), "wecom");
        return new(new WeChatEndpoint(profile, clock), turns, users, reach, tokens, late);
    }

    public IResult Verify(HttpRequest request) => _endpoint.Verify(request);

    public Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        _endpoint.ReceiveAsync(request, message => _turns.ReplyAsync(message, Late), cancellationToken);

    /// <summary>A ticket opened in the running turn: the account can write to its citizen later, where it can write at all.</summary>
    public void KeepReach(string key)
    {
        if (Late is not null)
            _reach.Keep(key);
    }

    public void ForgetReach(string key) => _reach.Forget(key);

    /// <summary>A text to the citizen of that key, who waits for one. False where the account or the window does not allow it.</summary>
    public async Task<bool> CarryAsync(string key, string text, CancellationToken cancellationToken) =>
        Late is { } late && _reach.Find(key) is { } openId && await late.SendAsync(openId, _turns.FirstPart(key, text), cancellationToken);

    public void Dispose()
    {
        _reach.Dispose();
        _users.Dispose();
        _tokens?.Dispose();
    }

    private static object AgentOf(WeComOptions options) =>
        int.TryParse(options.AgentId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : options.AgentId;
}

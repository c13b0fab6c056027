using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>One platform put together from its settings: endpoint, turns, and the sender of late replies where a secret is set.</summary>
public sealed class WeChatChannel : IDisposable
{
    private readonly WeChatUsers _users;
    private readonly AccessTokens? _tokens;
    private readonly WeChatEndpoint _endpoint;
    private readonly WeChatTurns _turns;

    private WeChatChannel(WeChatEndpoint endpoint, WeChatTurns turns, WeChatUsers users, AccessTokens? tokens, LateReplies? late)
    {
        _endpoint = endpoint;
        _turns = turns;
        _users = users;
        _tokens = tokens;
        Late = late;
    }

    /// <summary>Null where the account cannot send by itself.</summary>
    public LateReplies? Late { get; }

    public static WeChatChannel ForOfficialAccount(WeChatOptions options, Func<Question, CancellationToken, Task<Answer>> ask, Func<WeChatSentences> sentences, HttpClient http, TimeProvider clock, ILoggerFactory logs)
    {
        var users = new WeChatUsers(options.Token);
        var crypto = options.EncodingAESKey.Length > 0 ? new WeChatCrypto(options.EncodingAESKey, options.AppId) : null;
        var profile = new CallbackProfile(options.Token, crypto, AlwaysEncrypted: false, options.AllowPlain, options.TimestampTolerance, options.MaxBodyBytes);
        var tokens = options.AppSecret.Length > 0 ? new AccessTokens(TokenSources.StableToken(http, options.AppId, options.AppSecret), clock) : null;
        var late = tokens is null ? null : new LateReplies(
            new CustomerServiceClient(http, tokens, "/cgi-bin/message/custom/send", (user, text) => new { touser = user, msgtype = "text", text = new { content = text } }, clock, logs.CreateLogger<CustomerServiceClient>()),
            logs.CreateLogger<LateReplies>());
        var turns = new WeChatTurns(ask, users, sentences, options, clock, logs.CreateLogger<WeChatTurns>());
        return new(new WeChatEndpoint(profile, clock), turns, users, tokens, late);
    }

    public static WeChatChannel ForWorkApplication(WeComOptions options, Func<Question, CancellationToken, Task<Answer>> ask, Func<WeChatSentences> sentences, HttpClient http, TimeProvider clock, ILoggerFactory logs, string publicBaseUrl)
    {
        // Both platforms share deadline, window and size; only what the settings table names differs.
        var shared = new WeChatOptions { PublicBaseUrl = publicBaseUrl };
        var users = new WeChatUsers(options.Token);
        var profile = new CallbackProfile(options.Token, new WeChatCrypto(options.EncodingAESKey, options.CorpId), AlwaysEncrypted: true, AllowPlain: false, shared.TimestampTolerance, shared.MaxBodyBytes);
        var tokens = options.Secret.Length > 0 ? new AccessTokens(TokenSources.CorpToken(http, options.CorpId, options.Secret), clock) : null;
        var late = tokens is null ? null : new LateReplies(
            new CustomerServiceClient(http, tokens, "/cgi-bin/message/send", (user, text) => new { touser = user, msgtype = "text", agentid = AgentOf(options), text = new { content = text } }, clock, logs.CreateLogger<CustomerServiceClient>()),
            logs.CreateLogger<LateReplies>());
        var turns = new WeChatTurns(ask, users, sentences, shared, clock, logs.CreateLogger<WeChatTurns>(), "wecom");
        return new(new WeChatEndpoint(profile, clock), turns, users, tokens, late);
    }

    public IResult Verify(HttpRequest request) => _endpoint.Verify(request);

    public Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        _endpoint.ReceiveAsync(request, message => _turns.ReplyAsync(message, Late), cancellationToken);

    public void Dispose()
    {
        _users.Dispose();
        _tokens?.Dispose();
    }

    private static object AgentOf(WeComOptions options) =>
        int.TryParse(options.AgentId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : options.AgentId;
}

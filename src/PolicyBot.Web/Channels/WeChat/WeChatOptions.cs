using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>公众号 callback at <c>/wechat</c>. Without a <see cref="Token"/> the route answers 404.</summary>
public sealed class WeChatOptions
{
    public const string Section = "PolicyBot:Channels:WeChat";

    /// <summary>The token set on the platform's page. Default: empty, the channel is off.</summary>
    public string Token { get; set; } = "";

    /// <summary>43 characters of the platform's page; needed for compatible and safe mode.</summary>
    [RegularExpression("^([A-Za-z0-9]{43})?$", ErrorMessage = "Channels:WeChat:EncodingAESKey 应为 43 位字母和数字")]
    public string EncodingAESKey { get; set; } = "";

    public string AppId { get; set; } = "";

    /// <summary>Secret of the customer-service API; empty switches it off.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Base URL of the platform's API.</summary>
    public string ApiBase { get; set; } = "https://api.weixin.qq.com";

    /// <summary>How far a callback's timestamp may be from our clock, either way.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a callback waits for its answer; the platform drops the connection after 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:04.9")]
    public TimeSpan ReplyDeadline { get; set; } = TimeSpan.FromSeconds(4.5);

    [Range(1024, 1048576)]
    public int MaxBodyBytes { get; set; } = 65536;

    /// <summary>Whether messages in plain mode are taken.</summary>
    public bool AllowPlain { get; set; } = true;

    /// <summary>Public address of this host for links to clauses, such as https://policy.example.gov.cn; empty writes no links.</summary>
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>Menu key → the question it asks. Data of the account's menu, never of a document's content in code.</summary>
    public Dictionary<string, string> Menu { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>企业微信 application callback at <c>/wecom</c>; always encrypted. Without a <see cref="Token"/> the route answers 404.</summary>
public sealed class WeComOptions
{
    public const string Section = "PolicyBot:Channels:WeCom";

    public string Token { get; set; } = "";

    [RegularExpression("^([A-Za-z0-9]{43})?$", ErrorMessage = "Channels:WeCom:EncodingAESKey 应为 43 位字母和数字")]
    public string EncodingAESKey { get; set; } = "";

    public string CorpId { get; set; } = "";

    /// <summary>The application's number; needed to send messages.</summary>
    public string AgentId { get; set; } = "";

    /// <summary>Secret of the application; empty switches sending off.</summary>
    public string Secret { get; set; } = "";

    public string ApiBase { get; set; } = "https://qyapi.weixin.qq.com";
}

using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>Section <c>PolicyBot:Channels:DirectLine</c>.</summary>
public sealed class DirectLineOptions
{
    public const string Section = "PolicyBot:Channels:DirectLine";

    /// <summary>How long a token opens its conversation. Default 30 minutes; clients refresh at half of it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Unit: bytes. Default 1 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1_048_576;

    /// <summary>Origins (https://host) of other sites whose pages may talk to the bot. Default none: same origin only.</summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Frames that wait for one reader before it is dropped. Default 256.</summary>
    [Range(1, 100_000)]
    public int StreamQueue { get; set; } = 256;
}

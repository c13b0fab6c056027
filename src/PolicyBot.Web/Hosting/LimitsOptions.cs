using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Hosting;

/// <summary>Section <c>PolicyBot:Limits</c>. 0 switches a limit off. Never applied to <c>GET …/activities</c> (a poll that meets 429 stops for ever).</summary>
public sealed class LimitsOptions
{
    public const string Section = "PolicyBot:Limits";

    /// <summary>Requests a minute from one address. Default 600.</summary>
    [Range(0, 1_000_000)]
    public int PerAddressPerMinute { get; set; } = 600;

    /// <summary>Turns a minute in one conversation. Default 60.</summary>
    [Range(0, 1_000_000)]
    public int PerConversationPerMinute { get; set; } = 60;

    /// <summary>Turns a minute of one person over all conversations, where the channel names the person (Bot Framework). Default: as many as requests from one address.</summary>
    [Range(0, 1_000_000)]
    public int? PerUserPerMinute { get; set; }

    /// <summary>Turns worked on at once in the whole process; one more is told “busy”. Default 64.</summary>
    [Range(0, 100_000)]
    public int TurnsInFlight { get; set; } = 64;
}

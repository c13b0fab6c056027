namespace PolicyBot.Core;

/// <summary>
/// The two folders that command line and host share (section <c>PolicyBot</c>). Relative paths are looked for in the working folder and its parents,
/// so that every command works from anywhere inside the project.
/// </summary>
public sealed class PolicyBotOptions
{
    public const string Section = "PolicyBot";

    /// <summary>Folder that people maintain. Default: knowledge.</summary>
    public string Knowledge { get; set; } = "knowledge";

    /// <summary>Folder of built indexes; null means <c>.index</c> beside the knowledge folder's parent, one for each knowledge folder.</summary>
    public string? Index { get; set; }
}

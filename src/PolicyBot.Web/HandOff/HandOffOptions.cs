namespace PolicyBot.Web.HandOff;

/// <summary>Section <c>PolicyBot:HandOff</c>.</summary>
public sealed class HandOffOptions
{
    public const string Section = "PolicyBot:HandOff";

    /// <summary>True where people work on tickets in the staff console: 转人工 then offers to leave one. Default false: the hotline only.</summary>
    public bool Tickets { get; set; }
}
